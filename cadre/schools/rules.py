"""How a school is found by what people type, and what a list of categories says about a place."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import hypot

from cadre.schools.facts import Area, CategoryListFacts, Location
from cadre.schools.states import NOT_STATE_FUNDED, Standing

MOST_TYPED = 120
MOST_WORDS = 8
PRIORITY = frozenset({"5", "6", "5or6"})
OTHERS = frozenset({"1", "2", "3", "4"})
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´"))
_SPELT = {"saint": "st", "saints": "sts", "rc": "catholic", "and": ""}
_COMMON = frozenset({"the", "of", "school", "academy", "a", "at", "in"})
_POSTCODE = re.compile(r"([A-Z]{1,2}\d(?:\d|[A-Z])?)(?:\d[A-Z]{2})?")
_POSTCODE_END = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) (\d[a-z]{2})\b")


def plain_words(text: str) -> list[str]:
    """The words of a name as they are compared: no accents, capitals, apostrophes or other marks; `saint` is `st`.

    `St Werburgh’s (C of E) Primary` -> `["st", "werburghs", "c", "of", "e", "primary"]`.
    """
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    words = re.findall(r"[^\W_]+", bare.casefold().translate(_APOSTROPHES))
    return [word for word in (_SPELT.get(word, word) for word in words) if word]


def search_text(*, name: str, town: str = "", postcode: str = "", urn: str = "") -> str:
    """What is stored to search in: all words once, the postcode in both ways of writing it."""
    words = plain_words(f"{name} {town}") + plain_words(postcode) + plain_words(postcode.replace(" ", "")) + [urn]
    return " ".join(dict.fromkeys(word for word in words if word))[:400]


def search_words(typed: str) -> list[str]:
    """The words to look for: at most MOST_WORDS, without common ones, from the first MOST_TYPED characters.

    Empty when nothing that was typed can be searched for: only spaces, `%` or quotes.
    """
    joined = _POSTCODE_END.sub(r"\1\2", " ".join(plain_words(typed[:MOST_TYPED])))
    words = list(dict.fromkeys(joined.split()))
    telling = [word for word in words if word not in _COMMON]
    return (telling or words)[:MOST_WORDS]


def outward_of(place: str) -> str:
    """`ng5 6qt`, `NG56QT` and `NG5` -> `NG5`; empty for what is no postcode."""
    found = _POSTCODE.fullmatch(place.replace(" ", "").upper())
    return found[1] if found else ""


def kilometres(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Straight-line distance of two points on the National Grid, given in metres; at least 1."""
    return max(1, round(hypot(a[0] - b[0], a[1] - b[1]) / 1000))


def words_needed(count: int) -> int:
    """How many of the typed words a school must have: all of one or two, else all but one, since people misremember."""
    return count if count <= 2 else count - 1


def is_publicly_funded(type_code: str) -> bool | None:
    """By the register's type of establishment; None when the register gives none."""
    return None if not type_code else type_code.zfill(2) not in NOT_STATE_FUNDED


@dataclass(frozen=True)
class Place:
    """A district with the days it existed: `to_on` is the first day on which it no longer did."""

    code: str
    name: str
    from_on: date | None = None
    to_on: date | None = None
    successor_code: str = ""

    def existed_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True)
class Row:
    """A district's row in a list of categories."""

    category: str = ""
    opportunity_area: str = ""
    certainty: str = ""
    source: str = ""


def standing_of(row: Row | None, *, list_is_complete: bool) -> Standing:
    """A district without a row, or whose row gives no category, is not confirmed unless the list is complete."""
    if row and (row.category in PRIORITY or row.opportunity_area):
        return Standing.PRIORITY
    if list_is_complete or (row and row.category in OTHERS):
        return Standing.OTHER
    return Standing.NOT_CONFIRMED


def area_of(place: Place, rows: Mapping[str, Row], *, list_is_complete: bool) -> Area:
    row = rows.get(place.code)
    facts = row or Row()
    return Area(
        code=place.code,
        name=place.name,
        standing=standing_of(row, list_is_complete=list_is_complete),
        category=facts.category,
        opportunity_area=facts.opportunity_area,
        certainty=facts.certainty,
        source=facts.source,
    )


def locate(
    place: Place | None,
    *,
    predecessors: Iterable[Place],
    rows: Mapping[str, Row],
    used: CategoryListFacts | None,
    source: str = "",
) -> Location:
    """Where a school in `place` lies, in the districts of the list's day.

    A district made after that day stands for those it was made of (`predecessors`: all that name it as successor).
    Where these differ nothing is known about the school, whichever of them is a priority.
    """
    if place is None or used is None:
        return Location(Standing.NOT_CONFIRMED, present_district=place.name if place else "", source=source)
    then = used.districts_as_at
    places = [place] if place.existed_on(then) else [one for one in predecessors if one.existed_on(then)]
    areas = tuple(area_of(one, rows, list_is_complete=used.is_complete) for one in places)
    standings = {area.standing for area in areas}
    standing = standings.pop() if len(standings) == 1 else Standing.NOT_CONFIRMED
    return Location(standing, areas, present_district=place.name, source=source)
