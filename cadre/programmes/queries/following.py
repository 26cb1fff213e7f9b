"""Which intake follows which, qualification by qualification, and what is proposed where nothing follows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from django.utils.text import slugify

from cadre.programmes.models import Intake, IntakePolicy, Offering, Qualification
from cadre.programmes.rules.following import Days, is_time_to_propose, opening_after, proposed, season

DAY = timedelta(days=1)


def days_of(intake: Intake) -> Days:
    return Days(intake.opens_on, intake.closes_on, intake.starts_on)


class Lines:
    """Every qualification's intakes by their start, read once, in one query."""

    def __init__(self) -> None:
        self.of: dict[int, list[Intake]] = {}
        self.qualifications: dict[int, list[Qualification]] = {}
        rows = Offering.objects.select_related("intake", "qualification")
        for row in rows.order_by("intake__starts_on", "intake", "qualification__position"):
            self.of.setdefault(row.qualification_id, []).append(row.intake)
            self.qualifications.setdefault(row.intake_id, []).append(row.qualification)

    def last_before(self, starts_on: date, qualifications: Iterable[Qualification]) -> list[Intake]:
        """Each qualification's last intake that starts before a day; each intake once."""
        found = {}
        for one in qualifications:
            before = [intake for intake in self.of.get(one.pk, []) if intake.starts_on < starts_on]
            if before:
                found[before[-1].pk] = before[-1]
        return list(found.values())

    def last_ones(self, intake: Intake) -> list[Intake]:
        """What the intake follows."""
        return self.last_before(intake.starts_on, self.qualifications.get(intake.pk, []))

    def opening(self, intake: Intake) -> date | None:
        """When its registration opens by the rule; None for the first of all its qualifications."""
        return opening_after(one.closes_on for one in self.last_ones(intake))

    def followers(self, intake: Intake) -> list[Intake]:
        """The intakes whose opening hangs on this one's closing, those with a day of their own left out."""
        later = {
            one.pk: one
            for line in self.qualifications.get(intake.pk, [])
            for one in self.of[line.pk]
            if one.starts_on > intake.starts_on and not one.opens_reason
        }
        return [one for one in later.values() if intake.pk in {last.pk for last in self.last_ones(one)}]

    def others(self, intake: Intake) -> list[Intake]:
        """The other intakes of its qualifications, each once."""
        lines = self.qualifications.get(intake.pk, [])
        return list({one.pk: one for line in lines for one in self.of[line.pk] if one.pk != intake.pk}.values())

    def unfollowed(self) -> list[tuple[Intake, list[Qualification]]]:
        """The last intake of each qualification, with the qualifications of which it is the last."""
        found: dict[int, tuple[Intake, list[Qualification]]] = {}
        for pk, qualifications in self.qualifications.items():
            for one in qualifications:
                last = self.of[one.pk][-1]
                if last.pk == pk:
                    found.setdefault(pk, (last, []))[1].append(one)
        return list(found.values())


def going_along(intake: Intake, wanted: Days, lines: Lines) -> list[tuple[Intake, date]]:
    """The intakes that follow this one, each with the day on which it opens once this one has `wanted`."""
    found = []
    for one in lines.followers(intake):
        others = [last.closes_on for last in lines.last_ones(one) if last.pk != intake.pk]
        found.append((one, max([*others, wanted.closes_on]) + DAY))
    return found


@dataclass(frozen=True)
class Proposal:
    """The next intake, filled in from the last one. `opens_reason` is empty when it follows as usual."""

    last: Intake
    name: str
    days: Days
    opens_reason: str
    qualifications: list[Qualification] = field(default_factory=list)

    @property
    def codes(self) -> str:
        return ", ".join(one.code for one in self.qualifications)


def intake_policy(day: date) -> IntakePolicy | None:
    return IntakePolicy.objects.on(day).first()


def proposals(today: date) -> list[Proposal]:
    """What is proposed on `today`, by the last closing: at most three queries. Nothing without a policy."""
    policy = intake_policy(today)
    if policy is None:
        return []
    made, lines = [], Lines()
    for last, qualifications in lines.unfollowed():
        due = is_time_to_propose(last.closes_on, propose_weeks=policy.propose_weeks, today=today)
        if due and not last.no_next_reason:
            line = [days_of(one) for one in lines.of[qualifications[0].pk]]
            made.append((last, qualifications, proposed(line, apart_weeks=policy.apart_weeks, today=today)))
    taken = set(Intake.objects.values_list("slug", flat=True)) if made else set()
    found = []
    for last, qualifications, days in sorted(made, key=lambda each: (each[0].closes_on, each[0].pk)):
        name = _free_name(season(days.starts_on), qualifications, taken)
        taken.add(slugify(name))
        late = days.opens_on != opening_after([last.closes_on])
        reason = f"Planned after registration for {last} had closed" if late else ""
        found.append(Proposal(last, name, days, reason, qualifications))
    return found


def _free_name(name: str, qualifications: list[Qualification], taken: set[str]) -> str:
    """The season, with the codes of its qualifications and then a number where the name is given already."""
    tries = [name, f"{name} {' '.join(one.code for one in qualifications)}"[:36]]
    tries += [f"{name} {number}" for number in range(2, len(taken) + 3)]
    return next(one for one in tries if slugify(one) not in taken)


def proposal_after(last: Intake, today: date) -> Proposal | None:
    return next((one for one in proposals(today) if one.last.pk == last.pk), None)


def mark_of(intake: Intake, followers: Iterable[Intake]) -> str:
    """Stands for the days that were read, those that hang on them included, so that two officers do not cross."""
    facts = [(one.pk, str(one.opens_on), str(one.closes_on), str(one.starts_on)) for one in [intake, *followers]]
    return sha256(json.dumps([facts, intake.opens_reason]).encode()).hexdigest()[:16]
