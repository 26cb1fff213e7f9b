"""Who has agreed to a seat elsewhere. A room above registers what it asked; a plan is carried out by that alone.

consents.provide(room, given, done, step)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cadre.formation.models import Plan
from cadre.people.models import User


@dataclass(frozen=True)
class Given:
    """`places`: by application's key, the place of the plan they accepted. `distance`: who accepted distance learning.
    `keep`: references of groups that stay open. `bar`: why the plan is not carried out now, or empty."""

    places: Mapping[int, str] = field(default_factory=dict)
    distance: frozenset[int] = frozenset()
    keep: frozenset[str] = frozenset()
    bar: str = ""


Provider = Callable[[Plan], Given]
Done = Callable[..., None]
Step = Callable[[Plan], dict[str, Any] | None]
_providers: dict[str, tuple[Provider, Done, Step]] = {}


def provide(room: str, given: Provider, done: Done, step: Step) -> None:
    """Register `given(plan)`; `done(plan, *, by, now)`, which acts in the transaction that carries the plan out; and
    `step(plan)`, what the page of a ready plan says to do next there, as `{% next_list %}` takes it."""
    _providers[room] = (given, done, step)


def consents_to(plan: Plan) -> Given:
    """What every room above knows, together."""
    found = [given(plan) for given, *_ in _providers.values()]
    return Given(
        {key: place for one in found for key, place in one.places.items()},
        frozenset(key for one in found for key in one.distance),
        frozenset(ref for one in found for ref in one.keep),
        " ".join(one.bar for one in found if one.bar),
    )


def carried_out(plan: Plan, *, by: User, now: datetime) -> None:
    """Tell the rooms above, before the transaction ends."""
    for _, done, _ in _providers.values():
        done(plan, by=by, now=now)


def steps(plan: Plan) -> list[dict[str, Any]]:
    """What else there is to do with a plan that is ready."""
    return [found for *_, step in _providers.values() if (found := step(plan))]
