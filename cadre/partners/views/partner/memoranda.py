"""A partner's own memoranda: read, signed by the lead or by whoever the lead names, declined, and kept as files."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.documents.responses import pdf_response
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions
from cadre.partners.access import (
    may_answer_memorandum,
    may_see_evidence,
    may_sign,
    memoranda_visible_to,
    partners_visible_to,
    why_closed,
)
from cadre.partners.forms.memoranda import SignatoryForm, WhyForm
from cadre.partners.models import Memorandum
from cadre.partners.views.signing import declined, shown, sign_form, signed
from cadre.people.access import page, signed_in


@page("mou", "L", "partner")
def memoranda(request: HttpRequest) -> HttpResponseBase:
    """Whether planning and promotion are open, and every memorandum with its files."""
    user, today = signed_in(request), clock.today()
    standing = [(one, why_closed(one, today)) for one in partners_visible_to(user)]
    rows = memoranda_visible_to(user).with_look()
    return render(request, "partners/partner/memoranda.html", {"standing": standing, "rows": rows, "today": today})


def _own(request: HttpRequest, ref: str) -> Memorandum:
    return get_object_or_404(memoranda_visible_to(signed_in(request)).with_look(), ref=ref)


def _show(request: HttpRequest, row: Memorandum, *, status: int = 200, **forms: object) -> HttpResponse:
    user = signed_in(request)
    context = shown(row, evidence=may_see_evidence(user, row)) | {
        "may_sign": may_sign(user, row),
        "sign": sign_form(row, name=user.name),
        "signatory": SignatoryForm(named=actions.signatory_of(row)),
        "why": WhyForm(),
    }
    return render(request, "partners/partner/memorandum.html", context | forms, status=status)


@page("mou", "V", "partner")
def memorandum(request: HttpRequest, ref: str) -> HttpResponseBase:
    return _show(request, _own(request, ref))


@page("mou", "V", "partner")
def document(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The exact file: the signed copy once there is one, else the one to sign."""
    row = _own(request, ref)
    paper = row.signed_copy or row.document
    if not paper:
        raise Http404
    return pdf_response(paper)


def _to_sign(request: HttpRequest, ref: str) -> Memorandum:
    """One that the person may answer for; where it no longer waits, the action says so."""
    row = _own(request, ref)
    if not may_answer_memorandum(signed_in(request), row):
        raise Http404
    return row


@page("mou", "A", "partner", methods=["POST"])
def signature(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = _to_sign(request, ref)
    form = sign_form(row, request.POST)
    user = signed_in(request)
    if signed(request, row, form, by=user, proof=f"signed in as {user.email}"):
        return redirect("partner:partners:memorandum", row.ref)
    return _show(request, _own(request, ref), sign=form, form=form, status=422)


@page("mou", "A", "partner", methods=["POST"])
def signatory(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Name who has the authority to sign; they get a link by mail."""
    row, form = _to_sign(request, ref), SignatoryForm(request.POST)
    if form.is_valid():
        try:
            actions.name_signatory(row, **form.given(), by=signed_in(request), today=clock.today(), now=clock.now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            named = form.cleaned_data["signatory"]
            messages.success(request, f"A link to read and sign is on its way to {named}.")
            return redirect("partner:partners:memorandum", row.ref)
    return _show(request, row, signatory=form, form=form, status=422)


@page("mou", "A", "partner", methods=["POST"])
def declining(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = _to_sign(request, ref), WhyForm(request.POST)
    if declined(request, row, form, by=signed_in(request)):
        return redirect("partner:partners:memorandum", row.ref)
    return _show(request, row, why=form, form=form, status=422)
