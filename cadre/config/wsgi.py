"""The WSGI entry point that gunicorn serves."""

import os

from cadre.config.loading import for_good

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadre.config.settings")
with for_good():
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    application = get_wsgi_application()
    _pages = get_resolver().reverse_dict  # every view and every address, before the first visitor asks
