"""The register in the office: the same sheet, with what happened to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cadre.delivery.access import may_keep_register
from cadre.delivery.queries import with_its_group
from cadre.delivery.views import desks
from cadre.delivery.views.shared import EventDesk, printed
from cadre.people.access import page, signed_in
from cadre.scheduling.access import events_visible_to
from cadre.scheduling.models import Event

GET_AND_POST = ("GET", "POST")


def seen(request: HttpRequest, ref: str) -> Event:
    return get_object_or_404(with_its_group(events_visible_to(signed_in(request))), ref=ref)


def kept(request: HttpRequest, ref: str) -> Event:
    event = seen(request, ref)
    if not may_keep_register(signed_in(request), event):
        raise Http404
    return event


@page("attendance", "V", "office")
def register(request: HttpRequest, ref: str) -> HttpResponse:
    return desks.sheet_page(request, EventDesk(request, seen(request, ref)))


@page("attendance", "E", "office", methods=GET_AND_POST)
def marks(request: HttpRequest, ref: str) -> HttpResponse:
    return desks.marks_page(request, EventDesk(request, kept(request, ref)))


@page("attendance", "E", "office", methods=("POST",))
def attendance(request: HttpRequest, ref: str, enrolment: str) -> HttpResponse:
    """One person's mark. Only operations may edit attendance in the office, so the page's door is enough."""
    events = events_visible_to(signed_in(request)).select_related("register", "group")
    return desks.mark_one(request, EventDesk(request, get_object_or_404(events, ref=ref)), enrolment)


@page("attendance", "A", "office", methods=GET_AND_POST)
def completion(request: HttpRequest, ref: str) -> HttpResponse:
    return desks.completion_page(request, EventDesk(request, kept(request, ref)))


@page("attendance", "A", "office", methods=("POST",))
def reopening(request: HttpRequest, ref: str) -> HttpResponse:
    return desks.reopening_page(request, EventDesk(request, kept(request, ref)))


@page("attendance", "E", "office")
def correction(request: HttpRequest, ref: str, enrolment: str) -> HttpResponse:
    return desks.correction_page(request, EventDesk(request, kept(request, ref)), enrolment)


@page("attendance", "C", "office")
def joiners(request: HttpRequest, ref: str) -> HttpResponse:
    return desks.joiners_page(request, EventDesk(request, kept(request, ref)))


@page("paper_register_pdf", "V", "office")
def paper_register(request: HttpRequest, ref: str) -> HttpResponse:
    return printed(seen(request, ref))
