"""The pages of a register, whatever it is of and whoever keeps it: a sheet, one tap, completion, reopening, correction.

A room gives a `Desk`: what the register is, and what may be done with it. Other addresses lie below the register's:
`marks/`, `people/<ref>/`, `people/<ref>/correction/`, `completion/`, `reopening/`, `joiners/`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from cadre.delivery import rules
from cadre.delivery.forms import CorrectionForm, JoinerSearch, ReopenForm, TypedSheet, typed_row, typed_sheet
from cadre.delivery.sheets import TYPED, Choice, Counts, Found, Row, Sheet, choice_words, clash
from cadre.delivery.states import Mark
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.people.models import User

MARKS = [
    (Mark.ATTENDED, Mark.ATTENDED.label, "good"),
    (Mark.LATE, Mark.LATE.label, "warn"),
    (Mark.LEFT_EARLY, Mark.LEFT_EARLY.label, "warn"),
    (Mark.ABSENT, Mark.ABSENT.label, "bad"),
]


OUTCOME = "Cadre-Mark"


class Outcome(StrEnum):
    """What became of one tap, in the header of its answer."""

    SAVED = "saved"
    CLASH = "clash"
    COMPLETE = "complete"
    REFUSED = "refused"


class Desk(ABC):
    """One register and its keeper. `at`: the address of the register; `template`: its page; `audience`: of the menu."""

    at: str
    template: str
    audience: str
    first_day: date
    last_day: date
    user: User
    who_may_join: str = ""
    nobody_found: str = ""
    if_corrected: str = ""
    if_reopened: str = ""

    @property
    @abstractmethod
    def paper_at(self) -> str:
        """Where it is printed, or "" where there is no room to print it for."""

    @property
    def layout(self) -> str:
        return "ui/layouts/office.html" if self.audience == "office" else "ui/layouts/field.html"

    @abstractmethod
    def may_keep(self) -> bool:
        """Whether it may be marked, completed and opened again by this user, in its time."""

    @abstractmethod
    def sheet(self) -> Sheet:
        """The whole sheet, as the page shows it."""

    @abstractmethod
    def rows(self) -> Sequence[Row]:
        """The rows, as a tap needs them."""

    @abstractmethod
    def row(self, ref: str) -> Row | None:
        """One row of a register that was begun."""

    @abstractmethod
    def mark_many(self, choices: Mapping[str, Choice]) -> None: ...

    @abstractmethod
    def mark(self, row: Row, chosen: Choice) -> Row: ...

    @abstractmethod
    def complete(self) -> None: ...

    @abstractmethod
    def reopen(self, reason: str) -> None: ...

    @abstractmethod
    def correct(self, row: Row, *, mark: str, note: str, reason: str, seen: str) -> None: ...

    @abstractmethod
    def joiners_named(self, name: str) -> Sequence[Found]: ...

    @abstractmethod
    def add(self, found: Any) -> None: ...

    @abstractmethod
    def drawn(self, sheet: Sheet) -> dict[str, Any]:
        """What its own page shows beside the sheet."""


def back(desk: Desk, request: HttpRequest, below: str = "") -> HttpResponseRedirect:
    """To the register, or to what lies below it."""
    return HttpResponseRedirect(desk.at + below, status=303 if request.method == "POST" else 302)


def _common(desk: Desk, *, complete: bool = False) -> dict[str, Any]:
    return {
        "at": desk.at,
        "audience": desk.audience,
        "layout": desk.layout,
        "marks": MARKS,
        "complete": complete,
    }


def sheet_page(
    request: HttpRequest, desk: Desk, *, typed: TypedSheet | None = None, conflict: Conflict | None = None
) -> HttpResponse:
    """The register, with what was typed where it could not be saved."""
    sheet, today = desk.sheet(), clock.today()
    if typed is not None:
        sheet = replace(sheet, rows=[_kept(row, typed, conflict) for row in sheet.rows])
    keeps = desk.may_keep()
    given = {
        **_common(desk, complete=sheet.is_complete),
        **desk.drawn(sheet),
        "sheet": sheet,
        "paper_at": desk.paper_at,
        "conflict": conflict,
        "problems": [row for row in sheet.rows if row.error or row.clash],
        "may_mark": keeps and not sheet.is_complete and today >= desk.first_day,
        "may_complete": keeps and not sheet.is_complete and today >= desk.last_day,
        "may_change": keeps,
        "last_day": desk.last_day,
        "reopen_form": ReopenForm(),
        "if_reopened": desk.if_reopened,
        "counts": sheet.counts,
        "keeper": desk.user.pk,
        "sign_in_at": f"{settings.LOGIN_URL}?next={quote(desk.at)}",
    }
    return render(request, desk.template, given, status=409 if conflict else 422 if typed else 200)


def _kept(row: Row, typed: TypedSheet, conflict: Conflict | None) -> Row:
    """The row as it was typed, with who marked it meanwhile and what cannot be read."""
    chosen = typed.choices.get(row.ref)
    if chosen is None or chosen.if_unmarked:
        return row
    clashes: Mapping[str, Any] = conflict.theirs if conflict else {}
    words = f"{clash(row)} {choice_words(chosen)}" if row.ref in clashes else ""
    note = row.note if chosen.note is None else chosen.note
    kept = replace(row, mark=chosen.mark, note=note, seen_as=row.seen, clash=words, error=typed.errors.get(row.ref, ""))
    return kept if kept.error or not chosen.is_untouched(row) else row


def save_sheet(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    """Save the whole sheet. None when it was saved, else the page that says what stands in the way."""
    typed = typed_sheet(request.POST)
    if typed.errors:
        return sheet_page(request, desk, typed=typed)
    try:
        desk.mark_many(typed.choices)
    except Conflict as conflict:
        return sheet_page(request, desk, typed=typed, conflict=conflict)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return None


def marks_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The whole sheet at once: the way of pages without scripts. htmx asks here how many bear each mark by now."""
    if request.method == "GET" and request.htmx:  # type: ignore[attr-defined]
        return _fragment(request, desk, "tally", counts=Sheet(rows=desk.rows()).counts)
    if request.method == "POST" and (refused := save_sheet(request, desk)):
        return refused
    return back(desk, request)


