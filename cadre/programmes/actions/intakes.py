"""Intakes planned and announced, and the provider's published facts brought up to date."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.programmes import rules
from cadre.programmes.models import (
    DeliveryElement,
    Intake,
    ListFee,
    Offering,
    Qualification,
    TimelineElement,
)
from cadre.programmes.states import INTAKE_PLANNED, Pathway

ELEMENT_KEY = ("pathway", "kind", "number")
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
) -> Intake:
    """A new intake with an offering and a timeline for each qualification.

    Without `opens_on` registration opens on the day after the latest intake's closes. Refused when the days are out
    of order or the name is taken.
    """
    if Intake.objects.filter(slug=slug).exists():
        raise _taken(name)
    last = Intake.objects.order_by("closes_on").last()
    opens_on = opens_on or (rules.next_opens_on(last.closes_on) if last else None)
    if opens_on is None:
        raise Refusal("Give the day on which registration opens.", field="opens_on")
    if closes_on < opens_on:
        raise Refusal(f"Registration opens on {long_day(opens_on)}, so it cannot close before.", field="closes_on")
    if starts_on <= closes_on:
        raise Refusal(f"Registration closes on {long_day(closes_on)}. Start after that.", field="starts_on")
    intake, new = Intake.objects.get_or_create(
        slug=slug, defaults={"name": name, "opens_on": opens_on, "closes_on": closes_on, "starts_on": starts_on}
    )
    if not new:  # somebody made it since the check above
        raise _taken(name)
    plan_intake(intake, qualifications, by=by)
    return intake


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


@transaction.atomic
def publish_qualification(
    facts: Mapping[str, Any], model: Iterable[Mapping[str, Any]], *, position: int, from_on: date, fee_source: str
) -> Qualification:
    """Bring a qualification's facts and delivery models up to date. A fee is a dated row, and is never overwritten.

    `model`: the elements of every pathway; one that names no pathway is in person. They are the version from
    `from_on`; later ones stay.
    """
    values = {key: value for key, value in facts.items() if key not in ("code", "fee_pence")}
    qualification, _ = Qualification.objects.update_or_create(
        code=facts["code"], defaults=values | {"position": position}
    )
    ListFee.objects.get_or_create(
        qualification=qualification,
        from_on=from_on,
        defaults={"pence": facts["fee_pence"], "source": fee_source},
    )
    kept = []
    for element in model:
        key = {"pathway": Pathway.IN_PERSON} | {name: element[name] for name in ELEMENT_KEY if name in element}
        first: dict[str, Any] = {"qualification": qualification, "from_on": from_on}
        row, _ = DeliveryElement.objects.update_or_create(**first, **key, defaults=dict(element))
        kept.append(row.pk)
    qualification.delivery_model.filter(from_on=from_on).exclude(pk__in=kept).delete()
    return qualification
