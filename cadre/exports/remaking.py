"""A list as somebody sees it now, outside any request of theirs: its own view is asked, through its own door.

The view alone knows the door, the row the list hangs on, the columns of the reader's roles and the filters; nothing of
it is written down a second time. It is handed a request that can only be read, and hands out the list at the point
where it would send the file.
"""

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve

from cadre.exports.models import Sheet
from cadre.exports.rules import ACCOUNT_CLOSED, CLOSED
from cadre.lib.errors import Refusal
from cadre.people.models import User
from cadre.ui.listing import Listing


class Remade(HttpRequest):
    """A GET for the list at `path` by `user`, who has no session here. `listing` is what its view would send."""

    def __init__(self, path: str, query: str, user: User) -> None:
        super().__init__()
        self.method, self.path, self.path_info, self.user = "GET", path, path, user
        self.META = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost"}
        self.GET = QueryDict(query)
        self.session = SessionBase()
        self.listing: Listing | None = None

    def take(self, listing: Listing) -> HttpResponse:
        self.listing = listing
        return HttpResponse(status=204)


def remade(sheet: Sheet, user: User) -> Listing:
    """The list as `user` sees it now. Raises Refusal where it is open to them no longer, or gives them no file."""
    if not user.is_active:
        raise Refusal(ACCOUNT_CLOSED)
    request = Remade(sheet.path, sheet.query, user)
    try:
        view, args, kwargs = request.resolver_match = resolve(sheet.path)
        view(request, *args, **kwargs)
    except (Http404, PermissionDenied):
        pass
    if request.listing is None:
        raise Refusal(CLOSED)
    return request.listing
