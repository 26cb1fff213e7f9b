"""A prospect becomes a partner: details, people, schools and venues, by the office and by the partner itself."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from django.urls import reverse

from cadre.lib.errors import Conflict, Refusal
from cadre.lib.seen import mark_of, values_of
from cadre.messages.models import Message
from cadre.partners import actions, queries, reference
from cadre.partners.models import Contact, HostingItem, Partner
from cadre.partners.rules import Known, needs
from cadre.partners.rules.people import refuse_ending
from cadre.partners.states import Stage
from tests.world import NOW, SINCE, TODAY, a_partner, a_partner_lead, a_school, an_officer

ROW = {"name": "Trent Vale Alliance", "short_name": "Trent Vale", "kind": "teaching_school"}
PLACE = {"region": "East Midlands", "town": "Matlock", "postcode": "DE4 3AA"}
DAY = timedelta(days=1)
FULL = Known(True, True, True, True, True, True, 3, 1, 0, 0, True, True)


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        (FULL, set()),
        (Known(), {"lead", "address", "host", "overview", "schools", "venue", "capacity", "checks", "events", "finance"}
         | {"memorandum", "bank"}),
        (replace(FULL, venues_without_capacity=1), {"capacity"}),
        (replace(FULL, unanswered_checks=2), {"checks"}),
        (replace(FULL, venues=0), {"venue", "capacity", "checks"}),
        (replace(FULL, bank_confirmed=False), {"bank"}),
        (replace(FULL, signed=False), {"memorandum"}),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_with_its_reason(known, missing):
    rows = needs(known)
    assert {row.key for row in rows if not row.done} == missing
    assert all(row.why for row in rows)
    assert len(fields(Known)) == len(rows)


@pytest.mark.parametrize(
    ("is_lead", "others", "ends", "word"),
    [
        (True, 0, TODAY, "only lead"),
        (True, 1, TODAY, None),
        (False, 0, TODAY, None),
        (False, 0, TODAY - DAY, "in the past"),
        (False, 0, TODAY + DAY, None),
    ],
)
def test_the_last_lead_stays(is_lead, others, ends, word):
    why = refuse_ending(is_lead=is_lead, other_leads=others, from_on=SINCE, ends_on=ends, today=TODAY)
    assert (word in why) if word else why is None


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
class TestOnboarding:
    def test_a_prospect_is_added_invited_and_fills_in_the_rest_itself(self, client):
        reference.load(TODAY)
        client.force_login(an_officer())
        sent = ROW | PLACE | {"lead_name": "Ada Lane", "lead_email": ""}
        refused = client.post(reverse("office:partners:prospect"), sent)
        assert refused.status_code == 422
        assert "Give both name and email" in refused.content.decode()
        client.post(reverse("office:partners:prospect"), sent | {"lead_email": "ada@trent.example"})
        made = Partner.objects.get(slug="trent-vale")
        assert made.stage_on(TODAY) == Stage.ONBOARDING
        assert "trent-vale" in client.get(reverse("office:partners:list"), {"state": "joining"}).content.decode()
        assert client.get(reverse("public:partners:partner", args=["trent-vale"])).status_code == 404
        mail = Message.objects.get(kind="partners.contact_invited")
        assert mail.to == "ada@trent.example"
        assert "/partner/partnership/trent-vale/" in mail.text

        lead, school = made.contacts.get().user, a_school(easting=430_000, northing=360_000)
        client.force_login(lead)
        at = lambda page, *args: reverse(f"partner:partners:{page}", args=args)  # noqa: E731
        assert client.get(at("own")).url == at("details", "trent-vale")
        form = client.get(at("edit", "trent-vale")).context["form"]
        assert set(form.fields) == {"seen", *actions.OWN_DETAILS}
        client.post(at("edit", "trent-vale"), PLACE | {"address": "1 High Street", "seen": form.initial["seen"]})
        client.post(at("host", "trent-vale"), {"urn": school.urn})
        client.post(at("schools", "trent-vale"), {"urn": school.urn})
        assert client.post(at("schools", "trent-vale"), {"urn": "999999"}).status_code == 404
        there = {"name": "Hall", "address": "Hall Lane", "postcode": "de43aa", "capacity": "24", "step_free": "yes"}
        client.post(at("venue_new", "trent-vale"), there)
        venue = made.venues.get()
        answers = {f"answer_{item.pk}": "yes" for item in HostingItem.objects.all()}
        client.post(at("venue_checks", venue.pk), answers)
        for purpose in ("finance", "events"):
            client.post(at("person_new", "trent-vale"), {"purpose": purpose, "name": "Bo", "email": "bo@trent.example"})
        made.refresh_from_db()
        assert (made.host_school, made.easting, made.address) == (school, 430_000, "1 High Street")
        open_still = [need.key for need in queries.checklist(made, TODAY) if not need.done]
        assert open_still == ["overview", "bank", "memorandum"]
        assert "17 of 17" in client.get(at("venues", "trent-vale")).content.decode()

    def test_a_new_lead_takes_over_on_one_day_and_history_stays(self, client):
        partner = a_partner()
        old = a_partner_lead(partner)
        contact = Contact.objects.get(user=old)
        client.force_login(old)
        refused = client.post(reverse("partner:partners:person_ending", args=[contact.pk]))
        assert refused.status_code == 422
        assert "only lead" in refused.content.decode()
        sent = {"purpose": "lead", "name": "New Lead", "email": "new@lead.example", "replaces": contact.pk}
        wrong = client.post(reverse("partner:partners:person_new", args=[partner.slug]), sent | {"purpose": "events"})
        assert wrong.status_code == 422
        client.post(reverse("partner:partners:person_new", args=[partner.slug]), sent)
        contact.refresh_from_db()
        assert contact.to_on == TODAY
        assert [one.user.name for one in partner.contacts.on(TODAY)] == ["New Lead"]
        assert set(Message.objects.values_list("kind", "to")) == {
            ("partners.contact_invited", "new@lead.example"),
            ("partners.contact_ended", old.email),
        }
        assert client.get(reverse("partner:partners:people", args=[partner.slug])).status_code == 404
        client.force_login(an_officer())
        page = client.get(reverse("office:partners:people", args=[partner.slug])).content.decode()
        assert old.name in page
        assert "New Lead" in page
        with pytest.raises(Refusal):
            actions.end_contact(contact, ends_on=TODAY, by=old, today=TODAY, now=NOW)

    def test_a_lead_reaches_nobody_elses_people_or_venues(self, client):
        mine, other = a_partner(), a_partner("Other Alliance")
        theirs = a_partner_lead(other, "Other Lead")
        client.force_login(a_partner_lead(mine))
        foreign = other.venues.get().pk
        for page, key in (
            ("person", theirs.partner_contacts.get().pk), ("person_ending", theirs.partner_contacts.get().pk),
            ("person_again", theirs.partner_contacts.get().pk), ("venue", foreign), ("venue_checks", foreign),
            ("venue_retiring", foreign), ("edit", other.slug), ("person_new", other.slug), ("schools", other.slug),
        ):  # fmt: skip
            assert client.post(reverse(f"partner:partners:{page}", args=[key])).status_code == 404, page
        assert (
            client.post(
                reverse("partner:partners:person_new", args=[mine.slug]),
                {"purpose": "lead", "name": "X", "email": "x@x.example", "replaces": theirs.partner_contacts.get().pk},
            ).status_code
            == 422
        )

    def test_whoever_saves_second_sees_what_the_first_saved(self, client):
        partner, office = a_partner(), an_officer()
        venue = partner.venues.get()
        client.force_login(a_partner_lead(partner))
        for page, key, row, _columns, theirs in (
            ("edit", partner.slug, partner, actions.OWN_DETAILS, {"town": "Bakewell"}),
            ("venue", venue.pk, venue, actions.VENUE_FIELDS, {"capacity": 12}),
        ):
            path = reverse(f"partner:partners:{page}", args=[key])
            shown = client.get(path).context["form"].initial
            type(row)._base_manager.filter(pk=row.pk).update(**theirs)
            typed = {name: "" if shown[name] is None else shown[name] for name in shown} | {"address": "Mine"}
            answer = client.post(path, typed)
            (value,) = theirs.values()
            assert answer.status_code == 422
            assert f"It is now: {value}" in answer.content.decode()
            again = typed | {"seen": answer.context["form"].data["seen"]}
            assert client.post(path, again).status_code == 302
            row.refresh_from_db()
            assert row.address == "Mine"
        with pytest.raises(Conflict):
            actions.change_details(partner, details={"town": "X"}, by=office, seen=mark_of({"town": "unseen"}))
        assert values_of(partner, ["address"]) == {"address": "Mine"}

    def test_a_retired_venue_keeps_its_days_and_takes_no_new_one(self, client):
        partner = a_partner()
        venue = partner.venues.get()
        client.force_login(a_partner_lead(partner))
        at = reverse("partner:partners:venue_retiring", args=[venue.pk])
        assert client.post(at, {}).status_code == 422
        client.post(at, {"reason": "Sold"})
        assert not partner.venues.in_use(TODAY).exists()
        assert partner.venues.count() == 1
        assert "Retired" in client.get(reverse("partner:partners:venues", args=[partner.slug])).content.decode()
        client.post(reverse("partner:partners:venue_back", args=[venue.pk]))
        assert partner.venues.in_use(TODAY).get() == venue
