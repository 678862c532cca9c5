"""What comes in: a feed is fetched, planned and applied (docs/importing.md)."""
