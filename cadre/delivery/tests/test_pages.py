"""The register's pages: on a phone, in the office, on paper."""

import csv
import io
import re
from datetime import timedelta

import page
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from cadre.applications.models import Arrangement
from cadre.delivery import actions
from cadre.delivery.models import Attendance, Register
from cadre.delivery.papers import paper_register_data, paper_register_of
from tests import world

FIONA, MAYA, BEN, SEAN = "Aldous, Fiona", "Banerjee, Maya", "Crowther, Ben", "Duffy, Sean"
HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.usefixtures("at_now")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client(dev):
    return signed_in(dev.user)


@pytest.fixture
def at(event):
    return f"/facilitator/events/{event.ref}/register/"


def sheet_of(html: str) -> dict[str, str]:
    """The fields of the sheet as a browser without scripts would send them, untouched."""
    fields = {}
    for field in re.findall(r"<input [^>]*>", html):
        name = re.search(r'name="([^"]*)"', field)
        value = re.search(r'value="([^"]*)"', field)
        if name and name[1].split("-")[0] in ("seen", "note", "mark"):
            if 'type="radio"' not in field or " checked" in field:
                fields[name[1]] = value[1] if value else ""
    return fields


def marks():
    return {str(row.enrolment): row.mark for row in Attendance.objects.select_related("enrolment__application")}


def names_on(html):
    return re.findall(r'class="cd-reg__name" id="[^"]*">([^<]*)<', html)


def test_everybody_is_on_the_page_and_nobody_is_marked(client, at):
    html = client.get(at).content.decode()
    assert names_on(html) == [FIONA, MAYA, BEN, SEAN]
    assert (html.count("Not marked"), html.count(" checked")) == (4, 0)
    assert "0 of 4" in html


def test_one_tap_saves_one_mark_and_answers_with_what_changed(client, at, people):
    ref = people[BEN].ref
    answer = client.post(f"{at}people/{ref}/", {f"mark-{ref}": "late", f"seen-{ref}": "0::"}, headers=HTMX)
    html = answer.content.decode()
    assert marks() == {BEN: "late"}
    assert "<b>1 of 4</b> marked" in html
    assert "1 late" in html
    assert 'value="1:late:"' in html
    assert "<html" not in html


def test_how_many_bear_each_mark_is_asked_without_the_sheet(client, at, people, register, dev):
    actions.mark_attendance(register, people[BEN], "late", by=dev.user, now=world.NOW)
    html = client.get(f"{at}marks/", headers=HTMX).content.decode()
    assert ("1 of 4" in html, "1 late" in html, "Mark the other 3" in html, BEN in html) == (True, True, True, False)
    assert client.get(f"{at}marks/").headers["Location"] == at


def test_one_tap_costs_six_queries_at_most(client, at, people):
    ref = people[BEN].ref
    actions.register_of(people[BEN].group.events.get())
    client.get(at)
    for n, mark in enumerate(("late", "absent", "attended")):
        with CaptureQueriesContext(connection) as queries:
            client.post(f"{at}people/{ref}/", {f"mark-{ref}": mark, f"seen-{ref}": f"{n}::"}, headers=HTMX)
        statements = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert marks() == {BEN: mark}
        assert len(statements) <= 6, statements


@pytest.mark.parametrize("size", [10, 48])
def test_a_sheet_costs_the_same_to_read_and_to_save_whatever_its_size(dev, client, size):
    group = world.staffed(world.a_group(size, size=48), dev)
    event = world.an_event(group, 1, on=world.TODAY)
    at = f"/facilitator/events/{event.ref}/register/"
    client.get(at)
    with CaptureQueriesContext(connection) as reading:
        typed = sheet_of(client.get(at).content.decode())
    typed |= {name.replace("seen-", "mark-"): "attended" for name in typed if name.startswith("seen-")}
    actions.register_of(event)
    with CaptureQueriesContext(connection) as saving:
        client.post(f"{at}marks/", typed)
    assert Attendance.objects.filter(mark="attended").count() == size
    counted = [
        len([q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]) for queries in (reading, saving)
    ]
    assert counted == [12, 10]


