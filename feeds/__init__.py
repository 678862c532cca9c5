"""What goes out: every search as a feed, in the formats of `interchange`."""
