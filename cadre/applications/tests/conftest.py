import pytest

from cadre.applications import actions, reference
from cadre.applications.models import Application
from cadre.applications.states import Outcome
from cadre.applications.tests.answers import begin, fill, pages, submit
from cadre.applications.tests.scholarships import apply, in_category
from cadre.schools.models import School
from tests import world
from tests.scenes import kept


@pytest.fixture
@kept
def offering(db, at_now):
    """NPQSL in spring 2027, with the dated rules of the deployment."""
    reference.load(world.TODAY)
    return world.an_offering()


@pytest.fixture
@kept
def school(offering) -> School:
    return world.a_school("Brackenmoor Academy")


@pytest.fixture
@kept
def draft(client, offering, school) -> Application:
    """Amina's draft, every page answered, paid by her school."""
    made = begin(client)
    fill(client, made, pages(school.urn))
    made.refresh_from_db()
    return made


@pytest.fixture
@kept
def submitted(client, draft) -> Application:
    answer = submit(client, draft)
    assert answer.status_code == 302, answer.context["form"].errors
    draft.refresh_from_db()
    return draft


@pytest.fixture
@kept
def officer(db):
    return world.an_officer()


@pytest.fixture
def client_factory():
    """Another browser."""
    from django.test import Client

    return Client


@pytest.fixture
@kept
def eligible(offering):
    return world.a_school("Kirkmeadow Primary", district=in_category("5"))


@pytest.fixture
@kept
def accepted(client, eligible, officer) -> Application:
    row = actions.accept_application(apply(client, eligible), reason="Fits", by=officer, now=world.NOW)
    assert row.quote.outcome == Outcome.SCHOLARSHIP
    return row
