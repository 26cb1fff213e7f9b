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
    NAME_ENDS,
    TEXT_LENGTH,
    WORD_LENGTH,
    index_words,
    plain_words,
    postcodes_in,
    search_text,
    search_words,
    skipped_words,
    telling,
)

__all__ = [
    "MOST_TYPED",
    "MOST_WORDS",
    "NAME_ENDS",
    "OTHERS",
    "PRIORITY",
    "TEXT_LENGTH",
    "WORD_LENGTH",
    "Place",
    "Row",
    "area_of",
    "index_words",
    "is_publicly_funded",
    "kilometres",
    "locate",
    "outward_of",
    "plain_words",
    "postcodes_in",
    "search_text",
    "search_words",
    "skipped_words",
    "standing_of",
    "telling",
]
