"""Who meets: topics, fellowships, service bodies, groups, contacts, other help."""
