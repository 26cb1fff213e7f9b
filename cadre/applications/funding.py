"""A fund of scholarships: what is taken, who waits, and who of them is within it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cadre.applications.models import Confirmation, PreferenceOrder, ScholarshipFund
from cadre.applications.rules.preference import Asking, Fund, Ranked, ranked
from cadre.applications.states import Answered, Preference
from cadre.lib.dates import long_day
from cadre.schools.states import Standing

FREE_MEALS_ABOVE = {Preference.FREE_MEALS: 30}
"""Percent of pupils with free school meals above which each criterion is met, as its name says."""


@dataclass(frozen=True)
class Queue:
    """A fund as it stands. `order` is None where no order of preference holds on the day: then by time alone."""

    fund: ScholarshipFund
    order: PreferenceOrder | None
    limits: Fund
    approved: int
    applied: int
    rows: list[tuple[Ranked, Confirmation]]

    @property
    def within(self) -> int:
        return sum(one.within for one, _ in self.rows)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The fund in labels and values."""
        last = self.fund.to_on - timedelta(days=1)
        cap = f"{self.fund.per_school} people" if self.fund.per_school else "No cap"
        return [
            ("Courses that start", f"{long_day(self.fund.from_on)} to {long_day(last)}"),
            ("Left", self.limits.left),
            ("Approved", str(self.approved)),
            ("With the Department", str(self.applied)),
            ("Waiting", f"{len(self.rows)}, of whom {self.within} are within the fund"),
            ("Most for one school", cap),
            ("Order of preference", self.order.name if self.order else "None: by the time of the application"),
            ("Source", self.fund.source),
        ]


def queue_of(fund: ScholarshipFund, *, on: date) -> Queue:
    """Everybody whose course starts in the fund's period. Three queries, however many wait."""
    everybody = (
        Confirmation.objects.alive()
        .filter(application__offering__intake__starts_on__gte=fund.from_on)
        .filter(application__offering__intake__starts_on__lt=fund.to_on)
        .exclude(state__in=(Answered.REFUSED, Answered.EXHAUSTED, Answered.ENDED))
        .select_related(
            "application__quote",
            "application__school",
            "application__trust",
            "application__offering__qualification",
            "application__offering__intake",
        )
        .defer("application__answers")
    )
    rows = list(everybody)
    order = PreferenceOrder.objects.on(on).first()
    taken = [one for one in rows if one.state in (Answered.APPLIED, Answered.APPROVED)]
    limits = Fund(
        places=fund.places,
        pence=fund.pence,
        per_school=fund.per_school,
        taken_places=len(taken),
        taken_pence=sum(_pence(one) for one in taken),
        taken_by_school=Counter(_school(one) for one in taken),
    )
    waiting = {one.application.ref: one for one in rows if one.state == Answered.TO_APPLY}
    places = ranked([asking(one) for one in waiting.values()], order=order.criteria if order else (), fund=limits)
    return Queue(
        fund=fund,
        order=order,
        limits=limits,
        approved=sum(one.state == Answered.APPROVED for one in taken),
        applied=sum(one.state == Answered.APPLIED for one in taken),
        rows=[(one, waiting[one.asking.ref]) for one in places],
    )


def asking(confirmation: Confirmation) -> Asking:
    """Somebody who waits, by the facts their quote was decided by."""
    application = confirmation.application
    assert application.submitted_at is not None
    facts = application.quote.inputs.get("facts") if application.quote else None
    return Asking(application.ref, application.submitted_at, _pence(confirmation), _school(confirmation), met(facts))


def met(facts: dict[str, Any] | None) -> dict[str, bool | None]:
    """Which criteria a school's people meet. None is not known: no list of floor standards is at hand, and equality
    answers are kept apart from applications, so that nobody is ranked by them.
    """
    if not facts:
        return {}
    location, meals = facts["location"], facts["fsm_percent"]
    in_area = location["standing"] == Standing.PRIORITY and any(one["opportunity_area"] for one in location["areas"])
    known = location["standing"] != Standing.NOT_CONFIRMED
    above = FREE_MEALS_ABOVE[Preference.FREE_MEALS]
    return {
        Preference.OPPORTUNITY_AREA: in_area if known else None,
        Preference.BELOW_FLOOR: False if known and not in_area else None,
        Preference.FREE_MEALS: None if meals is None else meals > above,
        Preference.ETHNICITY: None,
    }


def all_funds() -> list[ScholarshipFund]:
    """Every fund, the latest first."""
    return list(ScholarshipFund.objects.all())


def _pence(one: Confirmation) -> int:
    return one.application.quote.list_pence if one.application.quote else 0


def _school(one: Confirmation) -> str:
    return one.application.workplace
