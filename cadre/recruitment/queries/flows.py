"""Who came and left by day, of this intake and those before it, read from the dates of applications and places."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import Coalesce, TruncDate

from cadre.applications.models import Application
from cadre.applications.states import GONE, State
from cadre.groups.states import EnrolmentState
from cadre.lib.dates import LONDON
from cadre.programmes.models import Intake, Offering
from cadre.programmes.states import Pathway
from cadre.recruitment.rules.flow import Flow, flow
from cadre.recruitment.rules.forecast import Past

LEARNED_FROM = 6
Key = tuple[int, int | None]
"""(offering, partner); None for people who chose no partner and have no place, and for those at a distance."""


def flows(offerings: Iterable[Offering]) -> dict[Key, Flow]:
    """The flow of each partner's people: those in its groups, and those who chose it and have no place. Two queries.

    `offerings` come with their intakes. Somebody comes when the application is handed in, and leaves when it is
    declined, withdrawn or deferred, or when the place is given up. Duplicates that were merged never counted.
    """
    closes = {offering.pk: offering.intake.closes_on for offering in offerings}
    changes: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    for rows, sign in ((_came(closes), 1), (_left(closes), -1)):
        for row in rows.values("offering", "whose", "day").annotate(n=Count("pk")).order_by():
            before = (closes[row["offering"]] - row["day"]).days
            changes[row["offering"], row["whose"]].append((before, sign * row["n"]))
    return {key: flow(found) for key, found in changes.items()}


def _came(offerings: Iterable[int]) -> QuerySet[Any]:
    handed_in = Application.objects.filter(offering__in=list(offerings)).exclude(state__in=(State.DRAFT, State.MERGED))
    waits = Q(enrolment=None) | Q(enrolment__state=EnrolmentState.WAITING)
    return handed_in.annotate(
        whose=Case(
            When(waits, then=F("preferred_partner")),
            When(enrolment__group__pathway=Pathway.DISTANCE, then=None),
            default=F("enrolment__group__partner"),
        ),
        day=TruncDate("submitted_at", tzinfo=LONDON),
    )


def _left(offerings: Iterable[int]) -> QuerySet[Any]:
    gone = Q(state__in=[state for state in GONE if state != State.MERGED])
    left = _came(offerings).filter(gone | Q(enrolment__state=EnrolmentState.WITHDRAWN))
    at = Case(When(gone, then=F("changed_at")), default=Coalesce("enrolment__left_at", "changed_at"))
    return left.annotate(at=at).annotate(day=TruncDate("at", tzinfo=LONDON))


def offerings_to_learn_from(intake: Intake) -> list[Offering]:
    """The offerings of this intake and of the last few that closed before it did, with their intakes. One query."""
    earlier = Intake.objects.filter(closes_on__lt=intake.closes_on).order_by("-closes_on").values("pk")[:LEARNED_FROM]
    rows = Offering.objects.filter(Q(intake=intake) | Q(intake__in=list(earlier.values_list("pk", flat=True))))
    return list(rows.select_related("intake", "qualification").order_by("intake__closes_on", "qualification__position"))


def past_of(intake: Intake, offerings: Iterable[Offering], found: dict[Key, Flow]) -> list[Past]:
    """What the earlier intakes teach, the oldest first."""
    by_key = {offering.pk: offering for offering in offerings if offering.intake_id != intake.pk}
    return [
        Past(by_key[offering].intake_id, by_key[offering].qualification_id, partner, one)
        for (offering, partner), one in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or 0))
        if offering in by_key
    ]
