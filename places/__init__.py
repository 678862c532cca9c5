"""Where: the gazetteer (text to place), venues, distance, time zones."""
