"""What groups bring in and cost, at the dated rates of the day their intake starts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Sum

from cadre.applications.models import Application
from cadre.applications.states import ALIVE
from cadre.finance.queries.rules_in_force import FeeRules, NoRate, fee_rules_on
from cadre.finance.states import FeeKind, HeadCount, Question
from cadre.groups.models import Enrolment, Group
from cadre.programmes.models import ListFee, Offering, TimelineElement
from cadre.programmes.states import ElementKind
from cadre.recruitment.rules.money import Money, Standing, Terms, money
from cadre.scheduling.models import Assignment

USUAL_FACILITATORS = 2


@dataclass(frozen=True)
class Purse:
    """The money of an offering's groups, by group. `typical`: what one more person pays, in the mean."""

    groups: dict[int, Money]
    terms: Terms
    typical: int
    rates_of: date


def purses(offerings: Sequence[Offering], groups: Iterable[Group]) -> dict[int, Purse]:
    """By offering; empty where no rate holds. The offerings are of one intake. Ten queries."""
    if not offerings:
        return {}
    day = offerings[0].intake.starts_on
    try:
        rules = fee_rules_on(day)
    except NoRate:
        return {}
    rows, keys = list(groups), [offering.pk for offering in offerings]
    incomes, staffed, typical = _incomes(rows), _staffed(rows), _typical(offerings, day)
    terms = {key: _terms(rules, days) for key, days in _days(keys).items()}
    found = {key: Purse({}, one, typical[key], day) for key, one in terms.items()}
    for group in rows:
        fixed = group.is_confirmed and rules.basis(FeeKind.FACILITATION) == HeadCount.CONTRACTED
        standing = Standing(
            group.people,  # type: ignore[attr-defined]
            group.minimum,
            group.size,
            incomes.get(group.pk, 0),
            staffed.get(group.pk, USUAL_FACILITATORS),
            group.confirmed_people if fixed else None,
        )
        one = found[group.offering_id]
        one.groups[group.pk] = money(standing, typical=one.typical, terms=one.terms)
    return found


def _terms(rules: FeeRules, days: Sequence[int]) -> Terms:
    return Terms(
        rules.hosting_rate.pence,
        rules.facilitation,
        sum(rules.units(each) for each in days),
        rules.answer(Question.BELOW_MINIMUM),
    )


def _days(offerings: Iterable[int]) -> dict[int, list[int]]:
    """How many days each face-to-face event of an offering has."""
    found: dict[int, list[int]] = {key: [] for key in offerings}
    rows = TimelineElement.objects.filter(offering__in=found, kind=ElementKind.FACE_TO_FACE)
    for offering, days in rows.values_list("offering", "days"):
        found[offering].append(days)
    return found


def _incomes(groups: Sequence[Group]) -> dict[int, int]:
    places = Enrolment.objects.taking_a_place().filter(group__in=[group.pk for group in groups]).order_by()
    paid = places.values("group").annotate(pence=Sum("application__quote__payable_pence"))
    return {row["group"]: row["pence"] or 0 for row in paid}


def _staffed(groups: Sequence[Group]) -> dict[int, int]:
    rows = Assignment.objects.current().filter(group__in=[group.pk for group in groups]).order_by()
    return {row["group"]: row["n"] for row in rows.values("group").annotate(n=Count("pk"))}


def _typical(offerings: Sequence[Offering], day: date) -> dict[int, int]:
    """What people of each offering pay in the mean, to the pound; the list fee where nobody has a quote yet."""
    listed = dict(ListFee.objects.on(day).order_by("from_on").values_list("qualification", "pence"))
    rows = Application.objects.filter(offering__in=[one.pk for one in offerings], state__in=ALIVE).order_by()
    paid = rows.values("offering").annotate(mean=Avg("quote__payable_pence"))
    means = {row["offering"]: round(float(row["mean"]) / 100) * 100 for row in paid if row["mean"] is not None}
    return {one.pk: means.get(one.pk, listed.get(one.qualification_id, 0)) for one in offerings}
