"""What somebody sent and could not be taken now, by no fault of theirs: it stands on the page, to be sent again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

OURS = frozenset({"csrfmiddlewaretoken"})
UNTYPED = frozenset({"seen", "once", "version", "based_on", "back", "next"})
"""Fields that no form shows."""


def says_something(request: HttpRequest) -> bool:
    """Whether a form with more than its button was sent."""
    return request.method == "POST" and any(value.strip() for _, value in _fields(request))


def unsent_page(request: HttpRequest, *, title: str, why: str, status: int, sign_in: str = "") -> HttpResponse:
    """`why` in a sentence, what was typed, and a button that sends it once more. Files are asked for again.

    `sign_in`: where to sign in first, which is done beside this page, so that it stays.
    """
    fields = _fields(request)
    typed = [value for name, value in fields if name not in UNTYPED and len(value.strip()) > 1]
    context = {
        "title": title,
        "why": why,
        "sign_in": sign_in,
        "to": request.get_full_path(),
        "fields": fields,
        "typed": typed,
        "files": bool(request.FILES),
    }
    answer = render(request, "ui/unsent.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in request.POST.lists() for value in values if name not in OURS]
