import pytest
from django.urls import reverse

from cadre.applications import reference as applications
from cadre.bookings import reference
from cadre.bookings.models import Booking
from cadre.bookings.tests.party import answers, begin, fill, text
from cadre.schools.models import Trust
from tests import world
from tests.scenes import kept


@pytest.fixture
@kept
def policy(db, at_now):
    """The dated policy of the deployment."""
    reference.load(world.TODAY)


@pytest.fixture
@kept
def offering():
    applications.load(world.TODAY)
    world.an_offering("NPQML")
    return world.an_offering()


@pytest.fixture
@kept
def school(offering):
    return world.a_school("Brackenmoor Academy", trust=Trust.objects.create(uid="90001", name="Gedling Schools Trust"))


@pytest.fixture
@kept
def peak():
    return world.a_partner("Peakside Schools Partnership")


@pytest.fixture
@kept
def draft(client, school, peak) -> Booking:
    booking = begin(client)
    fill(client, booking, answers(school, peak))
    return booking


@pytest.fixture
@kept
def booked(client, draft) -> Booking:
    answer = client.post(reverse("token:bookings:check", args=[draft.ref]), {"true": "on"})
    assert answer.status_code == 302, text(answer)
    draft.refresh_from_db()
    return draft
