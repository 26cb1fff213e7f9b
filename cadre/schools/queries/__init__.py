"""Schools found by what people type, where they belonged on a day, and the facts a scholarship rests on."""

from cadre.schools.queries.facts import (
    Atlas,
    category_of,
    diocese_districts,
    list_on,
    placement_on,
    scholarship_facts,
    trust_districts,
)
from cadre.schools.queries.places import point_of, with_present_places
from cadre.schools.queries.search import search_schools

__all__ = [
    "Atlas",
    "category_of",
    "diocese_districts",
    "list_on",
    "placement_on",
    "point_of",
    "scholarship_facts",
    "search_schools",
    "trust_districts",
    "with_present_places",
]
