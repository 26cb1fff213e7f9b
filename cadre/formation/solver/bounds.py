"""What no plan can pass, proven by prices that anybody can check without a solver.

Every condition that ties a person to a partner has a price that is not negative. With any such prices the bound is
right (Lagrange); good ones make it tight. They are found region by region, as duals of the linear relaxation, each
region given what its people are worth elsewhere; so every region can only lower the bound.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cadre.formation.solver.matrix import Floats, Ints
from cadre.formation.solver.model import Model, NothingFits
from cadre.formation.solver.network import Network
from cadre.formation.solver.surroundings import Around, Part

NONE = np.zeros(0, dtype=np.int64)


@dataclass
class Prices:
    """`link[arc]`: of sitting where the partner does not run. Of each partner: `most`, of its size; `least`, of its
    minimum; `kept`, of keeping its own people."""

    link: Floats
    most: Floats
    least: Floats
    kept: Floats

    @classmethod
    def none(cls, network: Network) -> "Prices":
        arcs, partners = len(network.instance.arc_person), len(network.instance.partners)
        return cls(np.zeros(arcs), np.zeros(partners), np.zeros(partners), np.zeros(partners))

    def left(self, network: Network, worth: Floats, arcs: Ints) -> Floats:
        """What is left of each seat's worth after its prices."""
        instance = network.instance
        there = instance.arc_partner[arcs]
        wish = instance.preferred[instance.arc_person[arcs]] == there
        left: Floats = worth[arcs] - self.link[arcs] - self.most[there] + self.least[there] + self.kept[there] * wish
        return left


def proven_bound(network: Network, worth: Floats, prices: Prices) -> float:
    """No plan is worth more (`worth`: a figure an arc). True for any prices that are not negative; in one sweep."""
    instance, modes = network.instance, network.modes
    if min((float(column.min(initial=0)) for column in vars(prices).values()), default=0) < 0:
        raise ValueError("A price is negative.")
    arcs = np.flatnonzero(network.open_arc)
    people = np.zeros(len(instance.applicants))
    np.maximum.at(people, instance.arc_person[arcs], prices.left(network, worth, arcs))
    links = np.bincount(instance.arc_partner[arcs], weights=prices.link[arcs], minlength=len(instance.partners))
    at = modes.partner
    gains = links[at] + modes.most * prices.most[at] - modes.least * prices.least[at] - modes.kept * prices.kept[at]
    gains[np.isin(at, list(network.closes))] = 0.0
    partners = np.zeros(len(instance.partners))
    np.maximum.at(partners, at, gains)
    return float(people.sum() + partners.sum())


def priced(network: Network, worth: Floats, sweeps: list[list[Ints]]) -> Prices:
    """Good prices for `worth`, region by region, sweep by sweep."""
    prices = Prices.none(network)
    for regions in sweeps:
        for partners in regions:
            _price(network, worth, prices, partners)
    return prices


def priced_again(network: Network, worth: Floats, before: Prices, partners: Ints) -> Prices:
    """Prices for a network that differs only around `partners` from the one of `before`."""
    prices = Prices(*(column.copy() for column in vars(before).values()))
    _price(network, worth, prices, partners)
    return prices


def _price(network: Network, worth: Floats, prices: Prices, partners: Ints) -> None:
    into = np.sort(network.arcs_into(partners))
    if not len(into):
        return
    people = np.unique(network.instance.arc_person[into]).astype(np.int64)
    part = Part(partners, people, into, Around(NONE, NONE, NONE, NONE))
    model = Model(network, part, whole=False, stay=_elsewhere(network, worth, prices, people, partners))
    try:
        model.maximise(worth[into])
    except NothingFits:  # what is pinned cannot hold in this region alone; its prices stay, and the bound is right
        return
    prices.link[part.arcs[model.linked]] = model.duals("links")
    for name, column in (("most", prices.most), ("least", prices.least), ("kept", prices.kept)):
        if name in model.rows:
            column[partners] = model.duals(name)


def _elsewhere(network: Network, worth: Floats, prices: Prices, people: Ints, partners: Ints) -> Floats:
    """What each of `people` is worth outside, at the prices so far."""
    every = network.arcs_of_people(people)
    outside = every[~np.isin(network.instance.arc_partner[every], partners)]
    found: NDArray[np.float64] = np.zeros(len(people))
    np.maximum.at(
        found, np.searchsorted(people, network.instance.arc_person[outside]), prices.left(network, worth, outside)
    )
    return found
