"""Benchmarks: a world of any size, and what its pages cost (docs/performance.md)."""
