"""What the pages of a register have in common, whoever keeps it: facilitators and the office."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from cadre.delivery import actions, rules
from cadre.delivery.access import may_keep_register
from cadre.delivery.actions import Choice
from cadre.delivery.forms import CorrectionForm, ReopenForm, TypedSheet, typed_row, typed_sheet
from cadre.delivery.papers import paper_register_of
from cadre.delivery.queries import Counts, Row, Sheet, attendee, register_for, register_sheet, rows_of
from cadre.delivery.states import Mark
from cadre.documents.responses import pdf_response
from cadre.journal.models import Entry
from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.people.access import signed_in
from cadre.scheduling.actions import read_arrangements
from cadre.scheduling.models import Event
from cadre.scheduling.states import ARRANGEMENTS_READ

MARKS = [
    (Mark.ATTENDED, Mark.ATTENDED.label, "good"),
    (Mark.LATE, Mark.LATE.label, "warn"),
    (Mark.LEFT_EARLY, Mark.LEFT_EARLY.label, "warn"),
    (Mark.ABSENT, Mark.ABSENT.label, "bad"),
]


def to(request: HttpRequest, page: str, *args: str) -> HttpResponseRedirect:
    """To another page of this room, for the same audience."""
    return HttpResponseRedirect(
        reverse(here(request) + page, args=args), status=303 if request.method == "POST" else 302
    )


def here(request: HttpRequest) -> str:
    """`facilitator:delivery:`, to put a page's name after."""
    assert request.resolver_match is not None
    return ":".join(request.resolver_match.namespaces) + ":"


def paper_register(event: Event) -> HttpResponse:
    """The register to print for a room. An online event has no room, and no such page."""
    if event.is_online:
        raise Http404
    return pdf_response(paper_register_of(event), f"register-{event.ref}.pdf")


def sheet_page(
    request: HttpRequest,
    event: Event,
    template: str,
    *,
    typed: TypedSheet | None = None,
    conflict: Conflict | None = None,
) -> HttpResponse:
    """The register, with what was typed where it could not be saved."""
    user, today = signed_in(request), clock.today()
    sheet = register_sheet(event, today=today, needs=read_arrangements(event, by=user, today=today))
    if typed is not None:
        sheet = replace(sheet, rows=[_kept(row, typed, conflict) for row in sheet.rows])
    keeps = may_keep_register(user, event) and event.called_off_at is None
    given = {
        **_drawn(request, event, sheet),
        "sheet": sheet,
        "conflict": conflict,
        "problems": [row for row in sheet.rows if row.error or row.clash],
        "may_mark": keeps and not sheet.is_complete and today >= event.starts_on,
        "may_complete": keeps and not sheet.is_complete and today >= event.ends_on,
        "may_change": keeps,
        "reopen_form": ReopenForm(),
        "counts": sheet.counts,
        "entries": _what_happened(sheet),
    }
    return render(request, template, given, status=409 if conflict else 422 if typed else 200)


def _what_happened(sheet: Sheet) -> QuerySet[Entry]:
    """Of the register and its event, without the record of who read what must be arranged."""
    subjects = [subject for subject in (sheet.event, sheet.register) if subject is not None]
    return entries_about(*subjects).exclude(happening=ARRANGEMENTS_READ.key)[:20]


def _drawn(request: HttpRequest, event: Event, sheet: Sheet | None = None) -> dict[str, Any]:
    at = here(request)
    complete = bool(sheet and sheet.is_complete)
    return {"event": event, "here": at, "audience": at.split(":")[0], "marks": MARKS, "complete": complete}


def _kept(row: Row, typed: TypedSheet, conflict: Conflict | None) -> Row:
    """The row as it was typed, with who marked it meanwhile and what cannot be read."""
    chosen = typed.choices.get(row.ref)
    if chosen is None or chosen.if_unmarked:
        return row
    clashes: Mapping[str, Any] = conflict.theirs if conflict else {}
    clash = f"{actions.clash(row)} You chose {rules.label_of(chosen.mark).lower()}." if row.ref in clashes else ""
    note = row.note if chosen.note is None else chosen.note
    kept = replace(row, mark=chosen.mark, note=note, seen_as=row.seen, clash=clash, error=typed.errors.get(row.ref, ""))
    return kept if kept.error or not chosen.is_untouched(row) else row


