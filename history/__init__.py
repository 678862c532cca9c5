"""What changed, when, by whom, by which road."""
