"""A scene that is put back is the scene that was built; and where anything differs before it, it is built."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from cadre.groups.models import Group
from cadre.journal.worker import drain
from cadre.messages.models import Message
from cadre.people.models import StaffRole, User
from cadre.scheduling import reference
from cadre.scheduling.actions import assign, confirm_group, pick_date
from cadre.scheduling.queries import meetings
from tests import scenes, world
from tests.scenes import begins_empty, kept, known_tables, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
built: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_is_kept(monkeypatch):
    """The first of these tests builds as any other does."""
    monkeypatch.setattr(scenes, "at", scenes.Kept([], [], None, []))
    built.clear()


def twice(*steps, between=lambda: None) -> list:
    """What the steps return, and every row of the database, when built and when put back: each after the same start."""
    start, found = scenes.at, []
    for _ in range(2):
        scenes.at = start
        with transaction.atomic():
            values = []
            for step in steps:
                values.append(step(*values[-1:]))
                between()
            found.append((values, {table: sorted(rows_of(table)) for table in known_tables()}))
            transaction.set_rollback(True)
    return found


@kept
def an_office() -> User:
    built.append("office")
    return world.an_officer("Ruth")


@kept
def renamed(user: User) -> User:
    built.append("renamed")
    StaffRole.objects.all().delete()
    world.an_officer("Martin", "finance")
    user.name = "Ruth O’Neill"
    user.save()
    return user


@kept
def a_group_with_dates(_: User) -> Group:
    built.append("group")
    return world.staffed(world.a_group(3), world.a_facilitator())


def test_rows_are_put_back_as_they_were_with_what_was_changed_and_what_was_deleted():
    (first, rows), (again, back) = twice(an_office, renamed, a_group_with_dates)
    assert built == ["office", "renamed", "group"]
    assert back == rows
    assert len(rows["people_user"]) > 3
    assert [one.pk for one in again] == [one.pk for one in first]
    assert [again[1].name, again[2].partner.name] == ["Ruth O’Neill", first[2].partner.name]


def test_each_test_has_a_copy():
    (first, _), (again, _) = twice(an_office)
    first[0].name = "Changed in memory"
    assert again[0].name == "Ruth"
    twice(an_office)
    assert built == ["office"] * 3  # it is not known what stands there after rows were taken back


@pytest.mark.parametrize("away", ["a row", "a row taken back", "another argument"])
def test_after_anything_else_it_is_built(away):
    def between() -> None:
        if away == "a row":
            world.a_user()
        elif away == "a row taken back":
            with transaction.atomic():
                world.a_user()
                transaction.set_rollback(True)

    second = (lambda _: renamed(world.a_user())) if away == "another argument" else renamed
    twice(an_office, second, between=between)
    assert built == ["office", "renamed", "renamed"]


def test_a_scene_of_scenes_holds_what_they_wrote():
    @kept
    def both() -> Group:
        return a_group_with_dates(an_office())

    start = scenes.at
    twice(an_office)
    scenes.at = start
    (first, rows), (again, back) = twice(both)
    assert back == rows
    assert built == ["office", "group"]
    assert Group.objects.count() == 0
    assert again[0].ref == first[0].ref


def test_a_browser_is_signed_in_again():
    @kept
    def signed_in(browser: Client, user: User) -> None:
        browser.force_login(user)

    browsers = iter([Client(), Client()])
    seen = []

    def look(user: User) -> int:
        browser = next(browsers)
        signed_in(browser, user)
        seen.append(browser.get("/account/").status_code)
        return 0

    twice(an_office, look)
    assert seen == [200, 200]


def test_what_writes_where_nobody_looks_is_not_kept():
    @kept
    def by_hand() -> None:
        built.append("by hand")
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE nobody_knows (id integer)")

    twice(by_hand)
    assert built == ["by hand", "by hand"]


def test_another_day_is_another_scene():
    start = scenes.at
    twice(an_office)
    scenes.at = start
    with time_machine.travel(world.NOW + timedelta(days=1), tick=False):
        twice(an_office)
    assert built == ["office", "office"]


def test_a_confirmed_group_with_all_that_follows_is_put_back():
    @kept
    def confirmed() -> Group:
        world.the_rates()
        reference.load(world.TODAY)
        group, ruth = world.a_group(12), world.an_officer()
        for element in meetings(group):
            pick_date(group, element, element.starts_on + timedelta(days=2), by=ruth, now=world.NOW)
        assign(group, world.a_facilitator(), "lead", by=ruth, now=world.NOW)
        confirm_group(group, by=ruth, now=world.NOW)
        drain()
        return group

    (first, rows), (again, back) = twice(confirmed)
    assert back == rows
    assert len(rows[Message._meta.db_table]) > 12
    assert [one.pk for one in again] == [one.pk for one in first]


def test_a_test_that_patches_something_is_given_nothing_kept_elsewhere(request):
    """What decides how a scene is built may be another there."""
    assert not begins_empty(request.node)  # this file patches
