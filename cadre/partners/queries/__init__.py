"""Partners as the public, the office and they themselves look at them."""

from cadre.partners.queries.directory import (
    code_address,
    directory,
    match_code,
    nearby,
    nearest_first,
    offered_by,
    office_list,
    partners_around,
    place_of,
    search_partners,
)
from cadre.partners.queries.onboarding import checklist, known_of
from cadre.partners.queries.venues import asked_of, covered_on, venues_of

__all__ = [
    "asked_of",
    "checklist",
    "code_address",
    "covered_on",
    "directory",
    "known_of",
    "match_code",
    "nearby",
    "nearest_first",
    "offered_by",
    "office_list",
    "partners_around",
    "place_of",
    "search_partners",
    "venues_of",
]
