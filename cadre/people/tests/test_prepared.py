"""A prepared question answers as its query does, for every argument, and refuses to be made where it could not."""

from datetime import timedelta

import pytest

from cadre.lib import clock
from cadre.people.models import StaffRole
from cadre.people.prepared import A_DAY, A_NUMBER, prepared
from cadre.people.sessions import SessionStore
from tests import world

pytestmark = pytest.mark.django_db


def held(user, day):
    return StaffRole.objects.on(day).filter(user=user).order_by("role").values_list("role")


def test_it_answers_as_its_query_does_for_everybody_and_every_day(django_assert_num_queries):
    ruth, martin = world.an_officer("Ruth", "ops"), world.an_officer("Martin", "finance")
    StaffRole.objects.create(user=ruth, role="quality", from_on=clock.today(), to_on=clock.today() + timedelta(days=2))
    asked = prepared(A_NUMBER, A_DAY)(held)
    days = [clock.today() + timedelta(days=n) for n in range(-1, 4)]
    everybody = [(user.pk, day) for user in (ruth, martin) for day in days]
    expected = [list(held(*one)) for one in everybody]
    with django_assert_num_queries(len(everybody)):
        assert [asked(*one) for one in everybody] == expected
    assert expected[1] == [("ops",), ("quality",)]
    assert expected[3] == [("ops",)]


def test_an_argument_that_the_query_changes_is_refused():
    asked = prepared(A_NUMBER, A_DAY)(lambda user, day: held(user, day + timedelta(days=1)))
    with pytest.raises(ValueError, match="argument 1 is not in its query"):
        asked(1, clock.today())


def test_a_session_is_read_until_it_ends():
    kept = SessionStore()
    kept["user"] = "Ruth"
    kept.save()
    assert SessionStore(kept.session_key)["user"] == "Ruth"
    kept.set_expiry(-1)
    kept.save()
    over = SessionStore(kept.session_key)
    assert ("user" in over, over.session_key) == (False, None)
