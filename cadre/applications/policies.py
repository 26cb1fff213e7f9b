"""The dated rules of prices, for the page that shows them: what held, holds and will hold, with gaps and sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from cadre.applications.models import DiscountBand, PayerRule, PreferenceOrder, ScholarshipFund, ScholarshipRule
from cadre.applications.rules.dated import Period, gaps
from cadre.applications.rules.discount import ordinal
from cadre.applications.rules.payer import list_words
from cadre.applications.states import Counted, Over, Preference
from cadre.lib.dates import long_day
from cadre.lib.money import pounds


@dataclass(frozen=True)
class RuleRow:
    """One dated row in words. `state` is in force, later or past; `to_on` is the first day it no longer holds."""

    what: str
    value: str
    from_on: date
    to_on: date | None
    source: str
    state: str

    @property
    def is_example(self) -> bool:
        return self.source.upper().startswith("EXAMPLE")


@dataclass(frozen=True)
class RuleTable:
    title: str
    slug: str
    rows: list[RuleRow]
    note: str = ""
    gaps: list[str] = field(default_factory=list)


def rule_tables(today: date) -> list[RuleTable]:
    """Discounts, scholarship rules, orders of preference, funds and reminders. Five queries."""
    bands = sorted(
        DiscountBand.objects.all(),
        key=lambda one: (one.counted, one.over, -one.from_on.toordinal(), one.people),
    )
    sets = [list(same) for _, same in groupby(bands, key=lambda one: (one.counted, one.over, one.from_on, one.to_on))]
    rules = list(ScholarshipRule.objects.order_by("-from_on"))
    orders = list(PreferenceOrder.objects.order_by("-from_on"))
    funds = list(ScholarshipFund.objects.all())
    payer = list(PayerRule.objects.order_by("-from_on"))
    return [
        RuleTable(
            "Discounts",
            "discount",
            [rule_row(some[0], _scope(some[0]), _bands(some), today) for some in sets],
            "The best band that somebody reaches counts. Each quote stands as it was given: whoever applied earlier "
            "keeps their price when a later person reaches a higher band.",
            [
                words
                for _, same in groupby(sets, key=lambda s: (s[0].counted, s[0].over))
                for words in gap_words(s[0] for s in same)
            ],
        ),
        RuleTable(
            "Scholarship rules",
            "scholarship",
            [rule_row(one, one.name, _criteria(one.criteria), today) for one in rules],
            "Districts count by the list of categories in use on the day.",
            gap_words(rules),
        ),
        RuleTable(
            "Order of preference when funds are short",
            "preference",
            [rule_row(one, one.name, _order(one.criteria), today) for one in orders],
            "Two orders are published, and they disagree. Equal people come in the order in which they applied.",
            gap_words(orders),
        ),
        RuleTable(
            "Funds",
            "fund",
            [rule_row(one, one.name, _limits(one), today) for one in funds],
            "A fund pays for courses that start in its period. Without a fund there is no limit.",
            gap_words(funds, open_end=False),
        ),
        RuleTable(
            "Reminders who pays",
            "payer",
            [rule_row(one, "Working days after asking", _reminders(one), today) for one in payer],
            "Of people whose scholarship failed, until they say how they go on.",
            gap_words(payer),
        ),
    ]


def rule_row(row: Any, what: str, value: str, today: date) -> RuleRow:
    """A dated row of any model, as a page shows it."""
    begun, over = row.from_on <= today, row.to_on is not None and row.to_on <= today
    state = "past" if over else "in force" if begun else "later"
    return RuleRow(what, value, row.from_on, row.to_on, row.source, state)


def gap_words(rows: Iterable[Any], *, open_end: bool = True) -> list[str]:
    """`Nothing holds from 1 March to …` for each gap; a last row that ends is one, unless `open_end` is False."""
    found = gaps([Period(one.from_on, one.to_on) for one in rows])
    return [
        f"Nothing holds from {long_day(one.from_on)}" + (f" until {long_day(one.to_on)}." if one.to_on else " on.")
        for one in found
        if one.to_on or open_end
    ]


def _scope(band: DiscountBand) -> str:
    return f"{Counted(band.counted).label}. {Over(band.over).label}"


def _bands(some: list[DiscountBand]) -> str:
    return ", ".join(f"{band.percent}% from the {ordinal(band.people)} person" for band in some)


def _criteria(criteria: dict[str, Any]) -> str:
    numbered = " or ".join(one for one in criteria.get("categories", ()) if len(one) == 1)
    routes = {
        "opportunity_area": "opportunity area",
        "category": f"district of category {numbered}",
        "trust": "trust with a school there",
        "diocese": "diocese with a school there",
    }
    return f"Publicly funded, and: {'; '.join(routes[one] for one in criteria.get('routes', ()) if one in routes)}"


def _order(criteria: list[str]) -> str:
    known = Preference.values()
    return ", then ".join(Preference(one).label for one in criteria if one in known)


def _limits(fund: ScholarshipFund) -> str:
    words = f"{fund.places} places" if fund.places is not None else pounds(fund.pence or 0)
    return f"{words}, at most {fund.per_school} for a school" if fund.per_school else f"{words}, no cap for a school"


def _reminders(rule: PayerRule) -> str:
    return f"Reminded after {list_words(rule.remind_after)}; for staff after {rule.staff_after}"
