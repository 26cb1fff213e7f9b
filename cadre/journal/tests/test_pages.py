"""The journal and the parked tasks in the office."""

import pytest
from django.db import transaction
from django.test import Client

from cadre.journal import queue, reactions, worker
from cadre.journal.actions import record
from cadre.journal.models import Entry
from cadre.lib.happenings import happening
from cadre.ui.tests.pages import words
from tests.scenes import kept
from tests.world import a_school, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
SHOWN = happening("test.shown", "{by} showed {subject}")
SOUND: list[str] = []


def breaks(entry: Entry) -> None:
    if not SOUND:
        raise ValueError("The printer is on fire.")


@pytest.fixture
def connected():
    before = dict(reactions._by_happening), dict(reactions._by_name)
    reactions.connect({SHOWN: [breaks]})
    SOUND.clear()
    yield
    for table, known in zip((reactions._by_happening, reactions._by_name), before, strict=True):
        table.clear()
        table.update(known)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
@kept
def parked(connected):
    ruth = an_officer("Ruth Adeyemi")
    with transaction.atomic():
        record(SHOWN, a_school("Oak Tree Primary"), by=ruth)
    for _ in range(queue.max_attempts()):
        queue.waiting().update(run_after=queue.real_now())
        worker.drain()
    return client_of(ruth)


def test_a_parked_task_stands_under_the_entry_that_caused_it_and_is_tried_again(parked):
    page = words(parked.get("/office/journal/parked/").content.decode())
    assert "Journal: breaks" in page
    assert "Ruth Adeyemi showed Oak Tree Primary" in page
    assert "ValueError: The printer is on fire. Tried 5 times" in page
    SOUND.append("now it is out")
    task = queue.parked().get()
    answer = parked.post(f"/office/journal/parked/{task.pk}/retry/", follow=True)
    assert "Journal: breaks is tried again now." in words(answer.content.decode())
    worker.drain()
    assert "Nothing is parked" in words(parked.get("/office/journal/parked/").content.decode())


def parked_more(names) -> None:
    """Each named school with a parked task."""
    with transaction.atomic():
        for name in names:
            record(SHOWN, a_school(name), by=an_officer())
    for _ in range(queue.max_attempts()):
        queue.waiting().update(run_after=queue.real_now())
        worker.drain()


def test_parked_tasks_are_paged_filtered_and_tried_again_together(parked):
    parked_more([f"Elm {n}" for n in range(60)])
    page, retries = "/office/journal/parked/", "/office/journal/parked/retries/"
    counts = [len(parked.get(page, asked).context["tasks"]) for asked in ({}, {"page": "2"}, {"q": "Journal: breaks"})]
    assert (counts, len(parked.get(page, {"q": "no such"}).context["tasks"])) == ([50, 11, 50], 0)
    one, two, *_ = parked.get(page).context["tasks"]
    said = parked.post(retries, {"ref": [one.id, two.id, "nonsense"]}, follow=True).content.decode()
    assert ("2 tasks are tried again now." in words(said), queue.parked().count()) == (True, 59)
    again = words(parked.post(retries, {"ref": [one.id]}, follow=True).content.decode())
    assert "Nothing was selected that is still parked." in again
    parked.post(retries, {"all": "1", "q": "no such"})
    assert queue.parked().count() == 59
    assert "59 tasks are" in words(parked.post(retries, {"all": "1", "q": "printer"}, follow=True).content.decode())
    assert (queue.parked().count(), Entry.objects.filter(happening="journal.task_retried").count()) == (0, 61)


def test_the_journal_shows_each_entry_with_what_followed(parked):
    page = words(parked.get("/office/journal/").content.decode())
    assert "Ruth Adeyemi showed Oak Tree Primary Journal: breaks Parked" in page
    assert "Nothing fits" in words(parked.get("/office/journal/", {"about": "Elm"}).content.decode())


def test_whoever_runs_the_system_sees_no_personal_values(parked):
    page = words(client_of(an_officer("Sys", "sysadmin")).get("/office/journal/").content.decode())
    assert "test.shown" in page
    assert "Oak Tree" not in page
    assert "Ruth" not in page


def test_marketing_reads_no_journal(parked):
    client = client_of(an_officer("Mia", "marketing"))
    for path in ("", "parked/"):
        assert client.get(f"/office/journal/{path}").status_code == 404
    assert client.post(f"/office/journal/parked/{queue.parked().get().pk}/retry/").status_code == 404
    for whose in (client, client_of(an_officer("Sys", "sysadmin"))):
        assert whose.post("/office/journal/parked/retries/", {"all": "1"}).status_code == 404
    assert queue.parked().count() == 1


def test_the_journal_costs_the_same_for_many(parked, django_assert_max_num_queries):
    school = a_school("Elm")
    with transaction.atomic():
        for _ in range(20):
            record(SHOWN, school, by=an_officer())
    with django_assert_max_num_queries(8):
        parked.get("/office/journal/")
