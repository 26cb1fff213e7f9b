"""What is taught and when: the part of `world` that every scene stands on. Days are relative to TODAY."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any, TypeVar

from django.db.models import Model

from cadre.programmes.models import (
    DayTimes,
    GroupSizeRule,
    Intake,
    ListFee,
    Offering,
    Qualification,
    TimelineElement,
)
from cadre.programmes.states import ElementKind, Pathway

M = TypeVar("M", bound=Model)
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
SINCE = date(2016, 1, 1)
USUAL_INTAKE = {"intake__slug": "spring-2027"}
FEES = {"NPQML": 95_000, "NPQSL": 125_000, "NPQH": 225_000, "NPQEL": 495_000}
_numbers = count(1)


def the_one(model: type[M], defaults: dict[str, Any], **which: Any) -> M:
    """The row there is, or a new one. Tests are alone, so it needs no `get_or_create` with its savepoint."""
    rows = model._default_manager
    return rows.filter(**which).first() or rows.create(**which, **defaults)


def number() -> int:
    """A number no other row of this run has."""
    return next(_numbers)


def a_qualification(code: str = "NPQSL") -> Qualification:
    """A qualification with three face-to-face days and its list fee; the same one each time."""
    if made := Qualification.objects.filter(code=code).first():
        return made
    made = Qualification.objects.create(
        code=code,
        slug=code.lower(),
        name=f"National Professional Qualification ({code})",
        level="Senior leadership",
        scope="leading across a school",
        headline="Lead across the whole school",
        summary="Three days with leaders from schools near you.",
        in_person_days=3,
        guided_hours=84,
        position=sorted(FEES).index(code) if code in FEES else 9,
        submission_months=[12, 15, 18],
        needs_gateway=code in ("NPQH", "NPQEL"),
    )
    ListFee.objects.create(
        qualification=made, pence=FEES.get(code, 100_000), from_on=SINCE, source="partner information document"
    )
    return made


def a_size_rule(minimum: int = 12, size: int = 24) -> GroupSizeRule:
    said = {"minimum": minimum, "size": size, "source": "partner information document"}
    return the_one(GroupSizeRule, said, from_on=SINCE, pathway="")


def day_times() -> DayTimes:
    times = {"arrival": time(8, 30), "starts": time(9), "ends": time(16), "source": "partner information document"}
    return the_one(DayTimes, times, from_on=SINCE, pathway=Pathway.IN_PERSON)


def an_intake(name: str = "Spring 2027", *, closes_in: int = 17, starts_in: int = 97) -> Intake:
    """An intake whose registration is open and closes in `closes_in` days."""
    said = {
        "name": name,
        "opens_on": TODAY - timedelta(days=80),
        "closes_on": TODAY + timedelta(days=closes_in),
        "starts_on": TODAY + timedelta(days=starts_in),
    }
    return the_one(Intake, said, slug=name.lower().replace(" ", "-"))


def an_offering(code: str = "NPQSL", intake: Intake | None = None) -> Offering:
    """A qualification in an intake with three two-week windows, eight weeks apart, each from a Monday."""
    known = Offering.objects.filter(qualification__code=code, **({"intake": intake} if intake else USUAL_INTAKE))
    if made := known.select_related("intake", "qualification").first():
        return made
    intake = intake or an_intake()
    offering = Offering.objects.create(intake=intake, qualification=a_qualification(code))
    monday = intake.starts_on - timedelta(days=intake.starts_on.weekday())
    starts = {day: monday + timedelta(weeks=8 * (day - 1)) for day in (1, 2, 3)}
    TimelineElement.objects.bulk_create(
        TimelineElement(
            offering=offering,
            kind=ElementKind.FACE_TO_FACE,
            number=day,
            title=f"Day {day}",
            short=str(day),
            starts_on=start,
            ends_on=start + timedelta(days=11),
        )
        for day, start in starts.items()
    )
    a_size_rule()
    day_times()
    return offering


def at_a_distance(offering: Offering | None = None) -> Offering:
    """The offering with its distance pathway too: three online events, in windows as the three days have."""
    offering = offering or an_offering()
    if not offering.timeline.along(Pathway.DISTANCE).exists():
        TimelineElement.objects.bulk_create(
            TimelineElement(
                offering=offering,
                pathway=Pathway.DISTANCE,
                kind=ElementKind.ONLINE_EVENT,
                number=day.number,
                title=f"Online event {day.number}",
                short=str(day.number),
                starts_on=day.starts_on,
                ends_on=day.ends_on,
            )
            for day in offering.timeline.filter(kind=ElementKind.FACE_TO_FACE)
        )
    times = {"arrival": time(9, 15), "starts": time(9, 30), "ends": time(12, 30), "source": "EXAMPLE"}
    the_one(DayTimes, times, from_on=SINCE, pathway=Pathway.DISTANCE)
    return offering
