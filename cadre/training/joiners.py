"""Who may join a session on the day: anybody who works with us and has no place in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cadre.delivery.sheets import Found
from cadre.facilitators.models import Facilitator
from cadre.schools.rules import plain_words
from cadre.training.models import Session
from cadre.training.states import PLACE_WORKFLOW, PlaceState

MOST, READ = 10, 200


@dataclass(frozen=True)
class Joiner(Found):
    facilitator: Facilitator


def joiners_named(session: Session, name: str, today: date) -> Sequence[Joiner]:
    """At most ten people with every word of `name` in their name, whole words, in two queries."""
    there = session.taken.filter(state=PlaceState.BOOKED).values("facilitator")
    people = Facilitator.objects.active_on(today).exclude(pk__in=there).select_related("user")
    for word in name.split():
        people = people.filter(user__name__icontains=word)
    asked = set(plain_words(name))
    rows = [who for who in people.order_by("user__name", "pk")[:READ] if asked and asked <= _words(who)][:MOST]
    states = dict(session.taken.filter(facilitator__in=rows).values_list("facilitator", "state"))
    return [_joiner(who, states.get(who.pk, "")) for who in rows]


def _words(who: Facilitator) -> set[str]:
    return set(plain_words(who.user.name))


def _joiner(who: Facilitator, state: str) -> Joiner:
    known = f"{PLACE_WORKFLOW.labels[state]}; {who.region}" if state else f"Not invited; {who.region}"
    return Joiner(str(who.pk), who.user.name, who.employer, known, who)
