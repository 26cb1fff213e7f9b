"""What is hidden is first shown to exist."""

import pytest

from cadre.applications.access import applications_visible_to, may_decide
from cadre.applications.actions import accept_application
from cadre.applications.states import State
from tests import world
from tests.scenes import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def finance(db):
    return world.an_officer("Femi Okoro", role="finance")


def page(client, user, address: str):
    client.force_login(user)
    return client.get(address)


def test_operations_see_birth_date_and_number_and_finance_does_not(client, submitted, officer, finance):
    address = f"/office/applications/{submitted.ref}/"
    seen = page(client, officer, address).content.decode()
    hidden = page(client, finance, address).content.decode()
    for secret in ("14 May 1988", "19/07342", submitted.email):
        assert secret in seen
        assert secret not in hidden
    assert "Amina Yusuf" in hidden
    assert ("acceptance/" in seen, "acceptance/" in hidden) == (True, False)


def test_finance_neither_decides_nor_takes_the_list_away(client, submitted, finance, officer):
    assert may_decide(officer, submitted)
    assert not may_decide(finance, submitted)
    client.force_login(finance)
    assert client.post(f"/office/applications/{submitted.ref}/acceptance/", {"reason": "x"}).status_code == 404
    assert client.get("/office/applications/?format=csv")["Content-Type"].startswith("text/html")
    client.force_login(officer)
    assert client.get("/office/applications/?format=csv")["Content-Type"].startswith("text/csv")


def test_a_partner_lead_sees_those_who_prefer_the_partner_and_no_addresses(client, submitted):
    ours, theirs = world.a_partner(), world.a_partner("St Werburgh Alliance")
    submitted.preferred_partner = ours
    submitted.save()
    lead, other = world.a_partner_lead(ours), world.a_partner_lead(theirs, "Paul Marsh")
    seen = page(client, lead, "/partner/people/").content.decode()
    assert "Amina Yusuf" in seen
    assert submitted.email not in seen
    assert "Amina Yusuf" not in page(client, other, "/partner/people/").content.decode()
    assert list(applications_visible_to(lead)) == [submitted]
    client.force_login(lead)
    assert client.get("/partner/people/", {"q": "a.yusuf"}).context["listing"].count == 0
    assert client.get("/partner/people/", {"q": "yusuf"}).context["listing"].count == 1


def test_an_applicant_sees_their_own_and_a_foreign_one_is_missing(client, submitted, officer):
    row = accept_application(submitted, reason="Fits", by=officer, now=world.NOW)
    foreign = world.an_application("Tom Reed", offering=row.offering)
    client.force_login(row.applicant)
    assert client.get(f"/candidate/applications/{row.ref}/").status_code == 200
    theirs = client.get(f"/candidate/applications/{foreign.ref}/")
    missing = client.get("/candidate/applications/OLP-NOBODY/")
    assert (theirs.status_code, missing.status_code) == (404, 404)
    client.force_login(foreign.applicant)
    assert client.get(f"/candidate/applications/{foreign.ref}/").status_code == 200


def test_drafts_are_not_listed_before_submission(client, draft, officer):
    assert draft.state == State.DRAFT
    client.force_login(officer)
    assert client.get("/office/applications/").context["listing"].count == 0
    assert client.get(f"/office/applications/{draft.ref}/").status_code == 404


def test_duplicates_are_shown_to_staff_and_never_to_the_applicant(client, submitted, officer):
    world.an_application("A. Yusuf", trn=submitted.trn, offering=world.an_offering("NPQH"))
    assert "Possible duplicate" in page(client, officer, f"/office/applications/{submitted.ref}/").content.decode()
    status = client.get(f"/go/application/{submitted.ref}/status/").content.decode()
    assert submitted.ref in status
    assert "duplicate" not in status
