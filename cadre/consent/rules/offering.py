"""Who is offered what, by what a plan proposes and what they were offered before."""

from collections.abc import Collection
from dataclasses import dataclass

from cadre.consent.states import LIVE_OFFERS, OfferState, Option
from cadre.formation.rules.answering import EVERYWHERE


@dataclass(frozen=True)
class Earlier:
    """One offer of the round to the same person: its state, the partner's slug ("" for none) and its options."""

    state: str
    host: str
    options: frozenset[str]


def options_for(
    *, host: str, distance: bool, next_intake: bool, earlier: Collection[Earlier], stays: bool = False
) -> list[Option]:
    """What somebody is offered now, nothing when there is nothing new to say.

    `host`: the partner of the seat proposed elsewhere, "" for no seat. `distance`: whether they said yes to it.
    `stays`: whether the group they sit in is kept, so that without a seat elsewhere nothing changes for them. Nobody
    is offered the same place twice, nor anything while an offer waits or is accepted, nor after they let one lapse.
    """
    if any(one.state in (*LIVE_OFFERS, OfferState.LAPSED) for one in earlier):
        return []
    if host and any(one.host == host for one in earlier):
        return []
    if not host and (stays or earlier):
        return []
    turned_down = {option for one in earlier if one.state == OfferState.DECLINED for option in one.options}
    found = [Option.LOCAL] if host else []
    if distance and Option.DISTANCE not in turned_down:
        found.append(Option.DISTANCE)
    if next_intake and Option.NEXT not in turned_down:
        found.append(Option.NEXT)
    return [*found, Option.WITHDRAWAL]


def refused_by(earlier: Collection[Earlier]) -> list[str]:
    """The partners nobody proposes to this person again: those that were offered and are not theirs."""
    if any(one.state == OfferState.LAPSED for one in earlier):
        return [EVERYWHERE]
    ended = (OfferState.DECLINED, OfferState.TAKEN_BACK)
    return sorted({one.host for one in earlier if one.host and one.state in ended})


def hopeless(
    wanted: Collection[tuple[str, str]],
    *,
    could: dict[str, Collection[str]],
    settled: dict[str, str],
    least: dict[str, int],
) -> set[str]:
    """The places that cannot reach their minimum any more. `wanted`: (person, place) that are to be kept; `could`: who
    might sit there by what they accept; `settled`: where people are bound to; `least`: the minimum of each place."""
    found = set()
    for place in {place for _, place in wanted}:
        able = {who for who in could.get(place, ()) if settled.get(who, place) == place}
        able |= {who for who, there in wanted if there == place}
        if len(able) < least.get(place, 1):
            found.add(place)
    return found
