import pytest

from cadre.applications.actions.submission import index_application
from cadre.applications.models import Application
from cadre.applications.states import State
from tests import world

pytestmark = pytest.mark.django_db


def people(number: int) -> None:
    offering, school, partner = world.an_offering(), world.a_school(), world.a_partner()
    for n in range(number):
        row = world.an_application(
            f"Person {n:03}",
            state=State.SUBMITTED,
            offering=offering,
            school=school,
            preferred_partner=partner,
            code_typed="NONE",
        )
        index_application(row, school=school.name)


def names(client, **query: str) -> list[str]:
    return [row.name for row in client.get("/office/applications/", query).context["listing"].rows]


@pytest.mark.parametrize("number", [1, 10, 60])
def test_a_list_costs_the_same_queries_however_long_it_is(
    client, at_now, officer, number, django_assert_max_num_queries
):
    people(number)
    client.force_login(officer)
    client.get("/office/applications/")
    with django_assert_max_num_queries(11) as asked:
        assert client.get("/office/applications/?state=submitted&qualification=npqsl").status_code == 200
    assert len([one for one in asked.captured_queries if "applications_application" in one["sql"]]) == 3


def test_search_finds_by_name_address_reference_and_school(client, at_now, officer):
    row = world.an_application("Siân O’Neill-Jones", state=State.SUBMITTED, email="s.oneill@brackenmoor.example")
    index_application(row, school="St Werburgh’s Primary")
    other = world.an_application("Tom Reed", state=State.SUBMITTED)
    index_application(other, school="Dale House")
    client.force_login(officer)
    for typed in (
        "sian",
        "O'Neill",
        "oneill sian",
        "jones",
        "s.oneill@brack",
        row.ref.lower(),
        row.ref[4:],
        "werburghs",
    ):
        assert names(client, q=typed) == ["Siân O’Neill-Jones"], typed
    assert names(client, q="nobody") == []
    for hostile in ("%", "_", "' OR 1=1--", "x" * 5000, "\\"):
        assert client.get("/office/applications/", {"q": hostile}).status_code == 200


def test_filters_narrow_by_course_state_partner_quote_and_conflict(client, at_now, officer):
    ours = world.a_partner()
    world.an_application("Plain", state=State.SUBMITTED)
    world.an_application("Free", payable=0, state=State.SUBMITTED)
    world.an_application("Accepted", preferred_partner=ours)
    world.an_application("Head", state=State.SUBMITTED, offering=world.an_offering("NPQH"))
    world.an_application("Clash", state=State.SUBMITTED, code=ours.codes.get(), code_typed="PEAK")
    world.an_application("Unknown", state=State.SUBMITTED, code_typed="PEEK", preferred_partner=ours)
    world.an_application(
        "Agrees", state=State.SUBMITTED, code=ours.codes.get(), code_typed="PEAK", preferred_partner=ours
    )
    client.force_login(officer)
    assert names(client, qualification="npqh") == ["Head"]
    assert names(client, state="accepted") == ["Accepted"]
    assert sorted(names(client, partner=ours.slug)) == ["Accepted", "Agrees", "Unknown"]
    assert names(client, outcome="scholarship") == ["Free"]
    assert sorted(names(client, conflict="on")) == ["Clash", "Unknown"]
    conflicts = client.get("/office/applications/conflicts/").context["listing"]
    assert sorted(row.name for row in conflicts.rows) == ["Clash", "Unknown"]
    assert names(client, sort="name")[0] == "Accepted"


def test_the_export_is_the_same_rows_without_what_is_needed_at_events(client, at_now, officer):
    world.an_application("=cmd|calc", state=State.SUBMITTED)
    client.force_login(officer)
    text = b"".join(client.get("/office/applications/?format=csv").streaming_content).decode()
    assert text.splitlines()[0].lstrip("\ufeff") == (
        "Person,Reference,Course,School,Partner,Quote,Sponsor,Checklist,Officer,Submitted,State,Ended for"
    )
    assert "'=cmd|calc" in text
    assert "Arrangement" not in text


def test_a_step_costs_three_queries_and_a_submission_few(client, draft, django_assert_max_num_queries):
    client.get(f"/go/application/{draft.ref}/support/")
    with django_assert_max_num_queries(1):
        client.get(f"/go/application/{draft.ref}/support/")
    from cadre.applications.tests.answers import SUPPORT

    with django_assert_max_num_queries(2):
        client.post(f"/go/application/{draft.ref}/support/", SUPPORT)
    with django_assert_max_num_queries(12):
        client.get(f"/go/application/{draft.ref}/check/")
    with django_assert_max_num_queries(32):
        answer = client.post(f"/go/application/{draft.ref}/check/", {"true": "on", "seen": "125000"})
    assert answer.status_code == 302
    assert Application.objects.get().state == State.SUBMITTED
