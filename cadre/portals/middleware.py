"""Headers on every answer, addresses that lead nowhere, and refusals and collisions that no view caught."""

import errno
import logging
from collections.abc import Callable
from urllib.parse import unquote

from django.db import DatabaseError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.lib.errors import Refusal
from cadre.ui.unsent import says_something, unsent_page

log = logging.getLogger(__name__)
Next = Callable[[HttpRequest], HttpResponse]
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
UNWRITABLE = {"25006", "53100"}  # a transaction that may only read, a full disk
FULL_OR_READ_ONLY = ("readonly database", "disk is full")
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
    other one did. The same for whoever wants to save while nothing can be written.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if is_collision(exception):
            log.warning("Sent back after a collision: %s %s", request.method, request.path)
            return _later(request, "Somebody else saved at the same moment", "Your change was not made at all.", 1)
        if is_unwritable(exception):
            log.error("Nothing can be written: %s %s: %s", request.method, request.path, type(exception).__name__)
            return _later(
                request, "We cannot save anything just now", "It was not saved. Try again in a few minutes.", 60
            )
        return None


def _later(request: HttpRequest, title: str, why: str, seconds: int) -> HttpResponse:
    """That nothing was half done, and what was typed to be sent again."""
    if says_something(request):
        kept = f"Nothing was half done. {why} What you typed is still here."
        answer = unsent_page(request, title=title, why=kept, status=503)
    else:
        context = {"title": title, "why": why, "pressed": request.method == "POST"}
        answer = render(request, "portals/collision.html", context, status=503)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def is_unwritable(fault: BaseException | None) -> bool:
    """Whether the database, or the disk, can be read but takes nothing more: full, or set to be read alone."""
    if isinstance(fault, OSError):
        return fault.errno in NO_ROOM
    if not isinstance(fault, DatabaseError):
        return False
    state = getattr(fault.__cause__, "sqlstate", None) or ""
    return state in UNWRITABLE or any(words in str(fault) for words in FULL_OR_READ_ONLY)


def is_collision(fault: BaseException | None) -> bool:
    """Whether the database sent somebody back because of somebody else, and would take the same a moment later."""
    if not isinstance(fault, OperationalError):
        return False
    return getattr(fault.__cause__, "sqlstate", None) in COLLISIONS or "is locked" in str(fault)
