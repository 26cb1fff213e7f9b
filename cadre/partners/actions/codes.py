"""Allocation codes issued, replaced and ended."""

from datetime import date
from secrets import choice

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.refs import CROCKFORD, normal_code
from cadre.lib.seen import mark_of
from cadre.partners import rules
from cadre.partners.access import refuse_hosting
from cadre.partners.actions.holding import hold_partner
from cadre.partners.models import AllocationCode, Partner
from cadre.partners.states import CODE_EXPIRED, CODE_ISSUED, CODE_ROTATED

RANDOM = 4


@transaction.atomic
def issue_code(partner: Partner, *, by: Actor, today: date, shown: str = "", seen: str = "") -> AllocationCode:
    """A new code, of the partner's choice or made up: `PEAK-7Q4M`.

    Refused when it was ever given out, and while no memorandum is in force. Raises Conflict when another was given out
    since the page was drawn, so that two presses issue one.
    """
    partner = hold_partner(partner)
    refuse_hosting(partner, today=today, field="shown")
    given = codes_given(partner)
    if seen and seen != mark_of(given):
        newest = partner.codes.latest("pk")
        words = f"{newest.shown} was issued while you had this page open. Press again to issue another beside it."
        raise Conflict(words, theirs=given)
    code = _create(partner, shown or _made_up(partner), today=today)
    journal.record(CODE_ISSUED, partner, by=by, code=code.shown)
    return code


@transaction.atomic
def rotate_code(code: AllocationCode, *, by: Actor, today: date, ends_on: date | None = None) -> AllocationCode:
    """A new code in place of `code`, which ends today, or on `ends_on` when printed material is still about.

    Refused while no memorandum is in force, and for a code whose last day is set: pressed twice, it is replaced once.
    """
    refuse_hosting(code.partner, today=today)
    code.refresh_from_db()
    if why := rules.refuse_replacement(code.to_on, today=today):
        raise Refusal(why)
    _end(code, today=today, ends_on=ends_on or today)
    made = _create(code.partner, _made_up(code.partner), today=today)
    journal.record(CODE_ROTATED, code.partner, by=by, code=made.shown, before=code.shown)
    return made


@transaction.atomic
def expire_code(code: AllocationCode, *, by: Actor, today: date, ends_on: date | None = None) -> AllocationCode:
    """The code leads nowhere from `ends_on`, or from today. People who used it keep their groups. Twice is once."""
    code.refresh_from_db()
    if code.to_on is not None and code.to_on == ends_on:
        return code
    _end(code, today=today, ends_on=ends_on or today)
    journal.record(CODE_EXPIRED, code.partner, by=by, code=code.shown, from_day=long_day(ends_on or today))
    return code


def codes_given(partner: Partner) -> dict[str, object]:
    """What the reader of a form that issues one has before them."""
    return {"codes": list(partner.codes.order_by("pk").values_list("shown", flat=True))}


def _create(partner: Partner, shown: str, *, today: date) -> AllocationCode:
    normal = normal_code(shown)
    if why := rules.refuse_code(shown, taken=False):
        raise Refusal(why, field="shown")
    code, new = AllocationCode.objects.get_or_create(
        normal=normal, defaults={"partner": partner, "shown": shown.upper(), "from_on": today}
    )
    if not new:
        raise Refusal(rules.refuse_code(shown, taken=True) or "", field="shown")
    return code


def _made_up(partner: Partner) -> str:
    """Twenty bits of chance: a code is a hint and no right, so guessing one gains nothing."""
    prefix = rules.code_prefix(partner.short_name)
    while True:
        shown = f"{prefix}-{''.join(choice(CROCKFORD) for _ in range(RANDOM))}"
        if not AllocationCode.objects.filter(normal=normal_code(shown)).exists():
            return shown


def _end(code: AllocationCode, *, today: date, ends_on: date) -> None:
    """Ends it once: of two people who do it at the same time, one is told."""
    code.refresh_from_db()
    if why := rules.refuse_end(code.from_on, code.to_on, ends_on=ends_on, today=today):
        raise Refusal(why)
    if not AllocationCode.objects.filter(pk=code.pk, to_on=code.to_on).update(to_on=ends_on):
        raise Refusal("Somebody has just ended this code.")
    code.to_on = ends_on
