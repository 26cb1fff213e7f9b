"""Schools found by what people type, where they belonged on a day, and the facts a scholarship rests on."""

from cadre.schools.queries.categories import difference_of, lists_with_counts, rows_in_force, withdrawn_lists
from cadre.schools.queries.facts import (
    Atlas,
    category_of,
    diocese_districts,
    followed,
    list_on,
    placement_on,
    scholarship_facts,
    trust_districts,
    trust_facts,
)
from cadre.schools.queries.loads import district_names, is_stuck, same_file_before
from cadre.schools.queries.places import point_of, with_present_places
from cadre.schools.queries.search import search_schools, search_trusts
from cadre.schools.queries.succession import earlier_urns, present_school, schools_of_urn

__all__ = [
    "Atlas",
    "category_of",
    "difference_of",
    "diocese_districts",
    "district_names",
    "earlier_urns",
    "followed",
    "is_stuck",
    "list_on",
    "lists_with_counts",
    "placement_on",
    "point_of",
    "present_school",
    "rows_in_force",
    "same_file_before",
    "scholarship_facts",
    "schools_of_urn",
    "search_schools",
    "search_trusts",
    "trust_districts",
    "trust_facts",
    "with_present_places",
    "withdrawn_lists",
]
