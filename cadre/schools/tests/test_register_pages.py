"""The office loads the register: gives the file, watches it, looks it through, applies it or throws it away."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.schools import reference
from cadre.schools.models import RegisterLoad, School
from cadre.schools.tests.registers import applied, file_of, links_of, row
from tests.world import TODAY, a_user, an_officer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_now")]
NAME = "edubasealldata20260615.csv"
LOADS = "/office/schools/register/"


@pytest.fixture(autouse=True)
def var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    reference.load(TODAY)
    return tmp_path


@pytest.fixture
def office(client):
    client.force_login(an_officer("Ruth Adeyemi"))
    return client


def give(client, content=None, *, name=NAME, **fields):
    content = file_of(row(), row(urn="900002", name="Second School")) if content is None else content
    return client.post(LOADS, {"file": SimpleUploadedFile(name, content), **fields})


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def in_hand(client, content=None, **fields) -> str:
    """The address of a load that was read."""
    address = give(client, content, **fields)["Location"]
    drain()
    return address


def test_a_file_is_given_read_looked_through_and_applied(office, var_dir):
    address = give(office)["Location"]
    waiting = office.get(address).content.decode()
    assert re.search(r'<noscript>\s*<meta http-equiv="refresh" content="3">\s*</noscript>', waiting)
    assert "Rows read: 0 of 2" in waiting
    fragment = office.get(address, headers={"HX-Request": "true"})
    assert ("<html" in fragment.content.decode(), "HX-Refresh" in fragment.headers) == (False, False)
    drain()
    assert office.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    said = text_of(office.get(address))
    assert "2 new, 0 changed, 0 closed and 0 succeeded, all at once or not at all" in said
    assert "Oakham, LE15 6AA, Rutland, open" in said
    assert School.objects.count() == 0
    office.post(f"{address}application/")
    assert "Rows written: 0 of 2" in office.get(address).content.decode()
    drain()
    assert "Applied" in text_of(office.get(address))
    assert (School.objects.count(), list((var_dir / "register").iterdir())) == (2, [])
    assert "In use: 15 June 2026" in text_of(office.get(LOADS))
    assert [entry.by_name for entry in Entry.objects.all()] == ["Ruth Adeyemi"] * 3


def test_what_changed_is_listed_by_kind_filtered_and_exported(office):
    applied(row(), row(urn="900002"), row(urn="900003"))
    links = SimpleUploadedFile("links.csv", links_of(("900003", "900004", "Successor")))
    changed = file_of(
        row(name="Uppingham Academy"),
        row(urn="900002", pupils="300"),
        row(urn="900003", status="2"),
        row(urn="900004"),
        row(urn="x"),
    )
    address = in_hand(office, changed, name="edubasealldata20260701.csv", links=links)
    for kind, says in (
        ("new", "Oakham, LE15 6AA, Rutland, open"),
        ("changed", "Name: Oakham Vale Primary School → Uppingham Academy"),
        ("closed", "State: Open → Closed"),
        ("succeeded", "Followed by 900004"),
        ("refused", "URN: “x” is no URN, which has 6 digits."),
    ):
        assert says in text_of(office.get(f"{address}{kind}/"))
    only = text_of(office.get(f"{address}changed/?field=pupils"))
    assert ("276 → 300" in only, "Uppingham" in only) == (True, False)
    export = b"".join(office.get(f"{address}changed/?q=900002&format=csv").streaming_content).decode()
    assert export.splitlines()[1:] == ["3,900002,Oakham Vale Primary School,Pupils: 276 → 300"]
    assert office.get(f"{address}changed/?format=xlsx").status_code == 200
    assert office.get(f"{address}nothing/").status_code == 404
    assert office.get(f"{address}changed/?q=%25&field=zzz&page=x&sort=;").status_code == 200


def test_a_file_that_changes_nothing_says_so(office):
    applied(row())
    said = text_of(office.get(in_hand(office, file_of(row()))))
    assert "This file changes nothing. All 1 schools stand in it as we hold them." in said


def test_a_load_is_thrown_away_at_any_time_before_it_is_applied(office, var_dir):
    address = give(office)["Location"]
    assert office.post(f"{address}removal/")["Location"] == LOADS
    drain()
    assert (RegisterLoad.objects.get().state, list((var_dir / "register").iterdir())) == ("thrown_away", [])
    address = in_hand(office)
    office.post(f"{address}application/")
    office.post(f"{address}removal/")
    drain()
    assert (School.objects.count(), RegisterLoad.objects.first().state) == (0, "thrown_away")
    assert "cannot be" in text_of(office.post(f"{address}removal/", follow=True))


def test_a_double_click_is_one_act(office):
    address = in_hand(office)
    office.post(f"{address}application/")
    office.post(f"{address}application/")
    assert DBTaskResult.objects.count() == 1
    drain()
    assert Entry.objects.filter(happening="schools.register_applied").count() == 1


@pytest.mark.parametrize(
    ("content", "fields", "says"),
    [
        (b"a,b\n1,2\n", {}, "This is not the school register"),
        (b"", {}, "This file is empty."),
        (None, {"name": "register.csv"}, "Give the day it is of"),
        (None, {"dated": "31/2/2026"}, "February 2026 has 28 days"),
        (None, {"dated": "1/1/2999"}, "has not come yet"),
        (None, {"links": SimpleUploadedFile("links.csv", b"a,b\n")}, "The file of links has no columns"),
    ],
)
def test_bad_input_says_what_is_wrong_and_keeps_nothing(office, var_dir, content, fields, says):
    answer = give(office, content, **fields)
    assert (answer.status_code, text_of(answer).count(says) >= 1) == (422, True), text_of(answer)
    assert RegisterLoad.objects.count() == 0
    kept = var_dir / "register"
    assert not kept.exists() or list(kept.iterdir()) == []


def test_nothing_chosen_is_asked_for(office):
    assert "Choose the register’s file." in text_of(office.post(LOADS, {}))


def test_a_second_load_is_refused_and_the_first_is_shown(office):
    give(office)
    said = text_of(give(office))
    assert "Ruth Adeyemi’s load of the school register of 15 June 2026 is not finished" in said
    assert "One load is not finished." in said


def test_a_refused_file_says_why_and_lists_its_rows(office):
    said = text_of(office.get(in_hand(office, file_of(row(urn="x"), row(urn="y")))))
    assert "This file was refused. No row of this file is a school." in said
    assert "“y” is no URN" in said


def test_a_load_that_cannot_be_finished_says_so(office, monkeypatch):
    monkeypatch.setattr("cadre.schools.tasks.read_on", lambda *_, **__: 1 / 0)
    address = give(office)["Location"]
    DBTaskResult.objects.update(worker_ids=["a", "b", "c", "d"])
    drain()
    assert "This could not be finished." in text_of(office.get(address))


@pytest.mark.parametrize("role", ["finance", "marketing", "quality", "dpo", "sysadmin"])
def test_only_operations_load_the_register(office, client, role):
    address = in_hand(office)
    client.force_login(an_officer(role=role))
    assert [client.get(one).status_code for one in (LOADS, address, f"{address}new/")] == [404] * 3
    assert client.post(f"{address}application/").status_code == 404
    assert "School register" not in text_of(client.get(reverse("office:schools:list")))


def test_operations_find_it_among_the_schools(office):
    assert "School register" in text_of(office.get(reverse("office:schools:list")))


def test_a_schools_page_shows_what_it_became_and_was(office):
    applied(
        row(status="2", closed="31-08-2019", name="First School"),
        row(urn="900002", status="2", name="Second School"),
        row(urn="900003", name="Third School"),
        links=links_of(("900001", "900002", "Successor"), ("900002", "900003", "Successor")),
    )
    assert "Followed by Second School , today Third School" in text_of(office.get("/office/schools/900001/"))
    assert "Earlier 900002 , 900001" in text_of(office.get("/office/schools/900003/"))


def test_a_stranger_meets_the_door(client):
    assert client.get(LOADS).status_code == 302
    client.force_login(a_user())
    assert client.get(LOADS).status_code == 404