def test_without_scripts_the_whole_sheet_is_saved_at_once(client, at, people):
    typed = sheet_of(client.get(at).content.decode())
    typed |= {f"mark-{people[FIONA].ref}": "attended", f"note-{people[BEN].ref}": "Told us at 07:50: ill"}
    answer = client.post(f"{at}marks/", typed, follow=True)
    assert answer.redirect_chain == [(at, 303)]
    assert marks() == {FIONA: "attended", BEN: ""}
    assert "Told us at 07:50: ill" in answer.content.decode()


def test_mark_the_rest_attended_is_a_button_and_leaves_the_others(client, at, people):
    typed = sheet_of(client.get(at).content.decode()) | {f"mark-{people[BEN].ref}": "absent", "rest": "attended"}
    client.post(f"{at}marks/", typed)
    assert marks() == {FIONA: "attended", MAYA: "attended", BEN: "absent", SEAN: "attended"}


def test_enter_in_a_note_saves_and_marks_nobody(client, at):
    """A browser presses the first button of the form then."""
    html = client.get(at).content.decode()
    form = html[html.index('<form id="register"') :]
    assert "name=" not in re.search(r"<button[^>]*>", form)[0]
    assert 'name="rest"' in form


def test_a_sheet_sent_late_shows_both_marks_and_loses_nothing(client, at, people, sara):
    typed = sheet_of(client.get(at).content.decode())
    register = Register.objects.first() or actions.register_of(people[BEN].group.events.get())
    actions.mark_attendance(register, people[BEN], "late", by=sara.user, now=world.NOW)
    typed |= {f"mark-{people[BEN].ref}": "absent", f"mark-{people[SEAN].ref}": "left_early"}
    refused = client.post(f"{at}marks/", typed)
    html = refused.content.decode()
    assert (refused.status_code, marks()) == (409, {BEN: "late"})
    assert "Sara Linden marked Crowther, Ben late at 10:00. You chose absent." in html
    again = sheet_of(html)
    assert (again[f"mark-{people[BEN].ref}"], again[f"mark-{people[SEAN].ref}"]) == ("absent", "left_early")
    client.post(f"{at}marks/", again)
    assert marks() == {BEN: "absent", SEAN: "left_early"}


def test_a_late_tap_shows_both_marks_in_the_row(client, at, people, sara, register):
    ref = people[BEN].ref
    actions.mark_attendance(register, people[BEN], "late", by=sara.user, now=world.NOW)
    html = client.post(
        f"{at}people/{ref}/", {f"mark-{ref}": "absent", f"seen-{ref}": "0::"}, headers=HTMX
    ).content.decode()
    assert marks() == {BEN: "late"}
    assert "Sara Linden marked Crowther, Ben late at 10:00. You chose absent." in html


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [("mark", "present", "Choose one of the marks"), ("note", "x" * 301, "300"), ("seen", "9999999999999:x", None)],
)
def test_what_cannot_be_read_is_said_at_the_row(client, at, people, field, typed, said):
    whole = sheet_of(client.get(at).content.decode()) | {f"{field}-{people[BEN].ref}": typed}
    answer = client.post(f"{at}marks/", whole)
    if said is None:
        assert answer.status_code == 303
    else:
        assert (answer.status_code, said in answer.content.decode(), marks()) == (422, True, {})


def test_completing_saves_the_sheet_first_and_says_who_is_missing(client, at, people, event):
    typed = sheet_of(client.get(at).content.decode()) | {f"mark-{one.ref}": "attended" for one in people.values()}
    del typed[f"mark-{people[BEN].ref}"]
    html = client.post(f"{at}completion/", typed, follow=True).content.decode()
    assert "Crowther, Ben is not marked yet. Your marks are saved." in html
    assert marks() == {FIONA: "attended", MAYA: "attended", SEAN: "attended"}
    typed = sheet_of(html) | {f"mark-{people[BEN].ref}": "absent"}
    html = client.post(f"{at}completion/", typed, follow=True).content.decode()
    assert "3 of 4 were there" in html
    assert Register.objects.get(event=event).is_complete


