"""What people and partners answered to an earlier proposal, and what it leaves of somebody's options."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

EVERYWHERE = "*"


@dataclass(frozen=True)
class Answers:
    """By references of applications, slugs of partners and references of groups.

    `refused`: partners never proposed to a person again, "*" for all but those they named. `stay`: partners whose
    people are proposed no other place. `takes`: of a partner that limits it, the people who did not name it and may
    sit there. `closed`: partners that run no group. `keep`: groups that stay open, however many sit there. `held`:
    people whose place is settled, with its group, blank where that is yet to be opened; what their partner said later
    does not touch them.
    """

    refused: Mapping[str, list[str]] = field(default_factory=dict)
    stay: list[str] = field(default_factory=list)
    takes: Mapping[str, list[str]] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    keep: list[str] = field(default_factory=list)
    held: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Answers":
        return cls(**said)

    def as_json(self) -> dict[str, Any]:
        """Without what nobody said, so that a plan without answers is as one of before."""
        return {name: value for name, value in asdict(self).items() if value}

    def may_sit(self, who: str, *, host: str, own: str | None, named: Iterable[str]) -> bool:
        """Whether a place of `host` is an option for somebody whose place now, or by choice, is `own`'s."""
        refused = self.refused.get(who, ())
        if host in refused:
            return False
        if host in named or who in self.held:
            return True
        if EVERYWHERE in refused:
            return False
        if own in self.stay:
            return False
        return host not in self.takes or who in self.takes[host]
