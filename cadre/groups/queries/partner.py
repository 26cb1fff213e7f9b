"""A partner's recruitment to one intake: its groups against their minimum, and where those who chose it stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from cadre.applications.models import Application
from cadre.applications.states import GONE, WAITING, State
from cadre.groups.models import Group
from cadre.groups.queries.boards import standing
from cadre.groups.queries.recruitment import Curve, curve
from cadre.groups.states import NOT_RUNNING, EnrolmentState
from cadre.partners.models import PartnerQuerySet
from cadre.programmes.models import Intake, Qualification

SHOWN_INTAKES = 3


@dataclass
class Progress:
    """One qualification. Counts are of people who chose the partner; `placed` are in its groups, `elsewhere` not."""

    qualification: Qualification
    groups: list[Group]
    applied: int = 0
    undecided: int = 0
    waiting: int = 0
    placed: int = 0
    elsewhere: int = 0
    unfinished: int = 0

    @property
    def is_planned(self) -> bool:
        return bool(self.groups or self.applied)


@dataclass
class Recruitment:
    intake: Intake
    rows: list[Progress]
    curve: Curve
    days_left: int

    @property
    def groups(self) -> list[Group]:
        return [group for row in self.rows for group in row.groups]

    @property
    def people(self) -> int:
        return sum(group.people for group in self.groups)  # type: ignore[attr-defined]

    def total(self, name: str) -> int:
        return sum(getattr(row, name) for row in self.rows)


def intakes_of(partners: PartnerQuerySet) -> list[Intake]:
    """The last intakes in which the partners have a group or were chosen, the latest first."""
    used = Q(offerings__groups__partner__in=partners) | Q(offerings__applications__preferred_partner__in=partners)
    return list(Intake.objects.filter(used).distinct().order_by("-starts_on")[:SHOWN_INTAKES])


def recruitment(partners: PartnerQuerySet, intake: Intake, *, today: date) -> Recruitment:
    """The partners' progress in one intake. Seven queries."""
    keys = list(partners.values_list("pk", flat=True))
    days = (intake.closes_on - today).days
    rows = {found.pk: Progress(found, []) for found in Qualification.objects.filter(offerings__intake=intake)}
    groups = Group.objects.filter(partner__in=keys, offering__intake=intake).exclude(state__in=NOT_RUNNING)
    for group in standing(groups.select_related("offering").with_people().with_choices(), days=days):
        rows[group.offering.qualification_id].groups.append(group)
    for counts in _counts(keys, intake):
        row = rows[counts.pop("offering__qualification")]
        for name, number in counts.items():
            setattr(row, name, number)
    made = curve(intake, today=today, partners=keys)
    return Recruitment(intake, sorted(rows.values(), key=lambda row: row.qualification.position), made, days)


def _counts(partners: Iterable[int], intake: Intake) -> Iterable[Any]:
    chose = Application.objects.filter(preferred_partner__in=partners, offering__intake=intake).exclude(state__in=GONE)
    holds = Q(enrolment__state__in=(EnrolmentState.ENROLLED, EnrolmentState.COMPLETED))
    ours = Q(enrolment__group__partner__in=partners)
    waits = Q(enrolment=None) | Q(enrolment__state=EnrolmentState.WAITING)
    return (
        chose.order_by()
        .values("offering__qualification")
        .annotate(
            applied=Count("pk", filter=~Q(state=State.DRAFT)),
            undecided=Count("pk", filter=Q(state__in=WAITING)),
            waiting=Count("pk", filter=waits & Q(state=State.ACCEPTED)),
            placed=Count("pk", filter=holds & ours),
            elsewhere=Count("pk", filter=holds & ~ours),
            unfinished=Count("pk", filter=Q(state=State.DRAFT)),
        )
    )
