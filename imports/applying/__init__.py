"""Doing what a plan says: from records to rows, through the actions of the rooms below."""
