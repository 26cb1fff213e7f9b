"""Which school followed which: the register's file of links, and chains of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cadre.lib.errors import Refusal
from cadre.schools.rules.register import day, urn

HEADERS = ("URN", "LinkURN", "LinkType")
ESTABLISHED = "LinkEstablishedDate"


@dataclass(frozen=True)
class Link:
    """`old` was followed by `new`. `row` is its row in the file; `on` the day, or empty."""

    old: str
    new: str
    row: int = 0
    on: str = ""


@dataclass
class Succession:
    """`followed_by`: one successor per old URN. `unclear`: (row, old URN, why) for what a person must settle."""

    followed_by: dict[str, Link] = field(default_factory=dict)
    unclear: list[tuple[int, str, str]] = field(default_factory=list)


class LinkLayout:
    """The columns of a file of links. Raises Refusal that names what is missing."""

    def __init__(self, headers: Sequence[str]) -> None:
        at = {name.strip().casefold(): place for place, name in reversed(list(enumerate(headers)))}
        missing = [name for name in HEADERS if name.casefold() not in at]
        if missing:
            raise Refusal(
                f"The file of links has no {'column' if len(missing) == 1 else 'columns'} {', '.join(missing)}.",
                field="links",
            )
        self.width = len(headers)
        self._at = [at[name.casefold()] for name in HEADERS]
        self._on = at.get(ESTABLISHED.casefold())

    def read(self, number: int, cells: Sequence[str]) -> Link | None:
        """A link of succession; None for every other kind. Raises ValueError with what is wrong."""
        if len(cells) != self.width:
            raise ValueError(f"It has {len(cells)} cells, and the first line has {self.width}")
        here, there, kind = (cells[place] for place in self._at)
        word = kind.strip().casefold()
        if not word.startswith(("successor", "predecessor")):
            return None
        on = day(cells[self._on]) or "" if self._on is not None else ""
        pair = (urn(here), urn(there)) if word.startswith("successor") else (urn(there), urn(here))
        return Link(*pair, row=number, on=on)


def succession(links: Iterable[Link], *, held: Mapping[str, str] | None = None) -> Succession:
    """One successor for each old URN, of links as they stand in the file. `held` is what we already have.

    A link is written from both sides; that is one. A school with several successors (it was split) keeps what we hold:
    which one a person means only they know. A link that closes a circle is left out, the latest first.
    """
    made = Succession()
    found: dict[str, dict[str, Link]] = {}
    for link in links:
        if link.old == link.new:
            made.unclear.append((link.row, link.old, "It is said to follow itself."))
        else:
            found.setdefault(link.old, {}).setdefault(link.new, link)
    for old, new in found.items():
        if len(new) > 1:
            first = next(iter(new.values()))
            made.unclear.append((first.row, old, f"{len(new)} schools followed it: {', '.join(sorted(new))}."))
        else:
            made.followed_by[old] = next(iter(new.values()))
    _break_circles(made, held or {})
    return made


def _break_circles(made: Succession, held: Mapping[str, str]) -> None:
    """Take the links in, the oldest first, each unless it leads back to where it starts."""
    taken = {old: new for old, new in held.items() if old not in made.followed_by}
    for link in sorted(made.followed_by.values(), key=lambda one: (one.on, one.row)):
        if link.old in chain(link.new, taken.get):
            del made.followed_by[link.old]
            made.unclear.append((link.row, link.old, f"It follows {link.new} and is followed by it, in a circle."))
        else:
            taken[link.old] = link.new


def chain(urn: str, successor_of: Callable[[str], str | None]) -> list[str]:
    """`urn`, what followed it, what followed that… each once, also where they go round."""
    met = [urn]
    seen = {urn}
    while (following := successor_of(met[-1])) and following not in seen:
        met.append(following)
        seen.add(following)
    return met
