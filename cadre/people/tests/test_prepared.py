"""A prepared question answers as its query does, for every argument, and refuses to be made where it could not."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from cadre.lib import clock
from cadre.people.backends import Accounts
from cadre.people.models import StaffRole, User
from cadre.people.prepared import A_DAY, A_NUMBER, A_WORD, prepared
from cadre.people.sessions import SessionStore
from cadre.people.timetable import forget_sessions
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


def test_a_query_that_reads_the_clock_is_refused():
    asked = prepared(A_NUMBER)(lambda user: held(user, clock.today()))
    with pytest.raises(ValueError, match="reads the clock"):
        asked(1)


def roles_from(name, day):
    found = StaffRole.objects.filter(user__name=name, from_on__gte=day)
    return found.select_related("user").annotate(many=Count("user__staff_roles")).order_by("pk")


def test_objects_come_with_what_they_lead_to_and_what_is_worked_out_beside(django_assert_num_queries):
    ruth = world.an_officer("Ruth", "ops")
    StaffRole.objects.create(user=ruth, role="finance", from_on=clock.today())
    asked = prepared(A_WORD, A_DAY)(roles_from)
    expected = list(roles_from("Ruth", date(2000, 1, 1)))
    with django_assert_num_queries(1):
        found = asked("Ruth", date(2000, 1, 1))
        assert found == expected
        assert [(one.role, one.user.name, one.many) for one in found] == [("ops", "Ruth", 2), ("finance", "Ruth", 2)]
        assert [(one.from_on, one.user.joined_at) for one in found] == [(o.from_on, o.user.joined_at) for o in expected]
    assert asked("Nobody", clock.today()) == []


def test_what_a_query_needs_for_its_order_is_no_part_of_a_row():
    world.an_officer("Ruth", "ops")
    world.an_officer("Martin", "ops")

    def ordered(role):
        return StaffRole.objects.filter(role=role).distinct().order_by("user__name").values_list("role", "from_on")

    assert prepared(A_WORD)(ordered)("ops") == list(ordered("ops"))
    assert len(prepared(A_WORD)(ordered)("ops")) == 2


@pytest.mark.postgres
def test_postgresql_plans_it_once_a_connection():
    ruth = world.an_officer("Ruth")
    asked = prepared(A_NUMBER, A_DAY)(held)
    with CaptureQueriesContext(connection) as said:
        for day in range(1, 8):
            asked(ruth.pk, clock.today() + timedelta(days=day))
    assert all('FROM "people_staffrole"' in one["sql"] for one in said.captured_queries)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE '%people_staffrole%'"
        )
        assert cursor.fetchall() == [(7, 0)]


def test_a_session_is_read_until_it_ends():
    kept = SessionStore()
    kept["user"] = "Ruth"
    kept.save()
    assert SessionStore(kept.session_key)["user"] == "Ruth"
    kept.set_expiry(-1)
    kept.save()
    over = SessionStore(kept.session_key)
    assert ("user" in over, over.session_key) == (False, None)


def test_sessions_that_are_over_are_not_kept():
    lasts, over = SessionStore(), SessionStore()
    lasts.save()
    over.set_expiry(-1)
    over.save()
    with clock.moved(timedelta(days=100)):  # the demo's date ends none
        assert [forget_sessions(clock.today(), clock.now()) for _ in range(2)] == [1, 0]
    assert list(Session.objects.values_list("pk", flat=True)) == [lasts.session_key]


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
