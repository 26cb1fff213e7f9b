"""The root of all addresses: the portals, signing in, and the demo's own pages where there is one."""

from django.conf import settings
from django.urls import include, path

from cadre.people.urls import bare

urlpatterns = [path("", include("cadre.portals.urls")), *bare]
if settings.DEMO or settings.DEBUG:
    urlpatterns.append(path("ui/", include("cadre.ui.urls")))
if settings.DEMO:
    urlpatterns.append(path("demo/", include("cadre.demo.urls")))

handler400 = "cadre.portals.views.errors.bad_request"
handler403 = "cadre.portals.views.errors.forbidden"
handler404 = "cadre.portals.views.errors.not_found"
handler500 = "cadre.portals.views.errors.broken"
