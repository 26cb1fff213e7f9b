"""Whether two applications look like one person's."""

from dataclasses import dataclass
from datetime import date

from cadre.applications.rules.search import folded


@dataclass(frozen=True)
class Identity:
    name: str
    born_on: date | None
    trn: str


SAME_NUMBER = "the same teacher number"
SAME_NAME = "the same name and birth date"


def why_same(one: Identity, other: Identity) -> str:
    """Why they look like one person, in words; empty when they do not. Names are compared without accents and case."""
    found = []
    if one.trn and one.trn == other.trn:
        found.append(SAME_NUMBER)
    same_day = one.born_on is not None and one.born_on == other.born_on
    if same_day and folded(one.name) and folded(one.name) == folded(other.name):
        found.append(SAME_NAME)
    return ", and ".join(found)