def test_a_completed_register_is_read_corrected_and_reopened(client, at, people, register, dev):
    refs = {one.ref: ("attended", "") for one in people.values()}
    actions.mark_many(register, refs, by=dev.user, now=world.NOW)
    actions.complete_register(register, by=dev.user, now=world.NOW)
    html = client.get(at).content.decode()
    assert 'type="radio"' not in html
    where = f"{at}people/{people[BEN].ref}/correction/"
    assert where in html
    refused = client.post(where, {"mark": "absent", "reason": ""})
    assert (refused.status_code, marks()[BEN]) == (200, "attended")
    assert "Write why it changes." in refused.content.decode()
    client.post(where, {"mark": "absent", "reason": "Wrong Ben"})
    assert marks()[BEN] == "absent"
    client.post(f"{at}reopening/", {"reason": "Fiona left at noon"})
    register.refresh_from_db()
    assert not register.is_complete


def test_somebody_without_a_place_is_found_and_added(client, at, event):
    visitor = world.an_application("Novak, Petra", offering=event.group.offering)
    other = world.an_enrolment(world.a_group(0, offering=event.group.offering), "Novotny, Jan")
    found = {name: client.get(f"{at}joiners/", {"q": name}).content.decode() for name in ("novak", "novotny", "nov")}
    assert ["Novak, Petra" in found["novak"], "Novotny, Jan" in found["novotny"]] == [True, True]
    assert ["Novak, Petra" in found["nov"], "Novotny, Jan" in found["nov"]] == [False, False]
    assert client.get(f"{at}joiners/", {"q": "no"}).content.decode().count("three letters") > 1
    for name, ref in (("novak", visitor.ref), ("novotny", other.ref), ("novotny", other.ref)):
        client.post(f"{at}joiners/", {"q": name, "person": ref})
    assert names_on(client.get(at).content.decode()) == [FIONA, MAYA, BEN, SEAN, "Novak, Petra", "Novotny, Jan"]
    assert client.post(f"{at}joiners/", {"q": "novak", "person": "C0000000"}).status_code == 404


def test_the_page_shows_the_arrangement_and_the_paper_does_not(client, at, event, people):
    Arrangement.objects.create(
        application=people[MAYA].application,
        needed="Seat near the front",
        dietary="Halal",
        consent_text="I agree",
        consented_at=world.NOW,
    )
    html = client.get(at).content.decode()
    assert "Seat near the front" in html
    assert "Halal" not in html
    words = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(paper_register_of(event))).pages)
    assert MAYA in words
    assert "Seat near" not in words
    assert "Halal" not in words


def test_phones_are_there_from_the_day_before_to_the_day_after(dev, client):
    shown = []
    for days in (2, 1, 0, -1, -2):
        group = world.staffed(world.a_group(0), dev)
        world.an_enrolment(group, phone="+447700900123")
        event = world.an_event(group, 1, on=world.TODAY + timedelta(days=days))
        shown.append("tel:+447700900123" in client.get(f"/facilitator/events/{event.ref}/register/").content.decode())
    assert shown == [False, True, True, True, False]


def test_the_paper_register_is_an_accessible_pdf(client, event):
    answer = client.get(f"/facilitator/events/{event.ref}/paper-register/")
    report = page.validate_pdf_bytes(answer.content, profile="ua1")
    assert (report.is_compliant, [failure.rule_id for failure in report.failures]) == (True, [])
    assert answer.headers["Content-Type"] == "application/pdf"
    assert [one["name"] for one in paper_register_data(event)["people"]] == [FIONA, MAYA, BEN, SEAN]


