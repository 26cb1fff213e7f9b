"""Free places that others have a claim to. Rooms above register what they know, such as a waiting list.

@claims.provide
def kept(groups, application): ...
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cadre.applications.models import Application
from cadre.groups.models import Group


@dataclass(frozen=True)
class Claim:
    """`offered`: places held by open offers to others. `waited_for`: what those ahead would be offered next."""

    offered: int = 0
    waited_for: int = 0

    def __add__(self, other: "Claim") -> "Claim":
        return Claim(self.offered + other.offered, self.waited_for + other.waited_for)


Provider = Callable[[Sequence[Group], Application | None], Mapping[int, Claim]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Register `provider(groups, application)`: by group's key, what others than the applicant claim of its places.

    A provider costs the same number of queries however many groups it is asked about.
    """
    if provider not in _providers:
        _providers.append(provider)
    return provider


def claims_on(groups: Sequence[Group], application: Application | None = None) -> dict[int, Claim]:
    """All claims on the groups' free places but the applicant's own, by group's key.

    Whoever acts on it holds the groups' locks.
    """
    found = {group.pk: Claim() for group in groups}
    for provider in _providers if groups else ():
        for key, claim in provider(groups, application).items():
            found[key] += claim
    return found
