"""The public pages: short functions from a request to a response."""
