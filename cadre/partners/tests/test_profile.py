"""What a partner's public page says: written by it, approved by the office, seen by everybody; and the directory."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cadre.lib.errors import Conflict
from cadre.messages.models import Message
from cadre.partners import actions, queries
from cadre.partners.models import Contact, ProfileVersion
from cadre.partners.rules.differences import differences
from cadre.partners.states import ProfileState
from tests.world import NOW, TODAY, a_partner, a_partner_lead, a_school, a_user, an_officer

WORDS = st.lists(st.sampled_from(["heads", "lead", " ", "\n", "days", "é"]), max_size=12).map("".join)


@given(WORDS, WORDS)
def test_a_difference_holds_both_texts_whole(before, after):
    parts = differences(before, after)
    assert "".join(text for kind, text in parts if kind != "new") == before
    assert "".join(text for kind, text in parts if kind != "gone") == after
    if before == after:
        assert {kind for kind, _ in parts} <= {"same"}


def test_words_are_compared_and_not_letters():
    assert differences("led by heads", "led by deputies") == [
        ("same", "led by "),
        ("gone", "heads"),
        ("new", "deputies"),
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
class TestProfile:
    def test_what_the_partner_writes_is_public_once_approved_and_never_before(self, client):
        partner = a_partner(overview="Schools in the Peak.")
        lead, office = a_partner_lead(partner), an_officer(role="marketing")
        contact = Contact.objects.get(user=lead)
        path = reverse("partner:partners:profile", args=[partner.slug])
        public = reverse("public:partners:partner", args=[partner.slug])
        client.force_login(lead)
        client.post(reverse("partner:partners:person", args=[contact.pk]), {"phone": "01629 700700", "is_public": "on"})
        typed = {"headline": "Near you", "overview": "Schools in the Dales.", "website": "dales.example"}
        typed |= {"label_0": "Our days", "address_0": "https://dales.example/days"}
        bad = client.post(path, typed | {"address_0": "", "website": "javascript:alert(1)"})
        assert bad.status_code == 422
        assert "A link needs both words and address." in bad.content.decode()
        client.post(path, typed | {"send": "yes"})
        version = partner.profiles.get()
        assert (version.state, version.contacts) == (ProfileState.WAITING, [contact.pk])
        assert client.post(path, typed).status_code == 422
        page = client.get(public).content.decode()
        assert "Schools in the Peak." in page
        assert lead.email not in page

        client.force_login(office)
        assert "version/" not in client.get(reverse("office:partners:profiles")).content.decode()
        shown = client.get(reverse("office:partners:version", args=[version.pk]))
        assert "Dales." in shown.content.decode()
        assert "<del>" in shown.content.decode()
        returning = reverse("office:partners:returning", args=[version.pk])
        assert client.post(returning, {"reason": "", "seen": shown.context["mark"]}).status_code == 422
        client.post(returning, {"reason": "Name your schools", "seen": shown.context["mark"]})
        assert Message.objects.get(kind="partners.profile_returned").to == lead.email
        client.force_login(lead)
        assert "Name your schools" in client.get(path).content.decode()
        client.post(path, typed | {"overview": "Bonsall and Crich.", "send": "yes"})
        version = partner.profiles.waiting().get()
        client.force_login(office)
        mark = client.get(reverse("office:partners:version", args=[version.pk])).context["mark"]
        approval = reverse("office:partners:approval", args=[version.pk])
        client.post(approval, {"seen": "unseen"})
        assert "Bonsall" not in client.get(public).content.decode()
        client.post(approval, {"seen": mark})
        page = client.get(public).content.decode()
        for words in ("Bonsall and Crich.", "Near you", lead.email, "https://dales.example/days", "01629 700700"):
            assert words in page
        actions.change_contact(contact, phone="", is_public=False, by=lead)
        assert lead.email not in client.get(public).content.decode()

    def test_two_who_write_at_once_lose_nothing_unseen(self, client):
        partner = a_partner()
        client.force_login(a_partner_lead(partner))
        path = reverse("partner:partners:profile", args=[partner.slug])
        seen = client.get(path).context["form"].initial["seen"]
        client.post(path, {"overview": "First", "seen": seen, "label_0": "A", "address_0": "https://a.example"})
        second = client.post(path, {"overview": "Second", "seen": seen})
        text = second.content.decode()
        assert second.status_code == 422
        assert "It is now: First" in text
        assert "The links are now: A: https://a.example" in text
        assert partner.profiles.get().overview == "First"
        client.post(path, {"overview": "Second", "seen": second.context["form"].data["seen"]})
        assert [one.overview for one in partner.profiles.all()] == ["Second"]

    def test_a_version_is_decided_once_and_only_as_it_was_seen(self):
        partner, office = a_partner(), an_officer()
        lead = a_partner_lead(partner)
        content = {"headline": "", "overview": "One", "website": "", "links": []}
        actions.save_profile(partner, content=content, by=lead, now=NOW)
        version = actions.send_profile(partner, by=lead, today=TODAY, now=NOW)
        seen = actions.mark_of_version(version)
        actions.take_back_profile(partner, by=lead)
        actions.save_profile(partner, content=content | {"overview": "Two"}, by=lead, now=NOW)
        actions.send_profile(partner, by=lead, today=TODAY, now=NOW)
        with pytest.raises(Conflict):
            actions.approve_profile(version, by=office, now=NOW, seen=seen)
        version.refresh_from_db()
        actions.approve_profile(version, by=office, now=NOW, seen=actions.mark_of_version(version))
        with pytest.raises(Conflict, match="by Ruth Adeyemi"):
            actions.return_profile(version, reason="x", by=office, now=NOW, seen=actions.mark_of_version(version))
        assert queries.shown_profile(partner).overview == "Two"
        assert ProfileVersion.objects.count() == 1

    def test_the_directory_counts_from_a_school_without_scripts(self, client):
        a_partner("Peakside Partnership", easting=430_000, northing=360_000)
        a_partner("Exe Valley Trust", region="South West", town="Exeter", easting=292_000, northing=92_000)
        path = reverse("public:partners:directory")
        for urn, name, easting in (("900101", "Heanor Hill Primary", 440_000), ("900102", "Heanor Vale High", 441_000)):
            a_school(name, urn=urn, easting=easting, northing=346_000, town="Heanor", postcode="DE75 7AA")
        asked = client.get(path, {"near": "heanor hill", "within": "50"})
        assert asked.context["place"] == "Heanor Hill Primary"
        assert [row.short_name for row in asked.context["rows"]] == ["Peakside"]
        several = client.get(path, {"near": "heanor h", "region": "East Midlands"}).content.decode()
        assert "Which school is yours?" in several
        assert "?region=East+Midlands&amp;near=900102" in several
        both = client.get(path, {"near": "900102"})
        assert [row.short_name for row in both.context["rows"]] == ["Peakside", "Exe"]
        assert "2 partners on a map of England" in both.content.decode()
        assert "South West: 1 partner" in both.content.decode()

    def test_strangers_reach_no_draft(self, client):
        partner = a_partner()
        for user in (a_user(), a_partner_lead(a_partner("Other"), "Other Lead"), an_officer(role="finance")):
            client.force_login(user)
            for name in ("partner:partners:profile", "office:partners:profile"):
                assert client.get(reverse(name, args=[partner.slug])).status_code == 404
