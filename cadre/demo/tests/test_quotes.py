"""Every decision of the demo network, worked out again from what it was decided by."""

from dataclasses import replace
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from cadre.applications.models import Quote
from cadre.applications.rules import discount, pricing
from cadre.applications.states import Outcome
from cadre.demo.network import load, scholarships
from cadre.demo.network.base import build
from cadre.demo.network.calendar import seasons
from cadre.demo.network.names import people
from cadre.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.long]


A_THIRD = 3
"""Of each group's people: every kind of decision is among them."""


def applied() -> None:
    """Who applies for the finished intake and the open one; no group is confirmed and no day held."""
    call_command("load_reference", verbosity=0)
    today, random = clock.today(), Random(load.SEED)
    names, calendar = people(random), seasons(today)
    network = build(today, random, names)
    for season, sizes in ((calendar.finished, load.FINISHED), (calendar.open, load.OPEN)):
        offerings = load._open(network, season)
        load._recruit(network, season, offerings, fewer(sizes), names)
        if season != calendar.open:
            scholarships.confirmed(network, season, refused=1)
    load._on_their_way(network, calendar.open, offerings, names)


def fewer(sizes: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    return {code: {slug: many // A_THIRD for slug, many in groups.items()} for code, groups in sizes.items()}


def test_every_quote_of_the_demo_network_comes_out_the_same_and_a_changed_rule_does_not(monkeypatch):
    with transaction.atomic():
        applied()
    assert set(Quote.objects.values_list("outcome", flat=True)) >= {
        Outcome.LIST_FEE,
        Outcome.DISCOUNT,
        Outcome.SCHOLARSHIP,
    }
    assert Quote.objects.filter(reason_code="department_refused").exists()
    many, said = Quote.objects.count(), StringIO()
    call_command("replay_quotes", stdout=said)
    assert said.getvalue() == f"{many} quotes worked out again, 100 % equal.\n"

    monkeypatch.setattr(discount, "OWN_SCOPE", ("trust", "all"))
    with pytest.raises(CommandError, match=f"of {many}"):
        call_command("replay_quotes", stdout=said)
    monkeypatch.undo()
    right = pricing.scholarship_of
    monkeypatch.setattr(pricing, "scholarship_of", lambda inputs: right(replace(inputs, facts=None)))
    with pytest.raises(CommandError, match=f"of {many}"):
        call_command("replay_quotes", stdout=said)
