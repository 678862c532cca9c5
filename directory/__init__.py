"""The house: settings, root addresses, middleware, system checks. Nothing imports it."""