def save_sheet(request: HttpRequest, event: Event, template: str) -> HttpResponse | None:
    """Save the whole sheet. None when it was saved, else the page that says what stands in the way."""
    typed = typed_sheet(request.POST)
    if typed.errors:
        return sheet_page(request, event, template, typed=typed)
    try:
        actions.mark_many(actions.register_of(event), typed.choices, by=signed_in(request), now=clock.now())
    except Conflict as conflict:
        return sheet_page(request, event, template, typed=typed, conflict=conflict)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return None


def mark_one(request: HttpRequest, event: Event, ref: str) -> HttpResponse:
    """One tap. Answers htmx with the row's new state and the counts; anybody else with the register."""
    register = actions.register_of(event)
    sheet = Sheet(event, register, rows_of(event, register, today=clock.today()))
    row = sheet.row(ref)
    if row is None:
        raise Http404
    typed = typed_row(request.POST, ref)
    chosen = typed.choices[ref]
    counts, shown = sheet.counts, row
    try:
        if typed.errors:
            raise Refusal(typed.errors[ref])
        shown = actions.mark_attendance(
            register, row, chosen.mark, by=signed_in(request), now=clock.now(), version=chosen.version, note=chosen.note
        )
        counts = counts.after(row.mark, shown.mark)
    except Conflict as conflict:
        theirs = conflict.theirs["row"]
        assert isinstance(theirs, Row)
        shown = replace(theirs, clash=f"{conflict} You chose {rules.label_of(chosen.mark).lower()}.")
    except Refusal as refusal:
        shown = replace(row, error=str(refusal))
    if not request.htmx:  # type: ignore[attr-defined]
        if shown.clash or shown.error:
            messages.error(request, shown.clash or shown.error)
        return to(request, "register", event.ref)
    return _row_fragment(request, event, shown, counts, chosen)


def _row_fragment(request: HttpRequest, event: Event, row: Row, counts: Counts, chosen: Choice) -> HttpResponse:
    given = {**_drawn(request, event), "row": row, "counts": counts, "may_mark": True, "swapped": True}
    return render(request, "delivery/parts/row_saved.html", given | {"chosen": chosen})


def complete(request: HttpRequest, event: Event, template: str) -> HttpResponse:
    """Save what the sheet still holds, then complete it."""
    if refused := save_sheet(request, event, template):
        return refused
    try:
        actions.complete_register(actions.register_of(event), by=signed_in(request), now=clock.now())
    except Refusal as refusal:
        messages.error(
            request, f"{refusal} Your marks are saved." if isinstance(refusal, rules.NotEveryone) else str(refusal)
        )
    return to(request, "register", event.ref)


def reopen(request: HttpRequest, event: Event) -> HttpResponse:
    form = ReopenForm(request.POST)
    register = register_for(event)
    if register is None:
        raise Http404
    if form.is_valid():
        actions.reopen_register(register, by=signed_in(request), reason=form.cleaned_data["reason"])
        messages.success(request, "The register is open again. Complete it when it is right.")
    else:
        messages.error(request, str(form.errors["reason"][0]))
    return to(request, "register", event.ref)


def correct(request: HttpRequest, event: Event, ref: str, template: str) -> HttpResponse:
    """Change one mark of a completed register, with a reason."""
    register = register_for(event)
    row = attendee(event, register, ref) if register else None
    if register is None or row is None or not register.is_complete:
        raise Http404
    form = CorrectionForm(request.POST or None, initial={"mark": row.mark, "note": row.note})
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_attendance(register, row, by=signed_in(request), now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return to(request, "register", event.ref)
    return render(request, template, {**_drawn(request, event), "row": row, "form": form})
