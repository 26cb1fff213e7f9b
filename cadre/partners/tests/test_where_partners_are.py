"""Where post reaches a partner and its people, and where its venues are on the map."""

import pytest
from django.urls import reverse

from cadre.partners import actions, queries
from cadre.partners.models import Partner, Venue
from tests.world import TODAY, a_partner, a_partner_lead, a_school, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
PLACE = {"region": "East Midlands", "town": "Matlock", "postcode": "DE4 3AA"}


def test_a_partner_and_the_office_keep_where_post_and_calls_go(client):
    partner, officer = a_partner(), an_officer()
    lead = a_partner_lead(partner)
    client.force_login(lead)
    path = reverse("partner:partners:edit", args=[partner.slug])
    seen = client.get(path).context["form"].initial["seen"]
    own = {"address": "1 Bank Road", "contact_email": "office@peak.example", "contact_phone": "01629 555 123"}
    assert client.post(path, PLACE | own | {"seen": seen, "contact_email": "nobody"}).status_code == 422
    assert client.post(path, PLACE | own | {"seen": seen}).status_code == 302
    partner.refresh_from_db()
    assert (partner.address, partner.contact_email) == ("1 Bank Road", "office@peak.example")
    contact = partner.contacts.get()
    person = reverse("partner:partners:person", args=[contact.pk])
    assert client.post(person, {"phone": "", "postal_address": "Dale House\r\nBakewell DE45 1AA"}).status_code == 302
    contact.refresh_from_db()
    assert contact.postal_address == "Dale House\nBakewell DE45 1AA"
    client.force_login(officer)
    record = client.get(reverse("office:partners:partner", args=[partner.slug])).content.decode()
    assert ("office@peak.example" in record, "1 Bank Road" in record) == (True, True)
    assert "Dale House" in client.get(reverse("office:partners:people", args=[partner.slug])).content.decode()


def test_a_prospect_is_added_with_its_postal_address(client):
    client.force_login(an_officer())
    row = {"name": "Trent Vale Alliance", "short_name": "Trent Vale", "kind": "teaching_school", "address": "2 Lane"}
    assert client.post(reverse("office:partners:prospect"), row | PLACE).status_code == 302
    assert Partner.objects.get(short_name="Trent Vale").address == "2 Lane"


def test_venues_get_the_point_of_their_postcode_and_are_drawn(client):
    """One that was entered before the register knew its postcode gets its point when a register is applied."""
    partner, officer = a_partner(), an_officer()
    early = partner.venues.get()
    assert (early.easting, queries.venue_map(partner, [early])) == (None, None)
    client.force_login(officer)
    page = reverse("office:partners:venues", args=[partner.slug])
    assert "On the map" not in client.get(page).content.decode()
    a_school(postcode="DE4 3AA", easting=430_000, northing=360_000)
    assert [actions.place_venues(), actions.place_venues()] == [1, 0]
    late = {"name": "Late House", "address": "x", "postcode": "DE4 3AA", "capacity": None, "step_free": None}
    added = actions.add_venue(partner, details=late | {"getting_there": ""}, by=officer)
    far = late | {"getting_there": "", "name": "Far", "postcode": "AB1 2CD"}
    lost = actions.add_venue(partner, details=far, by=officer)
    assert {(one.easting, one.northing) for one in Venue.objects.exclude(pk=lost.pk)} == {(430_000, 360_000)}
    said = client.get(page).content.decode()
    assert "2 venues of Peakside on a map of England" in said
    assert f"<title>{added.name}</title>" in said
    assert "No school of the register has the postcode of Far." in said
    actions.retire_venue(added, reason="Sold", by=officer, today=TODAY)
    assert "1 venue of Peakside on a map of England" in client.get(page).content.decode()
    public = client.get(reverse("public:partners:partner", args=[partner.slug])).content.decode()
    assert "<title>Darley House</title>" in public
