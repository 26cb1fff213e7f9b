"""The register of a session, part by part, as of any event; and who is accredited after it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from cadre.delivery.views import desks
from cadre.facilitators import actions as facilitators
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.training.forms import AccreditForm
from cadre.training.queries.sheets import there_throughout
from cadre.training.views.desk import PartDesk, part_of, printed
from cadre.training.views.office.sessions import one, show

GET_AND_POST = ("GET", "POST")


def _desk(request: HttpRequest, ref: str, number: int) -> PartDesk:
    return PartDesk(request, part_of(one(request, ref), number))


@page("facilitator_training", "V", "office")
def register(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return desks.sheet_page(request, _desk(request, ref, number))


@page("facilitator_training", "E", "office", methods=GET_AND_POST)
def marks(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return desks.marks_page(request, _desk(request, ref, number))


@page("facilitator_training", "E", "office", methods=("POST",))
def attendance(request: HttpRequest, ref: str, number: int, place: str) -> HttpResponse:
    """One person's mark, by one tap."""
    return desks.mark_one(request, _desk(request, ref, number), place)


@page("facilitator_training", "A", "office", methods=GET_AND_POST)
def completion(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return desks.completion_page(request, _desk(request, ref, number))


@page("facilitator_training", "A", "office", methods=("POST",))
def reopening(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return desks.reopening_page(request, _desk(request, ref, number))


@page("facilitator_training", "E", "office")
def correction(request: HttpRequest, ref: str, number: int, place: str) -> HttpResponse:
    return desks.correction_page(request, _desk(request, ref, number), place)


@page("facilitator_training", "E", "office")
def joiners(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return desks.joiners_page(request, _desk(request, ref, number))


@page("facilitator_training", "V", "office")
def paper_register(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    return printed(part_of(one(request, ref), number))


@page("facilitator_training", "A", "office", methods=["POST"])
def accreditation(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Accredit those who were there in every part."""
    row = one(request, ref)
    form = AccreditForm(request.POST, people=there_throughout(row), auto_id="accredit_%s")
    if form.is_valid():
        try:
            for person in form.chosen:
                facilitators.accredit(
                    person, list(form.cleaned_data["qualifications"]), by=signed_in(request), today=clock.today()
                )
            messages.success(request, f"Accredited: {len(form.chosen)}.")
            return redirect("office:training:session", ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show(request, row, status=422, accredit_form=form)
