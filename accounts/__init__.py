"""Coordinators: the people who sign in. Visitors have no account."""
