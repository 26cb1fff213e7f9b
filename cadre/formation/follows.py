"""Papers that follow from carrying out a plan. Rooms above register what they issue, such as invoices.

@follows.provide
def invoices(after): ...
"""

from collections.abc import Callable, Iterable

Paper = tuple[str, str, str]
"""(what, for whom, the amount or why there is none)."""
Provider = Callable[[int], Iterable[Paper]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Register `provider(after)`: the papers of journal entries after the number `after`."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def papers_after(after: int) -> list[Paper]:
    """Of every room above, in the order they registered."""
    return [paper for provider in _providers for paper in provider(after)]
