"""BMLT, the servers of NA and the interface that NA's widgets, apps and telephone systems read (docs/bmlt.md)."""
