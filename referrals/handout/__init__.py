"""A sheet of paper to hand over: one A4, two at most, in the language of whoever reads it."""
