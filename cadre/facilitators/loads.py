"""How much somebody has this season: asked of the room above that knows. Until one registers, nothing is told."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from cadre.lib.words import counted


@dataclass(frozen=True)
class Load:
    """Events of the season somebody has or is asked for, and how many they take at most; None where nobody knows."""

    events: int
    most: int | None

    @property
    def is_full(self) -> bool:
        return self.most is not None and self.events >= self.most

    @property
    def is_over(self) -> bool:
        return self.most is not None and self.events > self.most

    def __str__(self) -> str:
        """`3 of at most 6 events this season`."""
        if self.most is None:
            return f"{counted(self.events, 'event')} this season"
        return f"{self.events} of at most {counted(self.most, 'event')} this season"


LoadsOf = Callable[[Collection[int]], Mapping[int, Load]]
_loads_of: LoadsOf | None = None


def provide(provider: LoadsOf) -> LoadsOf:
    """Register the room that counts, in its AppConfig.ready(): by keys, the same queries however many they are."""
    global _loads_of
    _loads_of = provider
    return provider


def loads_of(facilitators: Collection[int]) -> Mapping[int, Load]:
    """{facilitator's key: what they have this season}; empty while nobody counts."""
    return _loads_of(facilitators) if _loads_of and facilitators else {}


def season_words(loads: Mapping[int, Load], facilitator: int) -> str:
    return str(loads[facilitator]) if facilitator in loads else ""
