"""A memorandum to read and sign by a mailed link, without a password."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.documents.responses import pdf_response
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.partners import actions
from cadre.partners.access import memorandum_linked_by
from cadre.partners.forms.memoranda import WhyForm
from cadre.partners.models import Memorandum
from cadre.partners.states import MEMORANDUM_WORKFLOW
from cadre.partners.views.signing import declined, shown, sign_form, signed
from cadre.people.access import page
from cadre.people.proving import Proof, kept


def _linked(token: str) -> Memorandum | None:
    return memorandum_linked_by(token, now=clock.now()).with_look().first()


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/public/no_link.html", status=404)


def _show(request: HttpRequest, row: Memorandum, token: str, *, status: int = 200, **forms: object) -> HttpResponse:
    context = shown(row, evidence=False) | {
        "token": token,
        "sign": sign_form(row, name=row.signatory_name, role=row.signatory_role),
        "why": WhyForm(),
    }
    return render(request, "partners/public/signing.html", context | forms, status=status)


@page("mou", "V", "token")
def signing(request: HttpRequest, token: str) -> HttpResponseBase:
    """Looking changes nothing: only a press signs."""
    row = _linked(token)
    return _show(request, row, token) if row else _gone(request)


@page("mou", "V", "token")
def document(request: HttpRequest, token: str) -> HttpResponseBase:
    """The exact file: the signed copy once there is one, else the one to sign."""
    row = _linked(token)
    paper = row and (row.signed_copy or row.document)
    if not paper:
        raise Http404
    return pdf_response(paper)


@page("mou", "A", "token", methods=["POST"])
def signature(request: HttpRequest, token: str) -> HttpResponseBase:
    """A link may be forwarded, so it signs nothing by itself: a code goes to whoever was named, with what was typed
    kept on the page, and the press that brings it signs."""
    row = _linked(token)
    if row is None:
        return _gone(request)
    form, proof = sign_form(row, request.POST), kept(request, row.signatory_email)
    if form.is_valid():
        waits = MEMORANDUM_WORKFLOW.allows("sign", row.state)
        proof = _proof(row).asked(request, now=clock.now()) if waits else None
    code, known = request.POST.get("code", ""), f"a code mailed to {row.signatory_email}"
    if not (form.errors or proof) and signed(request, row, form, by=_named(row), proof=known, code=code):
        return redirect("token:partners:signing", token)
    wrong = form.errors or (proof and proof.errors)
    return _show(request, row, token, sign=form, form=form, proof=proof, status=422 if wrong else 200)


def _proof(row: Memorandum) -> Proof:
    return Proof(actions.code_purpose(row), row.signatory_email, row.signatory_name, f"sign {row.ref}")


def _named(row: Memorandum) -> System:
    return System(row.signatory_name or row.partner.name)


@page("mou", "A", "token", methods=["POST"])
def declining(request: HttpRequest, token: str) -> HttpResponseBase:
    row = _linked(token)
    if row is None:
        return _gone(request)
    form = WhyForm(request.POST)
    if declined(request, row, form, by=_named(row)):
        return redirect("token:partners:signing", token)
    return _show(request, row, token, why=form, form=form, status=422)