def mark_one(request: HttpRequest, desk: Desk, ref: str) -> HttpResponse:
    """One tap. Answers htmx with the row's new state and the counts; anybody else with the register.

    The header says what became of it (`Outcome`), so that a phone knows an answer of the register from any other
    page, and forgets a mark that it kept only once it stands here.
    """
    sheet, now = Sheet(rows=desk.rows()), clock.now()
    row = sheet.row(ref)
    if row is None:
        raise Http404
    typed = typed_row(request.POST, ref)
    made_at = rules.made_at(typed.choices[ref].made_at, first_day=desk.first_day, now=now)
    shown, outcome = _tapped(desk, row, replace(typed.choices[ref], made_at=made_at), typed.errors.get(ref, ""), now)
    if not request.htmx:  # type: ignore[attr-defined]
        if shown.clash or shown.error:
            messages.error(request, shown.clash or shown.error)
        return back(desk, request)
    counts = sheet.counts.after(row.mark, shown.mark) if outcome == Outcome.SAVED else sheet.counts
    answer = _fragment(request, desk, "row_saved", row=shown, counts=counts)
    answer.headers[OUTCOME] = outcome
    return answer


def _tapped(desk: Desk, row: Row, chosen: Choice, unread: str, now: datetime) -> tuple[Row, Outcome]:
    """The row once somebody chose this, with words where it was not saved. `unread`: why it cannot be read, or ""."""
    try:
        if unread:
            raise Refusal(unread)
        return (row if chosen.stands_in(row) else desk.mark(row, chosen)), Outcome.SAVED
    except Conflict as conflict:
        theirs = conflict.theirs["row"]
        assert isinstance(theirs, Row)
        return replace(theirs, clash=f"{conflict} {choice_words(chosen, now)}"), Outcome.CLASH
    except rules.AlreadyComplete as complete:
        return replace(row, error=f"{complete} {choice_words(chosen, now)}"), Outcome.COMPLETE
    except Refusal as refusal:
        return replace(row, error=str(refusal)), Outcome.REFUSED


def _fragment(request: HttpRequest, desk: Desk, part: str, **given: Row | Counts) -> HttpResponse:
    """A part of the page of an open register, for htmx."""
    return render(request, f"delivery/parts/{part}.html", {**_common(desk), **given, "may_mark": True, "swapped": True})


def completion_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Save what the sheet still holds, then complete it."""
    if request.method != "POST":
        return back(desk, request)
    if refused := save_sheet(request, desk):
        return refused
    try:
        desk.complete()
    except Refusal as refusal:
        messages.error(
            request, f"{refusal} Your marks are saved." if isinstance(refusal, rules.NotEveryone) else str(refusal)
        )
    return back(desk, request)


def reopening_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = ReopenForm(request.POST)
    if form.is_valid():
        desk.reopen(form.cleaned_data["reason"])
        messages.success(request, "The register is open again. Complete it when it is right.")
    else:
        messages.error(request, str(form.errors["reason"][0]))
    return back(desk, request)


def correction_page(request: HttpRequest, desk: Desk, ref: str) -> HttpResponse:
    """Change one mark of a completed register, with a reason."""
    row = desk.row(ref)
    if row is None:
        raise Http404
    form = CorrectionForm(request.POST or None, row=row, columns=TYPED)
    if request.method == "POST" and form.is_valid():
        try:
            desk.correct(row, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return back(desk, request)
    given = {**_common(desk, complete=True), "row": row, "form": form, "if_corrected": desk.if_corrected}
    return render(request, "delivery/parts/correction.html", given)


def joiners_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Search by name, then add one of those found."""
    asked = request.POST if request.method == "POST" else request.GET
    form = JoinerSearch(asked) if "q" in asked else JoinerSearch()
    found = desk.joiners_named(form.cleaned_data["q"]) if form.is_bound and form.is_valid() else []
    if request.method == "POST":
        return _add(request, desk, next((one for one in found if one.ref == request.POST.get("person")), None))
    words = {"who_may_join": desk.who_may_join, "nobody_found": desk.nobody_found}
    given = {**_common(desk), **words, "form": form, "found": found, "searched": form.is_bound}
    return render(request, "delivery/parts/joiners.html", given)


def _add(request: HttpRequest, desk: Desk, found: Found | None) -> HttpResponse:
    if found is None:
        raise Http404
    try:
        desk.add(found)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return back(desk, request, "joiners/")
    messages.success(request, f"{found.name} is on the register, not marked yet.")
    return back(desk, request)
