"""A list on other people's sites: inside a frame, as a piece of HTML, and in the formats that programs read."""
