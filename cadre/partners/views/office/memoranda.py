"""The office's memoranda: the list, one of them, and what is done with it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.documents.pressing import signing_of
from cadre.documents.responses import pdf_response
from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions
from cadre.partners.access import (
    may_keep_memoranda,
    may_see_evidence,
    memoranda_visible_to,
    partners_visible_to,
    why_closed,
)
from cadre.partners.forms.memoranda import MemorandumFilter, PaperForm, SignatoryForm, WhyForm
from cadre.partners.models import Memorandum
from cadre.partners.queries import memoranda as queries
from cadre.partners.states import MEMORANDUM_WORKFLOW, Party
from cadre.partners.views.signing import shown, sign_form
from cadre.people.access import page, signed_in
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("ref", "Memorandum", "ref", sort=("ref",)),
    Column("partner", "Partner", "partner.name", sort=("partner__name",)),
    Column("version", "Text", lambda row: row.text.version if row.text else "on paper", sort=("text__version",)),
    Column("sent", "Sent", "sent_at", sort=("sent_at",)),
    Column("signer", "Signed by", "signer", sort=("signer",)),
    Column("in_force", "In force since", "in_force_on", sort=("in_force_on",)),
    Column("ends", "Ends", "ends_on", sort=("ends_on",)),
    Column("state", "State", "get_state_display", sort=("state",)),
]
VERBS = ("send", "recall", "drop", "countersign", "end")


@page("mou", "L", "office")
def memoranda(request: HttpRequest) -> HttpResponseBase:
    """All of them, what was sent last first."""
    rows = queries.office_list(memoranda_visible_to(signed_in(request)))
    listing = Listing(request, rows, COLUMNS, filter_form=MemorandumFilter, name="memoranda", default_sort="partner")
    if listing.wants_file:
        return listing.file()
    context = {"listing": listing, "may_keep": may_keep_memoranda(signed_in(request))}
    return render(request, "partners/office/memoranda.html", context)


def _found(request: HttpRequest, ref: str) -> Memorandum:
    return get_object_or_404(memoranda_visible_to(signed_in(request)).with_look(), ref=ref)


def _show(request: HttpRequest, row: Memorandum, *, status: int = 200, **forms: object) -> HttpResponse:
    user, today = signed_in(request), clock.today()
    keeps = may_keep_memoranda(user)
    context = shown(row, evidence=may_see_evidence(user, row)) | {
        "may": {verb: keeps and MEMORANDUM_WORKFLOW.allows(verb, row.state) for verb in VERBS},
        "may_name": keeps and row.state == "sent",
        "closed": why_closed(row.partner, today),
        "sign": sign_form(row, party=Party.PROVIDER, name=user.name),
        "signatory": SignatoryForm(named=actions.signatory_of(row)),
        "why": WhyForm(),
        "entries": entries_about(row),
    }
    return render(request, "partners/office/memorandum.html", context | forms, status=status)


@page("mou", "V", "office")
def memorandum(request: HttpRequest, ref: str) -> HttpResponseBase:
    return _show(request, _found(request, ref))


@page("mou", "V", "office")
def document(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The exact file: the signed copy once there is one, else the one to sign."""
    row = _found(request, ref)
    paper = row.signed_copy or row.document
    if not paper:
        raise Http404
    return pdf_response(paper)


@page("mou", "C", "office", methods=["POST"])
def drafting(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The next memorandum of a partner: one press."""
    found = get_object_or_404(partners_visible_to(signed_in(request)), slug=slug)
    try:
        made = actions.draft_memorandum(found, by=signed_in(request), today=clock.today(), now=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("office:partners:partner", found.slug)
    return redirect("office:partners:memorandum", made.ref)


@page("mou", "C", "office")
def paper(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Keep a memorandum that was signed outside."""
    found = get_object_or_404(partners_visible_to(signed_in(request)), slug=slug)
    form = PaperForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        by, today, now = signed_in(request), clock.today(), clock.now()
        try:
            made = actions.file_on_paper(found, **form.cleaned_data, by=by, today=today, now=now)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Filed. Planning and promotion are open for {found.short_name}.")
            return redirect("office:partners:memorandum", made.ref)
    context = {"form": form, "partner": found}
    return render(request, "partners/office/paper.html", context, status=422 if form.errors else 200)


@page("mou", "A", "office", methods=["POST"])
def sending(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = _found(request, ref)
    try:
        actions.send_memorandum(row, by=signed_in(request), today=clock.today(), now=clock.now())
        messages.success(request, f"It is on its way to {row.partner.short_name}.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:partners:memorandum", row.ref)


@page("mou", "A", "office", methods=["POST"])
def reminder(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = _found(request, ref)
    if actions.remind_to_sign(row, by=signed_in(request), today=clock.today(), now=clock.now()):
        messages.success(request, "A reminder is on its way.")
    else:
        messages.warning(request, "Nobody was reminded: it does not wait, or was reminded within the hour.")
    return redirect("office:partners:memorandum", row.ref)


@page("mou", "A", "office", methods=["POST"])
def naming(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Name who signs for the partner, as its lead asked."""
    row, form = _found(request, ref), SignatoryForm(request.POST)
    if form.is_valid():
        try:
            actions.name_signatory(row, **form.given(), by=signed_in(request), today=clock.today(), now=clock.now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            named = form.cleaned_data["signatory"]
            messages.success(request, f"A link to read and sign is on its way to {named}.")
            return redirect("office:partners:memorandum", row.ref)
    return _show(request, row, signatory=form, form=form, status=422)


@page("mou", "A", "office", methods=["POST"])
def countersignature(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Sign for the provider: it is in force from today."""
    row = _found(request, ref)
    form = sign_form(row, request.POST, party=Party.PROVIDER)
    if form.is_valid():
        by = signed_in(request)
        signing = signing_of(request, form, proof=f"signed in as {by.email}")
        try:
            actions.countersign(row, signing, by=by, today=clock.today(), now=clock.now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "In force. Both sides get the signed copy.")
            return redirect("office:partners:memorandum", row.ref)
    return _show(request, row, sign=form, form=form, status=422)


def _with_reason(request: HttpRequest, ref: str, act: Callable[..., object], said: str, **more: object) -> HttpResponse:
    row, form = _found(request, ref), WhyForm(request.POST)
    if form.is_valid():
        try:
            act(row, reason=form.cleaned_data["reason"], by=signed_in(request), **more)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, said)
            return redirect("office:partners:memorandum", row.ref)
    return _show(request, row, why=form, form=form, status=422)


@page("mou", "A", "office", methods=["POST"])
def recall(request: HttpRequest, ref: str) -> HttpResponseBase:
    said = "Recalled. Links to sign it have stopped, and the partner is told why."
    return _with_reason(request, ref, actions.recall_memorandum, said, now=clock.now())


@page("mou", "A", "office", methods=["POST"])
def dropping(request: HttpRequest, ref: str) -> HttpResponseBase:
    return _with_reason(request, ref, actions.drop_memorandum, "Given up.")


@page("mou", "A", "office", methods=["POST"])
def ending(request: HttpRequest, ref: str) -> HttpResponseBase:
    said = "Ended. Planning and promotion are closed; groups that run go on."
    return _with_reason(request, ref, actions.end_memorandum, said, today=clock.today())
