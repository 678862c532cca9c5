"""The change feed: a mirror loads the directory once, and afterwards only what has changed (docs/feeds.md)."""
