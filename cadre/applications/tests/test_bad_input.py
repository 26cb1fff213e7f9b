"""What people, spreadsheets and attackers type into an application; each refusal beside what passes."""

import pytest

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.applications.tests.answers import (
    COURSE,
    DAYS,
    INVOICE,
    SUPPORT,
    TEACHER,
    YOU,
    begin,
    fill,
    pages,
    problems,
    submit,
)
from tests import world
from tests.scenes import kept

pytestmark = pytest.mark.django_db
ZALGO = "Z" + "\u0301" * 200


@pytest.fixture
@kept
def blank(client, offering) -> Application:
    return begin(client)


def send(client, draft: Application, slug: str, typed: dict[str, str]):
    return client.post(f"/go/application/{draft.ref}/{slug}/", typed)


@pytest.mark.parametrize(
    ("slug", "count"),
    [
        ("course", 1),
        ("you", 3),
        ("teacher", 3),
        ("school", 1),
        ("code", 1),
        ("role", 2),
        ("gateway", 6),
        ("evidence", 4),
        ("support", 2),
        ("days", 2),
        ("payment", 1),
        ("invoice", 4),
        ("heard", 1),
    ],
)
def test_an_empty_page_names_every_field_once(client, blank, slug, count):
    answer = send(client, blank, slug, {"intake": "spring-2027"} if slug == "course" else {})
    assert answer.status_code == 422
    assert len(problems(answer)) == count
    assert "govuk-error-summary" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("O'Neill", "O'Neill"),
        ("D’Arcy", "D’Arcy"),
        ("Sia\u0302n Nguye\u0302\u0303n", "Siân Nguyễn"),
        ("王小明", "王小明"),
        ("محمد", "محمد"),
        ("  Amina\u202e \u200b\u00a0\tYusuf ", "Amina Yusuf"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{7*7}} ${7*7} %s%n ' OR 1=1--", "{{7*7}} ${7*7} %s%n ' OR 1=1--"),
        ("Null", "Null"),
        ("x" * 100, "x" * 100),
    ],
)
def test_names_of_all_sorts_pass_and_are_shown_literally(client, blank, school, typed, kept):
    fill(client, blank, pages(school.urn, you={"name": typed}))
    assert submit(client, blank).status_code == 302
    blank.refresh_from_db()
    assert blank.name == kept
    assert "<script>alert" not in client.get(f"/go/application/{blank.ref}/status/").content.decode()


@pytest.mark.parametrize("typed", [ZALGO, "x" * 101, "x" * 10_000, "   "])
def test_names_that_cannot_be_are_refused_and_kept_as_typed(client, blank, typed):
    answer = send(client, blank, "you", {**YOU, "name": typed})
    assert answer.status_code == 422
    blank.refresh_from_db()
    assert blank.answers["you"]["typed"]["name"] == typed


@pytest.mark.parametrize(
    ("field", "typed", "good"),
    [
        ("email", "A.B+tag@School.SCH.UK", True),
        ("email", "a@localhost", False),
        ("email", "a@[1.2.3.4]", False),
        ("email", "a@b.example, c@d.example", False),
        ("email", "Amina <a@b.example>", False),
        ("phone", "+44 (0)7700 900123", True),
        ("phone", "07700-900123", True),
        ("phone", "00353 1 234 5678", True),
        ("phone", "01632 960 400 ext 123", True),
        ("phone", "call me", False),
    ],
)
def test_addresses_and_phones(client, blank, field, typed, good):
    assert (send(client, blank, "you", {**YOU, field: typed}).status_code == 302) is good


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("29", "2", "1992", ""),
        ("29", "2", "1993", "Check the day: February 1993 has 28 days."),
        ("31", "4", "1990", "Check the day: April 1990 has 30 days."),
        ("1", "1", "92", "Write the year with four digits, such as 1992."),
        ("1", "1", "2030", "1 January 2030 is in the future. Check the year."),
        ("1", "1", "2011", "Someone born on 1 January 2011 is under 18. Check the year."),
        ("1", "1", "1899", "Someone born on 1 January 1899 is over 100. Check the year."),
    ],
)
def test_birth_dates(client, blank, day, month, year, words):
    born = {"born_on_day": day, "born_on_month": month, "born_on_year": year}
    answer = send(client, blank, "teacher", {**TEACHER, **born})
    assert (problems(answer) if answer.status_code == 422 else []) == ([words] if words else [])


