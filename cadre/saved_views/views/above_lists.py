"""A list is drawn: what is kept of it for whoever reads it."""

from urllib.parse import urlencode

from django.urls import reverse

from cadre.people.access import opens
from cadre.people.models import User
from cadre.saved_views.models import SavedView
from cadre.saved_views.queries import views_on
from cadre.ui.kept_views import ListView, ListViews, as_kept, gone_from, view_of
from cadre.ui.listing import Listing


def views_above(listing: Listing) -> ListViews | None:
    """Their own and the shared ones; None for roles that may have none and for lists of one thing. One query."""
    request, user = listing.request, getattr(listing.request, "user", None)
    roles, match = getattr(request, "roles", ()), getattr(request, "resolver_match", None)
    may_keep = any(opens(role, "saved_view", "L") for role in roles)
    if not isinstance(user, User) or match is None or match.kwargs or not may_keep:
        return None
    path, shown, present = request.path_info, as_kept(request.GET), view_of(listing)
    found = views_on(path, user)
    links = [_link(view, user, shown) for view in found]
    current = any(link.current for link in links)
    if links:
        links.insert(0, ListView("Everything", path, current=not shown))
    pages, here = reverse("public:saved_views:list"), {"list": path}
    return ListViews(
        links,
        "" if current or not present else f"{pages}new/?{urlencode({**here, 'query': present})}",
        f"{pages}?{urlencode(here)}",
        gone_from(listing) if current and shown else (),
    )


def _link(view: SavedView, user: User, shown: str) -> ListView:
    by = "" if view.user_id == user.pk else view.user.name
    return ListView(view.name, view.address, view.query == shown, by)
