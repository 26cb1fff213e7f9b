"""A prepared question answers as its query does, for every argument, and refuses to be made where it could not."""

from datetime import timedelta

import pytest

from cadre.lib import clock
from cadre.people.backends import Accounts
from cadre.people.models import StaffRole, User
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


def test_whose_a_session_is_is_read_by_one_query_and_who_may_not_sign_in_any_more_is_nobody(django_assert_num_queries):
    ruth = world.an_officer("Ruth")
    with django_assert_num_queries(1):
        found = Accounts().get_user(ruth.pk)
        assert (found, found.name, found.email, found.is_active) == (ruth, ruth.name, ruth.email, True)
        assert found.get_session_auth_hash() == ruth.get_session_auth_hash()
    assert found.joined_at == ruth.joined_at  # asked for by itself
    User.objects.filter(pk=ruth.pk).update(is_active=False)
    assert Accounts().get_user(ruth.pk) is None
    assert Accounts().get_user(0) is None
