"""One transition table per workflow, readable on one screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cadre.lib.errors import Refusal


@dataclass(frozen=True)
class Workflow:
    """States with their labels, and which state each verb leads from and to.

    `moves` maps a verb to (states it may start from, state it ends in).
    """

    name: str
    labels: Mapping[str, str]
    moves: Mapping[str, tuple[tuple[str, ...], str]]
    initial: str = field(default="")

    @property
    def choices(self) -> list[tuple[str, str]]:
        return list(self.labels.items())

    def after(self, verb: str, state: str) -> str:
        """The state after `verb`. Raises Refusal, naming the present state, when the verb does not apply."""
        starts, end = self.moves[verb]
        if state not in starts:
            raise Refusal(f"This is {self.labels[state].lower()}, so it cannot be {verb.replace('_', ' ')} now.")
        return end

    def allows(self, verb: str, state: str) -> bool:
        return state in self.moves[verb][0]
