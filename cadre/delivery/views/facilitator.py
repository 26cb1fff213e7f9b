"""The register on a facilitator's phone, and on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cadre.delivery.access import event_kept_by, events_kept_by
from cadre.delivery.queries import with_its_group
from cadre.delivery.views import desks
from cadre.delivery.views.shared import EventDesk, printed
from cadre.people.access import page, signed_in
from cadre.scheduling.models import Event

GET_AND_POST = ("GET", "POST")


def kept(request: HttpRequest, ref: str) -> Event:
    """The event, if its register is this facilitator's."""
    return get_object_or_404(with_its_group(events_kept_by(signed_in(request))), ref=ref)


def to_save(request: HttpRequest, ref: str) -> Event:
    """The same, with no more than saving needs."""
    event = event_kept_by(signed_in(request), ref)
    if event is None:
        raise Http404
    return event


@page("attendance", "V", "facilitator")
def register(request: HttpRequest, ref: str) -> HttpResponse:
    return desks.sheet_page(request, EventDesk(request, kept(request, ref)))


@page("attendance", "E", "facilitator", methods=GET_AND_POST)
def marks(request: HttpRequest, ref: str) -> HttpResponse:
    return desks.marks_page(request, EventDesk(request, to_save(request, ref)))


@page("attendance", "E", "facilitator", methods=("POST",))
def attendance(request: HttpRequest, ref: str, enrolment: str) -> HttpResponse:
    """One person's mark, by one tap."""
    return desks.mark_one(request, EventDesk(request, to_save(request, ref)), enrolment)


@page("attendance", "A", "facilitator", methods=GET_AND_POST)
def completion(request: HttpRequest, ref: str) -> HttpResponse:
    return desks.completion_page(request, EventDesk(request, to_save(request, ref)))


@page("attendance", "A", "facilitator", methods=("POST",))
def reopening(request: HttpRequest, ref: str) -> HttpResponse:
    return desks.reopening_page(request, EventDesk(request, kept(request, ref)))


@page("attendance", "E", "facilitator")
def correction(request: HttpRequest, ref: str, enrolment: str) -> HttpResponse:
    return desks.correction_page(request, EventDesk(request, kept(request, ref)), enrolment)


@page("attendance", "C", "facilitator")
def joiners(request: HttpRequest, ref: str) -> HttpResponse:
    return desks.joiners_page(request, EventDesk(request, kept(request, ref)))


@page("paper_register_pdf", "V", "facilitator")
def paper_register(request: HttpRequest, ref: str) -> HttpResponse:
    return printed(kept(request, ref))
