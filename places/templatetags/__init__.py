"""Pieces of pages about places."""
