"""Registration's days moved, once somebody has seen who is affected; the next intake's opening goes along."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Conflict, Refusal
from cadre.programmes.models import Intake
from cadre.programmes.queries.following import Lines, days_of, going_along, mark_of
from cadre.programmes.rules.following import Days, refuse_following, refuse_move
from cadre.programmes.states import OPENING_FOLLOWED, REGISTRATION_MOVED


class CannotMove(Refusal):
    """Registration's days cannot be so. `wrong`: {field: sentence}, all of them."""

    def __init__(self, wrong: dict[str, str]) -> None:
        super().__init__(" ".join(wrong.values()), field=next(iter(wrong)))
        self.wrong = wrong


def hold_intakes() -> None:
    """Every intake, in the order of their keys: what follows what is read from all of them. They are few."""
    list(Intake.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def wanted_days(intake: Intake, lines: Lines, *, opens_on: date | None, closes_on: date) -> Days:
    """The days as somebody typed them: without an opening it follows the last intake's closing.

    Raises CannotMove when there is nothing to follow.
    """
    opens_on = opens_on or lines.opening(intake)
    if opens_on is None:
        raise CannotMove({"opens_on": "There is no intake before this one to follow. Give the day it opens."})
    return replace(days_of(intake), opens_on=opens_on, closes_on=closes_on)


def refuse(intake: Intake, wanted: Days, lines: Lines, *, today: date) -> None:
    """Raises CannotMove when registration cannot have these days, or an intake that follows cannot open after them."""
    wrong = refuse_move(days_of(intake), wanted, today=today)
    if not wrong:
        along = going_along(intake, wanted, lines)
        with_it = [refuse_following(str(one), days_of(one), day, today=today) for one, day in along]
        if any(with_it):
            wrong["closes_on"] = " ".join(filter(None, with_it))
    if wrong:
        raise CannotMove(wrong)


@transaction.atomic
def move_registration(
    intake: Intake, *, opens_on: date | None, closes_on: date, seen: str, reason: str, by: Actor, today: date
) -> Intake:
    """Give registration other days, and have the intakes that follow open after the new closing.

    Without `opens_on` it opens on the day after the last intake's closing; with another it has a day of its own, for
    `reason`. `seen` is the mark of the days that were read; when somebody changed them since, Conflict. Raises Refusal.
    """
    hold_intakes()
    row, lines = Intake.objects.get(pk=intake.pk), Lines()
    if seen != mark_of(row, lines.followers(row)):
        raise Conflict("Somebody moved registration meanwhile. Look again before you move it.")
    before, wanted = days_of(row), wanted_days(row, lines, opens_on=opens_on, closes_on=closes_on)
    refuse(row, wanted, lines, today=today)
    due, said = lines.opening(row), reason.strip()
    by_hand = wanted.opens_on != due and due is not None
    if before == wanted and by_hand == bool(row.opens_reason):
        raise Refusal("Nothing is different, so nothing was moved.")
    if not said:
        raise Refusal("Say why. It stays in the journal, and applicants may ask.", field="reason")
    row.closes_on, row.opens_on = wanted.closes_on, wanted.opens_on
    if before.opens_on > today:
        row.opens_reason = said if by_hand else ""
    row.save(update_fields=["opens_on", "closes_on", "opens_reason"])
    journal.record(
        REGISTRATION_MOVED,
        row,
        by=by,
        what=move_words(before, wanted),
        reason=said,
        closed=before.closes_on.isoformat(),
        closes=wanted.closes_on.isoformat(),
    )
    follow(row, by=by, today=today)
    return row


def move_words(before: Days, after: Days) -> str:
    """`registration closes 4 December 2026 instead of 11 December 2026`."""
    days = (("opens", before.opens_on, after.opens_on), ("closes", before.closes_on, after.closes_on))
    said = [f"{what} {long_day(new)} instead of {long_day(old)}" for what, old, new in days if old != new]
    return f"registration {' and '.join(said)}" if said else "registration follows the last one again"


def follow(intake: Intake, *, by: Actor, today: date, is_new: bool = False) -> None:
    """Have what follows the intake open when its registration has closed. The caller holds the intakes.

    What had opened before a new intake was planned in front of it keeps its day, and says why. Raises Refusal when
    another cannot follow.
    """
    for one, day in going_along(intake, days_of(intake), Lines()):
        if one.opens_on == day:
            continue
        if is_new and one.opens_on <= today:
            Intake.objects.filter(pk=one.pk).update(opens_reason=f"It had opened when {intake} was planned")
            continue
        if why := refuse_following(str(one), days_of(one), day, today=today):
            raise Refusal(why, field="closes_on")
        Intake.objects.filter(pk=one.pk).update(opens_on=day)
        journal.record(OPENING_FOLLOWED, one, by=by, day=long_day(day), last=str(intake))
