"""What the facts about a school mean for somebody who works there, in plain words. No decision: that is the quote's."""

from cadre.schools.facts import ScholarshipFacts
from cadre.schools.states import Standing


def funding_outlook(facts: ScholarshipFacts) -> tuple[str, str, str]:
    """(kind of notice, headline, why), from the school's own place, then its trust and diocese."""
    if facts.publicly_funded is False:
        return (
            "warn",
            "No scholarship",
            "Scholarships are for publicly funded schools, and the register says that this one is not.",
        )
    if facts.in_priority_area and facts.location.area:
        return "good", "A full scholarship is likely", f"{facts.school} lies in {facts.location.area.words}."
    footprint = facts.matching_footprint
    if footprint and footprint.match:
        area = footprint.match.location.area
        where = area.words if area else footprint.match.location.present_district
        return (
            "good",
            "A full scholarship is likely",
            f"{footprint.name} also runs {footprint.match.school}, in {where}.",
        )
    if facts.is_confirmed_elsewhere:
        return "", "No scholarship", "Neither this school nor another of its trust or diocese is in such an area."
    return "", "Not confirmed yet", unknown(facts)


def unknown(facts: ScholarshipFacts) -> str:
    """Why nothing can be said, and what happens next."""
    if len(facts.location.areas) > 1:
        names = ", ".join(area.name for area in facts.location.areas)
        why = f"{facts.location.present_district} was made of {names}, and the list knows these."
    elif facts.location.standing == Standing.NOT_CONFIRMED and facts.location.present_district:
        why = f"We have no confirmed category for {facts.location.present_district}."
    else:
        why = "The register gives no district that we could look up."
    return f"{why} Apply, and we ask the Department for Education before anything is invoiced."
