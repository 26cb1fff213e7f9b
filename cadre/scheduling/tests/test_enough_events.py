"""Whoever has as many events as they take is marked where somebody would give them one more, and is not kept back."""

import pytest
from django.urls import reverse

from cadre.facilitators.loads import Load
from tests import world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("load", "full", "over"), [(Load(7, 8), False, False), (Load(8, 8), True, False), (Load(9, 8), True, True)]
)
def test_a_facilitator_with_enough_events_is_marked(client, monkeypatch, load, full, over):
    monkeypatch.setattr("cadre.facilitators.loads._loads_of", lambda keys: dict.fromkeys(keys, load))
    group = world.staffed(world.a_group(12), world.a_facilitator())
    world.a_facilitator("Sara Linden")
    client.force_login(world.an_officer())
    page = client.get(reverse("office:scheduling:group", args=[group.ref])).content.decode()
    assert ("As many as they take" in page, "More than they take" in page) == (full, over)
    assert "Sara Linden" in page


def test_who_named_no_number_is_never_marked():
    assert [Load(30, None).is_full, Load(30, None).is_over] == [False, False]
