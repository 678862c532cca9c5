"""What is said in several languages: texts with a fallback chain, folding for search, names of languages and countries."""
