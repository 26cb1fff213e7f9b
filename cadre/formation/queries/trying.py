"""What a plan would become if one thing about one partner were otherwise. Changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from cadre.applications.models import Application
from cadre.formation.models import Plan
from cadre.formation.queries.remembered import remembered
from cadre.partners.models import Partner

SHOWN = 20


@dataclass(frozen=True)
class Tried:
    """`before` and `after`: (at their choice, seated, km). `opened`, `closed`: names of partners. `moved`: how many
    would sit elsewhere than in the plan, `names` of the first of them."""

    before: tuple[int, int, float]
    after: tuple[int, int, float]
    opened: list[str]
    closed: list[str]
    moved: int
    names: list[str]


class NothingFound(ValueError):
    """Around what is pinned, the change leaves no plan."""


def tried(plan: Plan, *, place: str, change: str, number: int) -> Tried:
    """`change`: closed, more (one group more, or the first) or people (`number` more choose it). Two queries beside
    the plan's. Raises NothingFound.
    """
    from cadre.formation.solver import again
    from cadre.formation.solver.network import PinsCannotHold

    kept = remembered(plan)
    network, seating, near = kept.network, kept.seating, kept.neighbours
    instance = network.instance
    at = instance.partners.index(place)
    tries: dict[str, Callable[[], again.Effect]] = {
        "closed": lambda: again.what_if_closed(network, seating, at, near),
        "more": lambda: again.what_if_groups(network, seating, at, int(instance.groups[at]) + 1, near),
        "people": lambda: again.what_if_more(network, seating, at, number, near),
    }
    try:
        effect = tries[change]()
    except PinsCannotHold as impossible:
        raise NothingFound(str(impossible)) from impossible
    refs = [instance.applicants[person] for person in effect.moved.tolist()]
    names = Application.objects.filter(ref__in=refs[:SHOWN]).order_by("name").values_list("name", flat=True)
    return Tried(
        before=effect.before,
        after=effect.after,
        opened=_partners([instance.partners[at] for at in effect.opened.tolist()], plan),
        closed=_partners([instance.partners[at] for at in effect.closed.tolist()], plan),
        moved=len(refs),
        names=list(names),
    )


def _partners(places: list[str], plan: Plan) -> list[str]:
    names = dict(Partner.objects.filter(slug__in=places).values_list("slug", "short_name"))
    return [names.get(place, place) for place in places]
