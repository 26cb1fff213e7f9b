"""The root of all addresses: the portals, and the demo's own pages where there is one."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [path("", include("cadre.portals.urls")), path("ui/", include("cadre.ui.urls"))]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("cadre.demo.urls")))
