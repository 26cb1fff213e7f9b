"""What a price should be, worked out another way: a table of findings, the strongest first, and exact fractions.

It shares no code with the rules, so that a mistake in one is not a mistake in both.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

Case = dict[str, Any]
"""The inputs as plain values, as they are kept with a quote, with the bands beside them."""


def percents(case: Case) -> set[int]:
    """Every percent that this person has reached."""
    numbers = {("payer", "all"): case["place"]}
    for place in case["places"]:
        numbers[place["counted"], place["over"]] = place["number"]
    return {0} | {
        band["percent"] for band in case["bands"] if numbers.get((band["counted"], band["over"]), 1) >= band["people"]
    }


def payable(case: Case) -> int:
    """The fee less the largest whole number of pence that is no more than the percent of it."""
    fee = case["list_pence"]
    kept = [fee - int(Fraction(fee) * Fraction(percent, 100)) for percent in percents(case)]
    return min(kept)


def areas(case: Case, kind: str) -> list[dict[str, Any]]:
    """The districts by which a route leads: the school's own, or that of a school of its trust or diocese."""
    facts = case["facts"]
    if kind == "own":
        places = [facts["location"]]
    else:
        found = [one for one in facts["footprints"] if one["kind"] == kind and kind in case["routes"]]
        places = [one["match"]["location"] for one in found if one["match"]]
    return [place["areas"][0] for place in places if place["areas"] and place["standing"] == "priority"]


def counts(case: Case, area: dict[str, Any]) -> bool:
    routes = set()
    if area["opportunity_area"]:
        routes.add("opportunity_area")
    if area["category"] in case["categories"]:
        routes.add("category")
    return bool(routes & set(case["routes"]))


def reached(case: Case, kind: str) -> bool:
    return any(counts(case, area) for area in areas(case, kind))


def unknown(case: Case) -> bool:
    """A district that could matter has no category in the list."""
    facts = case["facts"]
    doubts = [facts["location"]["standing"] == "not_confirmed"]
    for one in facts["footprints"]:
        if one["kind"] in case["routes"] and not one["match"]:
            doubts.append(bool(one["not_confirmed"]) or not one["schools"])
    return any(doubts)


def own_code(case: Case) -> str:
    area = next(area for area in areas(case, "own") if counts(case, area))
    return "opportunity_area" if area["opportunity_area"] else "category_area"


Finding = tuple[Callable[[Case], Any], str, str | Callable[[Case], str]]
TABLE: list[Finding] = [
    (lambda c: c["settled"] and c["settled"]["verdict"] == "yes", "yes", lambda c: c["settled"]["code"]),
    (lambda c: c["settled"], "no", lambda c: c["settled"]["code"]),
    (lambda c: c["before"] == "holds", "no", "holds_it"),
    (lambda c: c["before"] == "left", "no", "left_it"),
    (lambda c: c["before"] == "funded", "no", "funded_before"),
    (lambda c: c["paid_before"], "unknown", "record_of_funding"),
    (lambda c: not c["has_rule"], "unknown", "no_rule"),
    (lambda c: c["facts"] is None, "unknown", "school_not_found"),
    (lambda c: c["facts"]["type_code"] in c["not_funded_types"], "no", "not_publicly_funded"),
    (lambda c: c["facts"]["publicly_funded"] is False, "no", "not_publicly_funded"),
    (lambda c: c["facts"]["publicly_funded"] is None, "unknown", "funding_not_known"),
    (lambda c: not c["facts"]["is_open"], "unknown", "school_closed"),
    (lambda c: reached(c, "own"), "yes", own_code),
    (lambda c: reached(c, case_first(c)), "yes", lambda c: f"{case_first(c)}_footprint"),
    (lambda c: c["facts"]["list"] is None, "unknown", "no_list"),
    (unknown, "unknown", "district_not_confirmed"),
    (lambda c: True, "no", "no_priority_area"),
]


def case_first(case: Case) -> str:
    """The trust or the diocese, whichever stands first among those that lead to a scholarship."""
    for one in case["facts"]["footprints"]:
        if (
            one["kind"] in case["routes"]
            and one["match"]
            and any(counts(case, area) for area in one["match"]["location"]["areas"][:1])
        ):
            return str(one["kind"])
    return "none"


def expected(case: Case) -> tuple[str, str, int]:
    """(outcome, reason code, pence to pay)."""
    pence = payable(case)
    plain = "discount" if pence < case["list_pence"] else "list_fee"
    if case["funding"] != "scholarship":
        code = {"discount": "payer_discount", "list_fee": "paid_by_self" if case["payer"] == "self" else "list_fee"}
        return plain, code[plain], pence
    for holds, verdict, named in TABLE:
        if holds(case):
            code = named if isinstance(named, str) else named(case)
            return {"yes": ("scholarship", code, 0), "unknown": ("not_confirmed", code, pence)}.get(
                verdict, (plain, code, pence)
            )
    raise AssertionError("The table ends with a row that always holds.")
