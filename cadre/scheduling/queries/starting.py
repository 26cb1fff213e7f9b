"""What an intake's start takes along when it moves: windows by whole weeks, and who has picked or held days in them."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from django.db.models import Prefetch

from cadre.programmes.models import Intake, Offering, TimelineElement
from cadre.programmes.queries.following import Lines, days_of
from cadre.programmes.rules import first_monday
from cadre.programmes.rules.following import refuse_start
from cadre.scheduling.models import DateHold
from cadre.scheduling.queries.timelines import Affected, affected_in, holds_outside_in, planned
from cadre.scheduling.rules.timelines import Planned, refuse_timeline


@dataclass(frozen=True)
class Start:
    """An intake with the start it would have. `weeks`: by how many its windows move, later if positive; 0 if they stay.

    `changes`: (offering, window as it is, window as it would be). `stay`: windows that have begun, and so stay.
    `mark` stands for all that was read and is wanted, so that nobody moves what they have not seen.
    """

    intake: Intake
    starts_on: date
    weeks: int
    mark: str
    changes: list[tuple[Offering, Planned, Planned]]
    stay: int
    affected: list[Affected]
    holds: list[DateHold]
    wrong: str


def start_of(intake: Intake, starts_on: date, *, along: bool, today: date) -> Start:
    """What would be with another start. `along`: windows that have not begun move with it. Five queries."""
    timeline = Prefetch("timeline", TimelineElement.objects.order_by("starts_on", "kind", "number"))
    offerings = list(intake.offerings.select_related("qualification", "intake").prefetch_related(timeline))
    weeks = (first_monday(starts_on) - first_monday(intake.starts_on)).days // 7 if along else 0
    before = {one.pk: planned(one.timeline.all()) for one in offerings}
    wanted = {key: [_moved(each, weeks, today) for each in rows] for key, rows in before.items()}
    changes = [
        (one, old, new)
        for one in offerings
        for old, new in zip(before[one.pk], wanted[one.pk], strict=True)
        if old != new
    ]
    begun = sum(each.starts_on <= today for rows in before.values() for each in rows) if weeks else 0
    affected = affected_in(wanted) if changes else []
    holds = holds_outside_in(wanted) if changes else []
    wrong = _wrong(intake, starts_on, today) or next(filter(None, (_disorder(one, wanted) for one in offerings)), "")
    mark = _mark(intake, starts_on, weeks, before)
    return Start(intake, starts_on, weeks, mark, changes, begun, affected, holds, wrong)


def _mark(intake: Intake, starts_on: date, weeks: int, rows: dict[int, list[Planned]]) -> str:
    facts = sorted((one.key, str(one.starts_on), str(one.ends_on)) for each in rows.values() for one in each)
    days = [str(intake.closes_on), str(intake.starts_on), str(starts_on), weeks]
    return sha256(json.dumps([days, facts]).encode()).hexdigest()[:16]


def _moved(one: Planned, weeks: int, today: date) -> Planned:
    if one.starts_on <= today:
        return one
    by = timedelta(weeks=weeks)
    return replace(one, starts_on=one.starts_on + by, ends_on=one.ends_on + by)


def _wrong(intake: Intake, starts_on: date, today: date) -> str:
    others = [(one.name, one.starts_on) for one in Lines().others(intake)]
    return refuse_start(days_of(intake), starts_on, others, today=today)


def _disorder(offering: Offering, wanted: dict[int, list[Planned]]) -> str:
    """Where a window has begun and stays, another may not move in front of it."""
    titles = {one.key: one.title for one in wanted[offering.pk]}
    wrong = refuse_timeline(wanted[offering.pk])
    return " ".join(f"{offering.qualification.code}, {titles[key]}: {why}" for key, why in wrong.items())
