"""Whether somebody of a school gets a scholarship, by a dated rule.

Publicly funded, and in an opportunity area, or in a category 5 or 6 district, or of a trust or diocese with a school
in one; and the person does not hold the qualification, has not left it before, and was not funded before. What is
not known is "not confirmed", never "not eligible".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cadre.applications.states import Before, Verdict
from cadre.schools.facts import Area, Footprint, ScholarshipFacts
from cadre.schools.states import Kind, Standing


@dataclass(frozen=True)
class Criteria:
    """One version of the rule. `routes`: opportunity_area, category, trust, diocese. `row` is the key of its row."""

    name: str
    routes: tuple[str, ...]
    categories: tuple[str, ...]
    not_funded_types: tuple[str, ...]
    row: int = 0

    @classmethod
    def of(cls, name: str, criteria: Mapping[str, Any], row: int = 0) -> "Criteria":
        """From the row's JSON."""
        routes, categories, types = (
            tuple(criteria.get(key, ())) for key in ("routes", "categories", "not_funded_types")
        )
        return cls(name, routes, categories, types, row)


@dataclass(frozen=True)
class Settled:
    """What a person found out, or the Department for Education answered, instead of the rule.

    `words` are the evidence or the reason, read by the applicant; `row` is the key of what was recorded.
    """

    verdict: str
    code: str
    words: str
    row: int = 0


@dataclass(frozen=True)
class Decision:
    """`code` is stable and counted; `sentence` is read by people."""

    verdict: Verdict
    code: str
    sentence: str


def scholarship(
    *,
    qualification: str,
    before: str,
    workplace: str,
    facts: ScholarshipFacts | None,
    criteria: Criteria | None,
    paid_before: bool = False,
    settled: Settled | None = None,
) -> Decision:
    """The decision and why. `facts` is None for a workplace that is in no register yet.

    `paid_before`: our records know an approved scholarship of somebody with the same teacher number or the same name
    and birth date. `settled` outranks everything: a person looked at this very application.
    """
    if settled:
        if settled.verdict == Verdict.YES:
            return _yes(settled.code, f"Our team has confirmed that you are eligible: {_ended(settled.words)}")
        return _no(settled.code, _ended(settled.words))
    if before == Before.HOLDS:
        return _no("holds_it", f"scholarships are for people who do not hold {qualification} yet.")
    if before == Before.LEFT:
        return _no("left_it", f"scholarships are for people who have not started {qualification} before.")
    if before == Before.FUNDED:
        return _no("funded_before", "the Department for Education pays for one qualification, and has paid for yours.")
    if paid_before:
        return _unknown("record_of_funding", "our team checks first whether a scholarship was paid for you before.")
    if criteria is None:
        return _unknown("no_rule", "we have no scholarship rule for this date yet.")
    if facts is None:
        return _unknown(
            "school_not_found", f"our team has to find {workplace or 'your workplace'} in the register first."
        )
    if facts.of_trust and not facts.is_open:
        return _unknown("trust_without_schools", f"the register names no open school of {facts.school}.")
    if facts.type_code in criteria.not_funded_types or facts.publicly_funded is False:
        return _no(
            "not_publicly_funded", f"{facts.school} is not publicly funded, and scholarships are for schools that are."
        )
    if facts.publicly_funded is None:
        return _unknown("funding_not_known", f"the register does not say how {facts.school} is funded.")
    if not facts.is_open:
        return _unknown("school_closed", f"the register says that {facts.school} is closed.")
    return _by_area(facts, criteria)


