"""What is said when a page is not there, a form is too old, or something broke."""

import logging
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from cadre.ui.unsent import says_something, unsent_page

log = logging.getLogger(__name__)
TOO_LONG = (
    "This page was open for long, or you signed in meanwhile, so nothing was saved yet. What you typed is still here. "
    "If this page comes back, your browser keeps no cookies for this site: allow them, and send it again."
)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open for too long, or came from elsewhere.

    A view with `ask_again` shows its own page with what was typed, and saves nothing. Of another form of ours, what was
    typed can be sent again with one press; a page of somebody else's is never given a form that works.
    """
    match = request.resolver_match
    again = getattr(match.func, "ask_again", None) if match else None
    if match and again:
        return again(request, *match.args, **match.kwargs)
    if is_ours(request) and says_something(request):
        return unsent_page(request, title="Send it again", why=TOO_LONG, status=403)
    return render(request, "portals/csrf_failed.html", status=403)


def is_ours(request: HttpRequest) -> bool:
    """Whether a page of this site sent it, by what no page can say of itself."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "portals/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "portals/not_found.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Missing, or somebody else's: the answer is the same."""
    return render(request, "portals/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """The last resort: a page that needs nothing, with a reference that stands in the log."""
    reference = uuid4().hex[:8].upper()
    log.error("Page broke. Reference %s, %s %s", reference, request.method, request.path)
    # Without the request, so that no context processor runs: one of them may be what broke.
    return HttpResponse(render_to_string("portals/broken.html", {"reference": reference}), status=500)
