"""Who was asked and said no to distance learning. A room above registers what it asked.

@refused.provide
def declined_distance(offerings): ...
"""

from collections.abc import Callable, Collection

Provider = Callable[[Collection[int]], frozenset[int]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Register `provider(offerings)`, by keys: the keys of applications whose people said no to it. One query."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def refused_distance(*offerings: int) -> frozenset[int]:
    """What every room above knows, together."""
    return frozenset(key for provider in _providers for key in provider(offerings))
