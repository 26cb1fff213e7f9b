"""The network before the journey: an open intake, Peakside's NPQML group with eleven people, and the named people.

Somebody accepted elsewhere, `LATE`, has no place yet, and turns up on the day.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.core.management import call_command
from django.db import transaction

from cadre.demo.network import candidates
from cadre.demo.network.base import Network, build
from cadre.demo.network.calendar import on, seasons
from cadre.demo.network.load import _group, _open
from cadre.demo.network.names import people
from cadre.demo.network.work import work_through
from cadre.groups.models import Group
from cadre.lib import clock

ELEVEN = 11
LATE = "Ottilie Penhaligon"


@dataclass
class Scene:
    network: Network
    group: Group
    today: date


def eleven_at_peakside() -> Scene:
    """Everything is ready but for the twelfth person."""
    call_command("load_reference", verbosity=0)
    today = clock.today()
    names = people(Random(7))
    with transaction.atomic():
        network = build(today, Random(7), names)
        season = seasons(today).open
        offering = _open(network, season)["NPQML"]
        group = _group(network, season, offering, "peakside", ELEVEN, names)
        lead = candidates.applies(network, offering, network.partners["trent-reach"], "Tom Reed", today)
        late = candidates.applies(network, offering, network.partners["trent-reach"], LATE, today)
        candidates.accepted(network, late, today=today)
        work_through()
    assert lead.name == "Tom Reed"
    return Scene(network, group, today)


__all__ = ["LATE", "Scene", "eleven_at_peakside", "on"]
