"""How gunicorn serves the directory; what is given on its command line wins."""

wsgi_app = "directory.wsgi"
threads = 4
# Visits are nobody's business: no log of the pages asked for. Gunicorn's warnings name visitors' addresses, its errors do not.
accesslog = None
loglevel = "error"
# The longest that gunicorn reads, so that a pasted text as a search gets our page rather than its own.
limit_request_line = 8190
