"""Getting at the bytes of a feed, from the web or from a file, within limits. Knows nothing of what is in them."""