def test_an_online_event_has_its_register_and_the_way_in_and_no_paper_for_a_room(dev, client):
    group = world.staffed(world.a_distance_group(2), dev)
    event = world.an_event(group, 1, on=world.TODAY)
    page = client.get(f"/facilitator/events/{event.ref}/register/").content.decode()
    assert (world.JOIN_HERE in page, "Candidate 01" in page, "paper-register" in page) == (True, True, False)
    assert client.get(f"/facilitator/events/{event.ref}/paper-register/").status_code == 404


def test_another_facilitators_register_answers_like_a_missing_one(client, at, event, people):
    assert client.get(at).status_code == 200
    stranger = signed_in(world.a_facilitator("Another Facilitator").user)
    ref = people[BEN].ref
    pages = [at, f"{at}marks/", f"{at}joiners/", f"/facilitator/events/{event.ref}/paper-register/"]
    assert [stranger.get(page).status_code for page in pages] == [404] * 4
    posts = [f"{at}marks/", f"{at}people/{ref}/", f"{at}completion/", f"{at}reopening/"]
    assert [stranger.post(page, {f"mark-{ref}": "late"}).status_code for page in posts] == [404] * 4
    assert stranger.get("/facilitator/events/nothing/register/").status_code == 404
    assert marks() == {}


def test_the_office_keeps_it_quality_reads_it_and_finance_neither(event, people):
    at, ref = f"/office/events/{event.ref}/register/", people[BEN].ref
    ops, quality, finance = (signed_in(world.an_officer(role=role)) for role in ("ops", "quality", "finance"))
    assert [one.get(at).status_code for one in (ops, quality)] == [200, 200]
    typed = {f"mark-{ref}": "absent", f"seen-{ref}": "0::", f"note-{ref}": "Her son is ill"}
    assert quality.post(f"{at}people/{ref}/", typed).status_code == 404
    assert marks() == {}
    assert ops.post(f"{at}people/{ref}/", typed).status_code == 303
    assert marks() == {BEN: "absent"}
    shown, read = (one.get(at).content.decode() for one in (ops, quality))
    assert ("1 absent" in shown, "1 absent" in read) == (True, True)
    assert ("Her son is ill" in shown, "Her son is ill" in read) == (True, False), "why is not quality's to read"


def test_before_the_day_the_page_says_when_it_opens(dev, client):
    event = world.an_event(world.staffed(world.a_group(2), dev), 1, on=world.TODAY + timedelta(days=1))
    html = client.get(f"/facilitator/events/{event.ref}/register/").content.decode()
    assert "The register opens on Wednesday 25 November 2026." in html
    assert 'type="radio"' not in html
    assert html.count("Not marked") == 2


def test_the_offices_list_of_events_begins_today_and_finds_registers_that_are_due(dev):
    group = world.staffed(world.a_group(2), dev)
    group.confirmed_at = world.NOW
    group.save(update_fields=["confirmed_at"])
    days = (world.TODAY - timedelta(days=9), world.TODAY - timedelta(days=2), world.TODAY)
    kept, due, coming = (world.an_event(group, number, on=day) for number, day in enumerate(days, 1))
    register = actions.register_of(kept)
    actions.mark_many(register, dict.fromkeys(refs_of(group), ("attended", "")), by=dev.user, now=world.NOW)
    actions.complete_register(register, by=dev.user, now=world.NOW)
    office = signed_in(world.an_officer())

    def shown(query: str) -> set[str]:
        rows = csv.reader(io.StringIO(office.get(f"/office/events/?format=csv&{query}").getvalue().decode("utf-8-sig")))
        return {row[1] for row in list(rows)[1:]}

    names = [event.element.title for event in (kept, due, coming)]
    assert shown("") == {names[2]}
    assert shown("when=due") == {names[1]}
    assert shown("when=past") == set(names[:2])
    assert shown("when=all") == shown(f"q={group.ref}") == set(names)
    today = office.get("/office/").content.decode()
    assert ("Chase 1 register" in today, "/office/events/?when=due" in today) == (True, True)
    assert "register due" in office.get("/office/events/?when=due").content.decode()


def refs_of(group) -> list[str]:
    return list(group.enrolments.values_list("ref", flat=True))
