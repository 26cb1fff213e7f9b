"""One box of the office finds everything, as each list does, for whoever may see it."""

import pytest

from cadre.applications.actions.submission import index_application
from cadre.finance import reference as finance
from cadre.finance.actions.invoicing import Charge, Payer, issue_invoice
from cadre.finance.rules.invoices import Line
from cadre.groups.models import Enrolment
from cadre.journal.actions import System
from cadre.portals.queries.finding import find
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def named(user, sought: str) -> dict[str, list[str]]:
    return {kind.title: [words for words, _, _ in kind.lines] for kind in find(user, sought)}


def test_each_kind_is_found_by_what_people_know_of_it():
    officer = world.an_officer()
    group = world.a_confirmed_group(12, partner=world.a_partner("Peakside Schools Partnership"))
    place = group.enrolments.first()
    index_application(place.application, school="")
    facilitator = world.a_facilitator("Fiona Aldous")
    finance.load(world.TODAY)
    charges, payer = [Charge(None, [Line("Course fee", 95_000)])], Payer("Sherwin Hall", "pay@sherwin.example", [])
    when = {"by": System("Test"), "today": world.TODAY, "now": world.NOW}
    issued = issue_invoice(key="one", group=None, payer=payer, charges=charges, purchase_order="PO-4471", **when)
    assert place.application.name in named(officer, place.application.name)["People"]
    assert named(officer, "Peakside") == {"Groups": [group.ref], "Partners": ["Peakside Schools Partnership"]}
    assert named(officer, "aldous") == {"Facilitators": [facilitator.user.name]}
    assert named(officer, "po-4471") == {"Invoices": [issued.number]}
    assert [named(officer, words) for words in ("x", "!!", "--", "nothing of the kind")] == [{}] * 4


@pytest.mark.parametrize("role", ["marketing", "quality", "finance", "dpo", "sysadmin"])
def test_nobody_finds_what_they_may_not_list(role, client):
    group = world.a_group(1, partner=world.a_partner("Peakside Schools Partnership"))
    index_application(group.enrolments.get().application, school="")
    client.force_login(world.an_officer(role=role))
    for sought in (group.enrolments.get().application.name, "Peakside"):
        for kind in client.get("/office/find/", {"q": sought}).context["found"]:
            assert client.get(kind.list_url).status_code == 200
            assert [client.get(url).status_code for _, url, _ in kind.lines] == [200] * len(kind.lines), kind.title


def test_a_lead_finds_nothing_of_the_offices():
    application = world.a_group(1).enrolments.get().application
    index_application(application, school="")
    assert find(world.an_officer(), application.name)
    assert find(world.a_partner_lead(world.a_partner("Another Partner")), application.name) == []


def test_more_than_is_shown_is_in_the_list_filtered_by_the_same_words(client, monkeypatch):
    monkeypatch.setattr("cadre.portals.queries.finding.FOUND_AT_MOST", 2)
    partner = world.a_partner("Peakside Schools Partnership")
    for _ in range(2):
        world.a_group(3, partner=partner)
    world.a_partner("Peakside North")
    world.a_partner("Peakside South")
    client.force_login(world.an_officer())
    for place in Enrolment.objects.select_related("application"):
        index_application(place.application, school="")
    for sought, title in {"Peakside": "Partners", "Candidate": "People"}.items():
        page = client.get("/office/find/", {"q": sought})
        kind = next(one for one in page.context["found"] if one.title == title)
        assert (kind.more, kind.number, len(kind.lines)) == (True, "first 2", 2)
        assert f'href="{kind.list_url}"' in page.content.decode()
        every = {str(row) for row in client.get(kind.list_url).context["listing"].rows}
        assert len(every) > 2
        assert {words for words, _, _ in kind.lines} < every
    assert client.get("/office/find/", {"q": "Peakside"}).content.decode().count("These are the first 2.") == 1
