"""What is decided about schools, without a database: how one is found, and what a list says about its place."""

from cadre.schools.rules.categories import (
    OTHERS,
    PRIORITY,
    Place,
    Row,
    area_of,
    is_publicly_funded,
    locate,
    standing_of,
)
from cadre.schools.rules.places import kilometres, outward_of
from cadre.schools.rules.search import (
    MOST_TYPED,
    MOST_WORDS,
    plain_words,
    search_text,
    search_words,
    words_needed,
)

__all__ = [
    "MOST_TYPED",
    "MOST_WORDS",
    "OTHERS",
    "PRIORITY",
    "Place",
    "Row",
    "area_of",
    "is_publicly_funded",
    "kilometres",
    "locate",
    "outward_of",
    "plain_words",
    "search_text",
    "search_words",
    "standing_of",
    "words_needed",
]
