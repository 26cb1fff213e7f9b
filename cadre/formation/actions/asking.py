"""Plans are asked for and adjusted; an equal one that is there is given instead of a new one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from cadre.applications.models import Application
from cadre.formation.models import Pin, Plan
from cadre.formation.queries.facts import instance_for
from cadre.formation.queries.pinning import pins_said
from cadre.formation.rules.answering import Answers
from cadre.formation.rules.drawing import Settings
from cadre.formation.states import (
    PLAN_ADJUSTED,
    PLAN_ASKED,
    PLAN_CANCELLED,
    PLAN_WORKFLOW,
    UNDER_WAY,
    PinKind,
    PlanState,
)
from cadre.journal import actions as journal
from cadre.lib.errors import Refusal
from cadre.lib.refs import digest_of, reference
from cadre.lib.words import counted
from cadre.partners.models import Partner
from cadre.people.models import User
from cadre.programmes.models import Offering

SAME = (*UNDER_WAY, PlanState.READY)


def ask_plan(
    offering: Offering, settings: Settings, *, by: User, today: date, now: datetime, base: Plan | None = None
) -> tuple[Plan, bool]:
    """A plan of today's facts, to be worked out, and whether it is new: the same facts are the same plan.

    `base`: a plan whose pins and answers are kept, as far as they still mean somebody. The facts are read before
    anything is locked. Raises Refusal where there is nobody to plan for.
    """
    answers = base.answers if base else {}
    drawn = instance_for(offering, as_of=today, settings=settings, answers=Answers.of(answers))
    if not drawn["instance"]["applicants"]:
        raise Refusal("Nobody waits for a place or sits in a group that forms, so there is nothing to plan.")
    pins = _still_meant(base, drawn) if base else []
    with transaction.atomic():
        plan, new = _make(offering, settings.as_json(), drawn, pins, answers, by=by, now=now, base=base)
        if new:
            journal.record(PLAN_ASKED, plan, by=by, people=counted(plan.people, "person", "people"))
    return plan, new


def adjust_plan(
    plan: Plan,
    *,
    kind: PinKind,
    place: str,
    reason: str,
    by: User,
    now: datetime,
    application: Application | None = None,
) -> tuple[Plan, bool]:
    """The same facts planned anew around one more pin. An equal pin is taken off again: pinning twice is unpinning.

    Raises Refusal for a place or person that is not in the plan.
    """
    _refuse_pin(plan, kind, place, application)
    about = (application.pk if application else None, "" if application else place)
    before = list(plan.pins.select_related("application"))
    same = next((pin for pin in before if (pin.application_id, "" if pin.application_id else pin.place) == about), None)
    pins = [pin for pin in before if pin is not same]
    if same is None or (same.kind, same.place) != (kind, place):
        pins.append(Pin(kind=kind, place=place, application=application, reason=reason, by=by, at=now))
    with transaction.atomic():
        made, new = _make(plan.offering, plan.terms, plan.drawn, pins, plan.answers, by=by, now=now, base=plan)
        if new:
            what = _what(kind, place, application)
            journal.record(PLAN_ADJUSTED, made, by=by, before=plan.ref, what=what, reason=reason)
    return made, new


def replan(
    base: Plan, *, answers: Answers, fixed: Sequence[Pin], by: User, today: date, now: datetime, pinned: Plan
) -> tuple[Plan, bool]:
    """Today's facts planned by the terms of `base` around what was answered, and whether it is new.

    `fixed`: pins of people whose place is settled; one that the facts no longer allow is left out. `pinned`: the plan
    whose other pins are kept. Raises Refusal where nobody is left to plan for.
    """
    settings, offering = Settings(**base.terms), base.offering
    drawn = instance_for(offering, as_of=today, settings=settings, answers=answers)
    if not drawn["instance"]["applicants"]:
        raise Refusal("Nobody waits for a place or sits in a group that forms, so there is nothing to plan.")
    settled = {pin.application_id for pin in fixed}
    kept = [pin for pin in _still_meant(pinned, drawn) if pin.application_id not in settled or pin.application is None]
    meant = [pin for pin in fixed if not _pin_fault(drawn, PinKind.PERSON, pin.place, pin.application)]
    with transaction.atomic():
        made, new = _make(offering, base.terms, drawn, [*kept, *meant], answers.as_json(), by=by, now=now, base=base)
        if new:
            journal.record(PLAN_ASKED, made, by=by, people=counted(made.people, "person", "people"))
    return made, new


@transaction.atomic
def cancel_plan(plan: Plan, *, by: journal.Actor) -> Plan:
    """Whoever works it out stops at the next step. Raises Refusal once it is worked out."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    plan.state = PLAN_WORKFLOW.after("cancel", plan.state)
    plan.save(update_fields=["state"])
    journal.record(PLAN_CANCELLED, plan, by=by)
    return plan


def _make(
    offering: Offering,
    terms: dict,
    drawn: dict,
    pins: Sequence[Pin],
    answers: dict,
    *,
    by: User,
    now: datetime,
    base: Plan | None,
) -> tuple[Plan, bool]:
    digest = digest_of(terms, drawn, pins_said(pins), *([answers] if answers else []))
    if equal := Plan.objects.filter(offering=offering, digest=digest, state__in=SAME).first():
        return equal, False
    plan = Plan(
        ref=reference("FP"),
        offering=offering,
        base=base,
        terms=terms,
        digest=digest,
        drawn=drawn,
        answers=answers,
        people=len(drawn["instance"]["applicants"]),
        made_at=now,
        made_by=by,
    )
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:  # somebody asked for the same at the same moment
        return Plan.objects.get(digest=digest, state__in=UNDER_WAY), False
    Pin.objects.bulk_create(_copied(pin, plan) for pin in pins)
    return plan, True


def _what(kind: PinKind, place: str, application: Application | None) -> str:
    """`Peakside runs`, `Amina Yusuf sits at Peakside`."""
    where = Partner.objects.filter(slug=place).values_list("short_name", flat=True).first() or place
    if application:
        return f"{application.name} sits {f'at {where}' if place else 'in no group'}"
    return f"{where} {kind.label.lower()}"


def _copied(pin: Pin, plan: Plan) -> Pin:
    fields: dict[str, Any] = {name: getattr(pin, name) for name in ("kind", "place", "application", "reason", "at")}
    return Pin(plan=plan, by_id=pin.by_id, **fields)


def _still_meant(base: Plan, drawn: dict) -> list[Pin]:
    """The pins of an earlier plan that today's facts still allow."""
    return [
        pin
        for pin in base.pins.select_related("application")
        if _pin_fault(drawn, PinKind(pin.kind), pin.place, pin.application) == ""
    ]


def _refuse_pin(plan: Plan, kind: PinKind, place: str, application: Application | None) -> None:
    if fault := _pin_fault(plan.drawn, kind, place, application):
        raise Refusal(fault, field="person" if application else "place")


def _pin_fault(drawn: dict, kind: PinKind, place: str, application: Application | None) -> str:
    places = {one["id"]: one for one in drawn["instance"]["partners"]}
    if (place or kind != PinKind.PERSON) and place not in places:
        return "This group is not part of the plan."
    if kind == PinKind.OPEN and not places[place]["groups"]:
        return "This partner can hold no group, so none can be kept open."
    if application is None:
        return ""
    person = next((one for one in drawn["instance"]["applicants"] if one["id"] == application.ref), None)
    if person is None:
        return f"{application.name} is not part of the plan."
    accepted = {person["preferred"], *(option["partner"] for option in person["options"])}
    if place and place not in accepted:
        return f"{application.name} neither chose this group nor said yes to one as far away."
    return ""
