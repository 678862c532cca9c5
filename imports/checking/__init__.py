"""Checking a feed of anybody's: what is wrong with it, in plain words, and what to do. Nothing of it is kept (docs/checking.md)."""
