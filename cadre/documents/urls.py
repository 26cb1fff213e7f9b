"""This room's pages, one list per audience. `portals` mounts them."""

from cadre.documents.views import public as views
from cadre.ui.pages import Page

public = [Page("verify/", views.verify, "verify", "document_check", "V", ("GET", "POST"))]
