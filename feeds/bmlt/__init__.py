"""BMLT, the interface of NA's servers, read only: widgets, apps and printers made for these work against us (docs/bmlt.md)."""
