"""One intake as a deadline nears: every group against its minimum, with what is expected of it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cadre.groups.models import Group
from cadre.groups.queries.boards import viability_of
from cadre.groups.rules import Viability
from cadre.groups.states import NOT_RUNNING, Standing
from cadre.partners.models import Partner
from cadre.programmes.models import Intake, Offering
from cadre.recruitment.models import RecruitmentPolicy
from cadre.recruitment.queries.counts import Counts, counts
from cadre.recruitment.queries.flows import Key, flows, offerings_to_learn_from, past_of
from cadre.recruitment.rules.flow import Flow, together
from cadre.recruitment.rules.forecast import Expected, History, whole_offerings
from cadre.recruitment.rules.outlook import LIKELY, outlook, share_out


@dataclass
class Look:
    """A group: how it stands, what is expected of it, how its partner's people stand, and its tag."""

    group: Any
    stands: Viability
    expected: Expected | None
    counts: Counts
    tag: tuple[str, str]

    @property
    def is_likely(self) -> bool:
        return self.tag == LIKELY

    @property
    def is_short(self) -> bool:
        return self.stands.standing in (Standing.SHORT, Standing.AT_RISK)

    @property
    def expected_words(self) -> str:
        """`14 (12–16)`, or a dash where there is nothing to learn from."""
        if self.expected is None:
            return "–"
        return f"{self.expected.middle} ({self.expected.low}–{self.expected.high})"


@dataclass
class Course:
    """One qualification of the intake. `flow` holds everybody, with a place or waiting; `earlier` the same of the
    intake it is compared with. `names`: partners' (name, region) by key."""

    offering: Offering
    days: int
    looks: list[Look] = field(default_factory=list)
    by_partner: dict[int | None, Counts] = field(default_factory=dict)
    names: dict[int, tuple[str, str]] = field(default_factory=dict)
    flow: Flow = field(default_factory=Flow)
    expected: Expected | None = None
    earlier: Offering | None = None
    earlier_flow: Flow = field(default_factory=Flow)

    @property
    def counts(self) -> Counts:
        return sum(self.by_partner.values(), Counts())

    def number(self, test: Callable[[Look], bool]) -> int:
        return sum(map(test, self.looks))

    @property
    def runs(self) -> int:
        return self.number(lambda look: look.stands.runs)

    @property
    def likely(self) -> int:
        return self.number(lambda look: look.is_likely)

    @property
    def short(self) -> int:
        return self.number(lambda look: look.is_short and not look.is_likely)

    @property
    def then(self) -> int:
        """The earlier intake's number on the day as far before its own deadline."""
        return self.earlier_flow.standing(max(self.days, 0))


@dataclass
class Cockpit:
    intake: Intake
    days: int
    policy: RecruitmentPolicy | None
    courses: list[Course]

    @property
    def looks(self) -> list[Look]:
        return [look for course in self.courses for look in course.looks]


def policy_on(today: date) -> RecruitmentPolicy | None:
    return RecruitmentPolicy.objects.on(today).first()


def cockpit(intake: Intake, *, today: date) -> Cockpit:
    """Everything of one intake, with the groups of partners. Nine queries, whatever its size."""
    policy, days = policy_on(today), (intake.closes_on - today).days
    offerings = offerings_to_learn_from(intake)
    found = flows(offerings)
    past = past_of(intake, offerings, found)
    own = [offering for offering in offerings if offering.intake_id == intake.pk]
    rows = Group.objects.in_person().filter(offering__in=own).exclude(state__in=NOT_RUNNING).with_people()
    groups = list(rows.select_related("partner", "offering__qualification").order_by("ref"))
    standing = counts(own, groups, target=policy.target if policy else 0)
    small, whole = History(past), History(whole_offerings(past))
    partners = {key[1] for key in standing if key[1]}
    named = Partner.objects.filter(pk__in=partners).order_by().values_list("pk", "name", "region")
    names = {pk: (name, region) for pk, name, region in named}
    courses = []
    for offering in own:
        course = Course(offering, days, names=names, flow=_all_of(offering, found))
        course.by_partner = {key[1]: one for key, one in standing.items() if key[0] == offering.pk}
        course.expected = whole.expect(course.flow.final, days, offering.qualification_id)
        course.earlier = _comparable(offering, offerings)
        if course.earlier:
            course.earlier_flow = _all_of(course.earlier, found)
        course.looks = _looks(course, [one for one in groups if one.offering_id == offering.pk], found, small)
        courses.append(course)
    return Cockpit(intake, days, policy, courses)


def _all_of(offering: Offering, found: dict[Key, Flow]) -> Flow:
    return together(one for (key, _), one in found.items() if key == offering.pk)


def _comparable(offering: Offering, offerings: list[Offering]) -> Offering | None:
    """The same qualification in the latest earlier intake of the same season, else in the latest of any."""
    earlier = [
        one
        for one in offerings
        if one.qualification_id == offering.qualification_id and one.intake.closes_on < offering.intake.closes_on
    ]
    season = offering.intake.name.split(" ")[0]
    same_season = [one for one in earlier if one.intake.name.startswith(season)]
    return next(reversed(same_season or earlier), None)


def _looks(course: Course, groups: list[Group], found: dict[Key, Flow], history: History) -> list[Look]:
    by_partner: dict[int, list[Any]] = defaultdict(list)
    for group in groups:
        by_partner[group.partner_id].append(group)
    looks = []
    for partner, own in by_partner.items():
        waiting = found.get((course.offering.pk, partner), Flow()).final
        total = history.expect(waiting, course.days, course.offering.qualification_id) if course.days >= 0 else None
        places = [(group.people, group.size) for group in own]
        shares = share_out(total, places) if total else [None] * len(own)
        for group, expected in zip(own, shares, strict=True):
            stands = viability_of(group, days=course.days)
            shown = None if group.is_confirmed else expected
            standing = course.by_partner.get(partner, Counts())
            looks.append(Look(group, stands, shown, standing, outlook(stands, shown)))
    return sorted(looks, key=lambda look: (-look.group.people, look.group.partner.name, look.group.ref))


def dated(points: Flow, deadline: date, *, until: date) -> list[tuple[date, int]]:
    """A flow as (day, people), up to a day, which is its last."""
    found = [(deadline - timedelta(days=before), total) for before, total in points.points]
    found = [point for point in found if point[0] <= until]
    if found and found[-1][0] < until:
        found.append((until, found[-1][1]))
    return found
