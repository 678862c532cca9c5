"""The API of HSDS 3 under /hsds/, read only (docs/hsds.md): asked, found, recorded; interchange/hsds writes."""
