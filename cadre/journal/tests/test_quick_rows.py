"""A row that was made quickly is the row that Django would have made."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_init, pre_init
from django.test.utils import CaptureQueriesContext

from cadre.applications.models import Application
from cadre.groups.models import Enrolment
from cadre.journal.quick_rows import QuickRow
from tests import world

pytestmark = pytest.mark.django_db
QUICK = [model for model in apps.get_models() if issubclass(model, QuickRow)]


def as_django_makes_it(rows):
    """The same query, its rows made by Django's own `from_db`."""
    with pytest.MonkeyPatch.context() as patched:
        for model in QUICK:
            patched.setattr(model, "from_db", classmethod(Model.from_db.__func__))
        return list(rows.all())


def facts(row, *, seen: tuple = ()) -> dict:
    """All that a row holds, and what it leads to, there and not back."""
    found = {name: value for name, value in vars(row).items() if name != "_state"}
    led_to = {name: one for name, one in row._state.fields_cache.items() if one is not None and one not in seen}
    related = {name: facts(one, seen=(*seen, row)) for name, one in led_to.items()}
    return {**found, "related": related, "adding": row._state.adding, "db": row._state.db}


@pytest.fixture
def place():
    return world.an_enrolment(world.a_group(3), "Fiona")


@pytest.mark.parametrize(
    "read",
    [
        lambda rows: rows,
        lambda rows: rows.only("ref", "application__name", "group__ref").select_related("application", "group"),
        lambda rows: rows.defer("ref").select_related("application__school", "application__preferred_partner"),
        lambda rows: rows.select_related("group__partner", "group__offering__qualification"),
    ],
)
def test_it_holds_what_was_read_and_leads_to_the_same(place, read):
    rows = read(Enrolment.objects.order_by("pk"))
    quick, django = list(rows), as_django_makes_it(rows)
    assert len(quick) == 4
    assert [facts(one) for one in quick] == [facts(one) for one in django]
    assert quick == django


def test_what_was_not_read_is_looked_up_once_and_what_is_changed_is_saved(place):
    row = Enrolment.objects.only("ref").get(pk=place.pk)
    assert row.get_deferred_fields() == {field.attname for field in Enrolment._meta.concrete_fields} - {"id", "ref"}
    with CaptureQueriesContext(connection) as asked:
        assert row.state == row.state == place.state
    assert len(asked) == 1
    application = Application.objects.get(pk=place.application_id)
    application.name = "Fiona Grey"
    application.save()
    assert Application.objects.get(pk=application.pk).name == "Fiona Grey"
    application.refresh_from_db()
    assert application.name == "Fiona Grey"


def test_nobody_waits_for_the_making_of_such_a_row():
    """Fields of files and pictures do, and so may others' signals."""
    assert len(QUICK) >= 10
    for model in QUICK:
        assert not pre_init.has_listeners(model), model
        assert not post_init.has_listeners(model), model
        assert model.__init__ is Model.__init__, model
