"""An intake planned, with an offering and the windows of each qualification."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.programmes import rules
from cadre.programmes.actions.moving import follow, hold_intakes
from cadre.programmes.models import Intake, Offering, Qualification, TimelineElement
from cadre.programmes.queries.following import Lines
from cadre.programmes.rules.following import opening_after
from cadre.programmes.states import INTAKE_PLANNED, Pathway

ELEMENT_FACTS = ("kind", "number", "title", "short", "days", "hours")


@transaction.atomic
def open_intake(
    *,
    name: str,
    slug: str,
    opens_on: date | None = None,
    closes_on: date,
    starts_on: date,
    qualifications: Iterable[Qualification],
    by: Actor,
    today: date,
    opens_reason: str = "",
    to_confirm: bool = False,
) -> Intake:
    """A new intake with an offering and a timeline for each qualification.

    Registration opens on the day after that for the last intake of its qualifications closes, and moves with it. It
    has a day of its own with `opens_on` and an `opens_reason`. Refused when the days are out of order, the name is
    taken, or what starts later and follows cannot open after it.
    """
    hold_intakes()
    offered = list(qualifications)
    if Intake.objects.filter(slug=slug).exists():
        raise _taken(name)
    last = Lines().last_before(starts_on, offered)
    due = opening_after(one.closes_on for one in last)
    opens_on = opens_on or due
    if opens_on is None:
        raise Refusal("Give the day on which registration opens.", field="opens_on")
    if closes_on < opens_on:
        raise Refusal(f"Registration opens on {long_day(opens_on)}, so it cannot close before.", field="closes_on")
    if starts_on <= closes_on:
        raise Refusal(f"Registration closes on {long_day(closes_on)}. Start after that.", field="starts_on")
    by_hand = due is not None and opens_on != due
    if by_hand and not opens_reason.strip():
        raise _unlike(last)
    intake, new = Intake.objects.get_or_create(
        slug=slug,
        defaults={
            "name": name,
            "opens_on": opens_on,
            "closes_on": closes_on,
            "starts_on": starts_on,
            "opens_reason": opens_reason.strip() if by_hand else "",
            "to_confirm": to_confirm,
        },
    )
    if not new:  # somebody made it since the check above
        raise _taken(name)
    plan_intake(intake, offered, by=by)
    follow(intake, by=by, today=today, is_new=True)
    return intake


def _unlike(last: list[Intake]) -> Refusal:
    latest = max(last, key=lambda one: one.closes_on)
    return Refusal(
        f"Registration for {latest} closes on {long_day(latest.closes_on)}, so this one opens on the day after. "
        "Leave the day empty, or say why it is another.",
        field="opens_reason",
    )


def _taken(name: str) -> Refusal:
    return Refusal(f"There is an intake called {name} already.", field="name")


@transaction.atomic
def plan_intake(intake: Intake, qualifications: Iterable[Qualification], *, by: Actor) -> list[Offering]:
    """Offer each qualification in the intake, the windows of each pathway laid out by its delivery model.

    Safe to repeat.
    """
    planned = []
    for qualification in qualifications:
        offering, new = Offering.objects.get_or_create(intake=intake, qualification=qualification)
        if new:
            for pathway in Pathway:
                lay_out(offering, pathway)
            planned.append(offering)
    if planned:
        journal.record(
            INTAKE_PLANNED, intake, by=by, qualifications=", ".join(one.qualification.code for one in planned)
        )
    return planned


def lay_out(offering: Offering, pathway: Pathway) -> bool:
    """Give the offering its timeline on the pathway, if it has none. Whether there is one now; safe to repeat.

    The caller holds the offering, or has just made it.
    """
    if offering.timeline.filter(pathway=pathway).exists():
        return True
    model = [
        rules.Element(
            after_weeks=row.after_weeks,
            length_days=row.length_days,
            **{fact: getattr(row, fact) for fact in ELEMENT_FACTS},
        )
        for row in offering.qualification.model_for(pathway, offering.intake.starts_on)
    ]
    TimelineElement.objects.bulk_create(
        TimelineElement(
            offering=offering,
            pathway=pathway,
            starts_on=window.starts_on,
            ends_on=window.ends_on,
            **{fact: getattr(window.element, fact) for fact in ELEMENT_FACTS},
        )
        for window in rules.timeline(model, offering.intake.starts_on)
    )
    return bool(model)
