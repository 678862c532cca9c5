"""What comes in: sources, runs, plans."""
