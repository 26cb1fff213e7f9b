"""The project: settings, root URLs and the WSGI entry point. Not a room."""
