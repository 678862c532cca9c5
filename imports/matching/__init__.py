"""Which listings of different lists are one meeting: told by place, time and name, never by ids. Pure (docs/matching.md)."""
