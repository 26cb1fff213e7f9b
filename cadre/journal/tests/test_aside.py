"""What is done aside is seen by nobody, and is gone afterwards; what is done outside meanwhile stays."""

import pytest
from django.db import connections

from cadre.journal.models import Tick
from cadre.journal.queue import real_now
from cadre.journal.rehearsing import aside


def tick(name: str) -> Tick:
    return Tick.objects.create(name=name, ran_at=real_now())


@pytest.mark.django_db(transaction=True)
def test_aside_is_another_connection_that_knows_everything_and_leaves_nothing():
    tick("before")
    mine = connections["default"]
    with aside() as outside:
        assert connections["default"] is not mine
        assert Tick.objects.filter(name="before").exists()
        tick("aside")
        assert not outside(lambda: Tick.objects.filter(name="aside").exists())
        outside(lambda: tick("outside"))
    assert connections["default"] is mine
    assert sorted(Tick.objects.values_list("name", flat=True)) == ["before", "outside"]


@pytest.mark.django_db(transaction=True)
def test_a_fault_aside_is_a_fault_and_leaves_nothing():
    mine = connections["default"]
    with pytest.raises(ZeroDivisionError):
        divided_aside()
    assert connections["default"] is mine
    assert not Tick.objects.exists()


def divided_aside() -> None:
    with aside():
        tick("aside")
        raise ZeroDivisionError
