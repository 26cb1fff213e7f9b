"""The memorandum's text in versions, with a preview as it reads for a partner."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.partners import actions
from cadre.partners.access import may_keep_memoranda, partners_visible_to, texts_visible_to
from cadre.partners.forms.memoranda import PartnerChoice, PublishForm, TextForm
from cadre.partners.models import MemorandumText, Partner
from cadre.partners.queries import memoranda as queries
from cadre.partners.rules.memoranda import FIELDS
from cadre.people.access import page, signed_in


@page("mou", "L", "office")
def texts(request: HttpRequest) -> HttpResponseBase:
    """Every version of the text."""
    user = signed_in(request)
    used = queries.text_on(clock.today())
    context = {"texts": texts_visible_to(user), "used": used, "may_keep": may_keep_memoranda(user)}
    return render(request, "partners/office/texts.html", context)


def _chosen(request: HttpRequest) -> tuple[PartnerChoice, Partner | None]:
    form = PartnerChoice(request.GET)
    form.is_valid()
    return form, form.cleaned_data.get("partner") or partners_visible_to(signed_in(request)).order_by("name").first()


@page("mou", "V", "office")
def text(request: HttpRequest, version: int) -> HttpResponseBase:
    """One version as it reads for a partner today."""
    row = get_object_or_404(texts_visible_to(signed_in(request)), version=version)
    return _text(request, row, PublishForm(initial={"changes": row.changes}))


def _text(request: HttpRequest, row: MemorandumText, form: PublishForm) -> HttpResponseBase:
    choice, partner = _chosen(request)
    context = {
        "text": row,
        "choice": choice,
        "partner": partner,
        "sections": queries.preview(row, partner, clock.today()) if partner else [],
        "form": form,
        "may_keep": may_keep_memoranda(signed_in(request)),
    }
    return render(request, "partners/office/text.html", context, status=422 if form.errors else 200)


@page("mou", "E", "office")
def writing(request: HttpRequest) -> HttpResponseBase:
    """Write the next version. Saving refuses a field that does not exist, beside the text."""
    draft = texts_visible_to(signed_in(request)).first()
    kept = draft if draft and draft.is_draft else None
    source = (kept or draft) and {"body": (kept or draft).body, "source": (kept or draft).source}  # type: ignore[union-attr]
    form = TextForm(request.POST or None, initial={"based_on": kept.changes if kept else 0, **(source or {})})
    context: dict[str, object] = {"form": form, "fields": FIELDS}
    if form.is_valid():
        try:
            if "preview" in request.POST:
                actions.refuse_text(form.cleaned_data["body"])
                partner = _chosen(request)[1]
                context |= {"partner": partner, "preview": partner and _preview(form, partner)}
            else:
                made = actions.save_text(**form.cleaned_data, by=signed_in(request), now=clock.now())
                messages.success(request, "Saved as a draft. Read it once more, then publish it.")
                return redirect("office:partners:text", made.version)
        except Conflict as conflict:
            context["theirs"] = conflict.theirs
            form.add_refusal(conflict)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return render(request, "partners/office/writing.html", context, status=422 if form.errors else 200)


def _preview(form: TextForm, partner: Partner) -> list[dict[str, object]]:
    return queries.preview(form.cleaned_data["body"], partner, clock.today())


@page("mou", "A", "office", methods=["POST"])
def publication(request: HttpRequest, version: int) -> HttpResponseBase:
    row, form = get_object_or_404(texts_visible_to(signed_in(request)), version=version), PublishForm(request.POST)
    if form.is_valid():
        by, today, now = signed_in(request), clock.today(), clock.now()
        try:
            actions.publish_text(row, **form.cleaned_data, by=by, today=today, now=now)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Published. What is sent from that day is made from it.")
            return redirect("office:partners:texts")
    return _text(request, row, form)
