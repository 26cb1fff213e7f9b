"""Headers on every answer, addresses that lead nowhere, and refusals and collisions that no view caught."""

import logging
from collections.abc import Callable
from urllib.parse import unquote

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.lib.errors import Refusal

log = logging.getLogger(__name__)
Next = Callable[[HttpRequest], HttpResponse]
COLLISIONS = {"40P01", "40001", "55P03"}  # a ring of waiting, two that cannot both be, a lock not given in time
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)


class SecurityHeaders:
    """Nothing from another origin, nothing framed, nothing sniffed."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Content-Security-Policy", POLICY)
        answer.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        return answer


class Addresses:
    """An address with a character that no database holds leads nowhere: NUL, in its path, its query or a cookie.

    Halves of a character that have no partner need no word here: Django has read them as U+FFFD by now.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = (request.path, unquote(request.META.get("QUERY_STRING", "")), *request.COOKIES.values())
        if any("\0" in text for text in said):
            raise Http404
        return self.get_response(request)


class Refusals:
    """An action that may not happen is a page with its sentence, never a fault."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return render(request, "portals/refusal.html", {"refusal": str(exception)}, status=409)
        return None


class Collisions:
    """Two who changed the same at the same moment, one of whom the database sent back: a page that says so kindly.

    What was sent back is undone as a whole, since every action is one transaction; pressed again, it finds what the
    other one did.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_collision(exception):
            return None
        log.warning("Sent back after a collision: %s %s", request.method, request.path)
        answer = render(request, "portals/collision.html", {"pressed": request.method == "POST"}, status=503)
        answer.headers["Retry-After"] = "1"
        return answer


def is_collision(fault: BaseException | None) -> bool:
    """Whether the database sent somebody back because of somebody else, and would take the same a moment later."""
    if not isinstance(fault, OperationalError):
        return False
    return getattr(fault.__cause__, "sqlstate", None) in COLLISIONS or "is locked" in str(fault)
