"""The meetings of a search on paper: booklets to fold, and lists to hang on a wall."""