def _by_area(facts: ScholarshipFacts, criteria: Criteria) -> Decision:
    if (area := _counting(facts.location.area, criteria)) is not None:
        code = "opportunity_area" if area.opportunity_area else "category_area"
        return _yes(code, f"{facts.school} is in {area.words}. That makes it eligible.")
    for footprint in facts.footprints:
        found = _found(footprint, criteria)
        if found is not None:
            school, area = found
            if facts.of_trust:
                said = f"{facts.school} has {school} in {area.words}. That makes everybody who works for it eligible."
                return _yes("central_team_footprint", said)
            kind = footprint.kind.label.lower()
            return _yes(
                f"{footprint.kind}_footprint",
                f"{facts.school} is part of {footprint.name}. The {kind} also has {school} in {area.words}. "
                f"That makes every school of the {kind} eligible.",
            )
    if facts.list is None:
        return _unknown("no_list", "we hold no list of district categories for this date.")
    if _in_doubt(facts, criteria):
        return _unknown("district_not_confirmed", _doubt(facts))
    if facts.of_trust:
        return _no("no_priority_area", _no_school_of(facts, criteria))
    where = f"{facts.location.areas[0].name} is" if facts.location.areas else "its district is"
    return _no(
        "no_priority_area",
        f"{where} neither a category {' or '.join(criteria.categories[:2])} district nor an opportunity area, "
        f"and no school of a trust or diocese that {facts.school} belongs to is in one.",
    )


def _counting(area: Area | None, criteria: Criteria) -> Area | None:
    """The area, if the rule counts it."""
    if area is None or area.standing != Standing.PRIORITY:
        return None
    by_opportunity = area.opportunity_area and "opportunity_area" in criteria.routes
    by_category = area.category in criteria.categories and "category" in criteria.routes
    return area if by_opportunity or by_category else None


def _found(footprint: Footprint, criteria: Criteria) -> tuple[str, Area] | None:
    """The school and district by which a trust or diocese counts."""
    if footprint.match is None or footprint.kind.value not in criteria.routes:
        return None
    area = _counting(footprint.match.location.area, criteria)
    return (footprint.match.school, area) if area else None


def _no_school_of(facts: ScholarshipFacts, criteria: Criteria) -> str:
    if Kind.TRUST.value not in criteria.routes:
        return f"by the rule of that day a central team gets none, wherever {facts.school} has schools."
    categories = " or ".join(criteria.categories[:2])
    return f"{facts.school} has no school in a category {categories} district or an opportunity area."


def _in_doubt(facts: ScholarshipFacts, criteria: Criteria) -> bool:
    if facts.location.standing == Standing.NOT_CONFIRMED and not facts.of_trust:
        return True
    counted = [one for one in facts.footprints if one.kind.value in criteria.routes]
    return any(one.standing == Standing.NOT_CONFIRMED for one in counted)


def _doubt(facts: ScholarshipFacts) -> str:
    if facts.location.standing != Standing.NOT_CONFIRMED or facts.of_trust:
        kinds = " and ".join(
            f"the {Kind(one.kind).label.lower()} {one.name}"
            for one in facts.footprints
            if one.standing == Standing.NOT_CONFIRMED
        )
        return f"not every district in which {kinds} has schools has a category in the list we hold."
    # Lists have keys since this sentence has its own words: what was quoted before keeps the words it had.
    if len(facts.location.areas) > 1 and facts.list and facts.list.row:
        *some, last = (area.name for area in facts.location.areas)
        made = f"{', '.join(some)} and {last}"
        return f"{facts.location.present_district} was made of {made}, and not all of them are known to count."
    district = facts.location.areas[0].name if facts.location.areas else facts.location.present_district
    return (
        f"{district} has no category in the list we hold."
        if district
        else f"the register does not say which district {facts.school} is in."
    )


def _yes(code: str, sentence: str) -> Decision:
    return Decision(Verdict.YES, code, sentence)


def _no(code: str, why: str) -> Decision:
    return Decision(Verdict.NO, code, f"No scholarship: {why}")


def _unknown(code: str, why: str) -> Decision:
    return Decision(Verdict.NOT_CONFIRMED, code, f"Scholarship not confirmed yet: {why}")


def _ended(words: str) -> str:
    """As a sentence that ends."""
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
