"""Public pages that are drawn once every few seconds, and not for each visitor.

    @page("programme_page", "V", "public")
    @kept_for_visitors
    def qualification(request, slug): …

Kept in the process for KEPT_SECONDS (0 in the demo, where dates move, and while developing). Whoever is signed in,
or asks with a query, has the page drawn for them, so that an officer sees at once what they have changed.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from cadre.lib import clock

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
MOST = 300
_pages: dict[tuple[object, ...], "Kept"] = {}


class Kept(NamedTuple):
    until: float
    content: bytes
    content_type: str


def kept_for_visitors(view: View[P]) -> View[P]:
    """Draw the page once every KEPT_SECONDS a process and day. Only what sets no cookie and holds no token is kept."""

    @wraps(view)
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.KEPT_SECONDS or not _is_plain(request):
            return view(request, *args, **kwargs)
        key, now = (request.get_host(), request.path, clock.today()), time.monotonic()
        kept = _pages.get(key)
        if kept and now < kept.until:
            answer = HttpResponse(kept.content, content_type=kept.content_type)
        else:
            answer = view(request, *args, **kwargs)
            if _may_be_kept(request, answer):
                if len(_pages) >= MOST:
                    forget()
                _pages[key] = Kept(now + settings.KEPT_SECONDS, answer.content, answer.headers["Content-Type"])
        patch_vary_headers(answer, ["Cookie"])
        return answer

    return shown


def forget() -> None:
    """Let every page be drawn anew."""
    _pages.clear()


def _is_plain(request: HttpRequest) -> bool:
    """A visitor without a session or a message, who asks for the page as it is."""
    asked_for_part = "HTTP_HX_REQUEST" in request.META
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES
    return request.method == "GET" and not request.META.get("QUERY_STRING") and not known and not asked_for_part


def _may_be_kept(request: HttpRequest, answer: HttpResponse) -> bool:
    holds_token = "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    private = "no-store" in answer.headers.get("Cache-Control", "")
    return answer.status_code == 200 and not answer.streaming and not answer.cookies and not holds_token and not private