def test_a_number_or_that_there_is_none(client, blank):
    assert send(client, blank, "teacher", {**TEACHER, "trn": "12345"}).status_code == 422
    assert send(client, blank, "teacher", {**TEACHER, "trn": ""}).status_code == 422
    assert send(client, blank, "teacher", {**TEACHER, "no_trn": "on"}).status_code == 422
    assert send(client, blank, "teacher", {**TEACHER, "trn": "", "no_trn": "on"}).status_code == 302


def test_schools_unknown_closed_merged_and_not_listed(client, blank, school):
    after = world.a_school("Brackenmoor Trust School")
    closed = world.a_school("Old Brackenmoor School", status="2", successor=after)
    assert problems(send(client, blank, "school", {"school": "000000"})) == [
        "We do not find this school. Search for it again."
    ]
    assert "Brackenmoor Trust School" in problems(send(client, blank, "school", {"school": closed.urn}))[0]
    assert send(client, blank, "school", {"school": "unlisted"}).status_code == 422
    assert send(client, blank, "school", {"school": "unlisted", "place": "Dale House, Ilkeston"}).status_code == 302
    assert send(client, blank, "school", {"school": school.urn}).status_code == 302


@pytest.mark.parametrize("q", ["%", "_", "\\", "'", '"', "x" * 5_000, " ", "(", "[a-z]*"])
def test_school_searches_are_literal_and_answered(client, blank, q):
    assert client.get(f"/go/application/{blank.ref}/school/", {"q": q}).status_code == 200


def test_the_sponsor_is_somebody_else(client, blank):
    fill(client, blank, {"you": YOU})
    mine = send(client, blank, "support", {**SUPPORT, "sponsor_email": YOU["email"].upper()})
    assert problems(mine) == ["This is your own email address. Give the address of your sponsor."]
    assert send(client, blank, "support", SUPPORT).status_code == 302


@pytest.mark.parametrize(
    ("km", "good"), [("25", True), ("", False), ("0", False), ("-3", False), ("lots", False), ("1e9", False)]
)
def test_kilometres(client, blank, km, good):
    assert (send(client, blank, "days", {**DAYS, "travel_km": km}).status_code == 302) is good


@pytest.mark.parametrize(("order", "good"), [("", True), ("=SUM(A1)", True), ("x" * 60, True), ("x" * 200, False)])
def test_purchase_orders_are_text(client, blank, order, good):
    assert (send(client, blank, "invoice", {**INVOICE, "purchase_order": order}).status_code == 302) is good


@pytest.mark.parametrize(
    ("code", "good"), [("", True), ("nobody-knows", True), ("x" * 61, False), ("\u202ePEAK", True)]
)
def test_codes_are_never_judged(client, offering, code, good):
    answer = client.post("/apply/npqsl/", {**COURSE, "code": code})
    assert (answer.status_code == 302) is good


def test_a_megabyte_of_text_and_characters_no_database_holds(client, blank):
    answer = send(client, blank, "invoice", {**INVOICE, "billing_address": "x" * 1_000_000})
    assert answer.status_code == 422
    assert send(client, blank, "invoice", {**INVOICE, "billing_name": "Fin\x00ance"}).status_code == 302
    blank.refresh_from_db()
    assert blank.answers["invoice"]["typed"]["billing_name"] == "Finance"


def test_the_same_person_under_a_second_address_is_taken(client, client_factory, submitted, school):
    other = client_factory()
    draft = begin(other)
    fill(other, draft, pages(school.urn, you={"email": "amina@home.example"}))
    assert submit(other, draft).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.trn) == (State.SUBMITTED, submitted.trn)


@pytest.mark.parametrize("ref", ["..", "%2e%2e", "x" * 400, "OLP-1/../2", "'"])
def test_strange_references_are_missing(client, offering, ref):
    assert client.get(f"/go/application/{ref}/you/").status_code == 404


def test_an_unknown_step_leads_to_the_next_question(client, blank):
    assert client.get(f"/go/application/{blank.ref}/nothing/")["Location"] == f"/go/application/{blank.ref}/"
    assert client.get(f"/go/application/{blank.ref}/", follow=True).redirect_chain[-1][0].endswith("/you/")
