"""The register of a session, part by part, its completion, and who is accredited after it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render

from cadre.delivery.rules import label_of
from cadre.delivery.states import Mark
from cadre.facilitators import actions as facilitators
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.text import whole_number
from cadre.people.access import page, signed_in
from cadre.training import actions
from cadre.training.actions.register import Choice
from cadre.training.forms import AccreditForm, ReasonForm
from cadre.training.models import Session
from cadre.training.queries.sheets import Row, Sheet, sheets_of, there_throughout
from cadre.training.views.office.sessions import one, show

MARKS = [
    (Mark.ATTENDED, Mark.ATTENDED.label, "good"),
    (Mark.LATE, Mark.LATE.label, "warn"),
    (Mark.LEFT_EARLY, Mark.LEFT_EARLY.label, "warn"),
    (Mark.ABSENT, Mark.ABSENT.label, "bad"),
]


def _choices(post: QueryDict) -> dict[int, Choice]:
    """Every row that was sent. `rest` gives a mark to everybody who has none."""
    found = {}
    rest = post.get("rest", "")
    for name in post:
        key = name.removeprefix("seen-")
        if name.startswith("seen-") and (number := whole_number(key, most_digits=11)) is not None:
            mark = post.get(f"mark-{key}", "")
            fills = bool(rest) and not mark
            found[number] = Choice(rest if fills else mark, post.get(name, ""), if_unmarked=fills)
    return found


def _sheet(row: Session, number: int) -> Sheet:
    found = next((sheet for sheet in sheets_of(row) if sheet.part.number == number), None)
    if found is None:
        raise Http404
    return found


@page("facilitator_training", "E", "office")
def register(request: HttpRequest, ref: str, number: int) -> HttpResponseBase:
    """One part. Nobody is marked by default; whoever has a place is on the sheet."""
    row = one(request, ref)
    sheet = _sheet(row, number)
    if request.method != "POST":
        return _show(request, row, sheet, sheet.rows)
    choices = _choices(request.POST)
    try:
        actions.mark_part(sheet.part, choices, by=signed_in(request), now=clock.now())
    except Conflict as conflict:
        theirs = conflict.theirs
        return _show(request, row, sheet, [_kept(one_, choices, theirs) for one_ in sheet.rows], status=409)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:training:register", ref, number)
    messages.success(request, "Saved.")
    return redirect("office:training:register", ref, number)


def _kept(row: Row, choices: dict[int, Choice], theirs: dict[str, object]) -> Row:
    chosen = choices.get(row.place.pk)
    if chosen is None:
        return row
    name = row.place.facilitator.user.name
    clash = f"Somebody else marked {name} {row.label.lower()}. You chose {label_of(chosen.mark).lower()}."
    return row.typed(chosen.mark, chosen.seen, clash if str(row.place.pk) in theirs else "")


def _show(request: HttpRequest, row: Session, sheet: Sheet, rows: list[Row], *, status: int = 200) -> HttpResponse:
    opens = row.called_off_at is None and clock.today() >= sheet.part.on
    context = {
        "session": row,
        "sheet": sheet,
        "rows": rows,
        "marks": MARKS,
        "may_mark": opens and not row.is_complete,
        "conflict": status == 409,
    }
    return render(request, "training/office/register.html", context, status=status)


@page("facilitator_training", "A", "office", methods=["POST"])
def completion(request: HttpRequest, ref: str) -> HttpResponseBase:
    try:
        actions.complete(one(request, ref), by=signed_in(request), now=clock.now())
        messages.success(request, "The register is complete. Accredit those who were there throughout.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:training:session", ref)


@page("facilitator_training", "A", "office", methods=["POST"])
def reopening(request: HttpRequest, ref: str) -> HttpResponseBase:
    row, form = one(request, ref), ReasonForm(request.POST, auto_id="reopen_%s")
    if not form.is_valid():
        return show(request, row, status=422, reopen_form=form)
    actions.reopen(row, reason=form.cleaned_data["reason"], by=signed_in(request))
    messages.success(request, "The register is open again.")
    return redirect("office:training:session", ref)


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
            form.add_error(None, str(refusal))
    return show(request, row, status=422, accredit_form=form)
