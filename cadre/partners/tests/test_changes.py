"""Rules of leaving and merging; what becomes of a partner alone. What groups do is told in `groups`."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.partners import actions, queries, timetable
from cadre.partners.access import partners_led_by
from cadre.partners.models import Contact, Partner
from cadre.partners.rules.changes import refuse_change
from tests.world import NOW, TODAY, a_partner, a_partner_lead, an_officer

DAY = timedelta(days=1)
FINE = {"signed": True, "left": False, "planned": False, "on_day": TODAY, "today": TODAY}


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({}, None),
        ({"on_day": TODAY + DAY}, None),
        ({"on_day": TODAY - DAY}, "past"),
        ({"left": True}, "left already"),
        ({"signed": False}, "not signed"),
        ({"planned": True}, "planned already"),
        ({"same": True}, "into itself"),
        ({"heir_active": False}, "not active"),
    ],
)
def test_when_a_partner_may_leave(facts, word):
    why = refuse_change(**(FINE | facts))
    assert (word in why) if word else why is None


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
class TestChanges:
    def test_a_merger_is_shown_first_and_done_on_the_second_press(self, client):
        gone, heir, officer = a_partner("Peak Alliance"), a_partner("Dales Trust"), an_officer()
        old, new = a_partner_lead(gone), a_partner_lead(heir, "Dales Lead")
        code = gone.codes.get()
        client.force_login(officer)
        path = reverse("office:partners:change", args=[gone.slug])
        sent = {"into": heir.slug, "on_day": TODAY.strftime("%d/%m/%Y"), "reason": "One trust now"}
        assert client.post(path, sent | {"reason": ""}).status_code == 422
        first = client.post(path, sent)
        assert "Allocation codes" in first.content.decode()
        assert "lead to Dales" in first.content.decode()
        other = client.post(path, sent | {"into": "", "seen": first.context["preview"].mark})
        assert "leaves the network" in other.content.decode()
        assert not gone.changes.exists()
        client.post(path, sent | {"seen": first.context["preview"].mark})
        gone.refresh_from_db(), code.refresh_from_db()
        assert (gone.left_on, gone.merged_into, code.partner) == (TODAY, heir, heir)
        assert set(partners_led_by(new, today=TODAY)) == {gone, heir}
        assert not partners_led_by(old, today=TODAY).exists()
        page = client.get(reverse("public:partners:partner", args=[gone.slug]))
        assert page.status_code == 410
        assert "is part of" in page.content.decode()
        assert "Formerly" in client.get(reverse("public:partners:partner", args=[heir.slug])).content.decode()
        assert set(Message.objects.values_list("kind", "to")) == {
            ("partners.taken_in", new.email),
            ("partners.contact_ended", old.email),
        }

        change = gone.changes.get()
        back = reverse("office:partners:change_back", args=[change.pk])
        assert client.post(back, {}).status_code == 422
        client.post(back, {"reason": "Not yet"})
        gone.refresh_from_db(), code.refresh_from_db()
        assert (gone.left_on, gone.merged_into, code.partner) == (None, None, gone)
        assert Contact.objects.get(user=old).to_on is None
        assert list(partners_led_by(new, today=TODAY)) == [heir]
        with pytest.raises(Refusal, match="taken back already"):
            actions.take_back_change(change, reason="x", by=officer, now=NOW)

    def test_a_day_to_come_waits_and_codes_end_with_it(self):
        partner, officer, later = a_partner(), an_officer(), TODAY + 30 * DAY
        lead = a_partner_lead(partner)
        plan = {"into": None, "on_day": later, "reason": "Retires", "by": officer, "today": TODAY, "now": NOW}
        change = actions.plan_change(partner, **plan)
        with pytest.raises(Refusal, match="planned already"):
            actions.plan_change(partner, **plan)
        assert Partner.objects.active_on(TODAY).filter(pk=partner.pk).exists()
        assert not Partner.objects.active_on(later).filter(pk=partner.pk).exists()
        assert timetable.carry_out_changes(TODAY, NOW) == 0
        assert partner.codes.get().to_on is None
        assert [timetable.carry_out_changes(later, NOW), timetable.carry_out_changes(later, NOW)] == [1, 0]
        assert partner.codes.get().to_on == later
        assert list(partners_led_by(lead, today=later)) == [partner]
        actions.take_back_change(change, reason="Stays", by=officer, now=NOW)
        partner.refresh_from_db()
        assert (partner.left_on, partner.codes.get().to_on) == (None, None)

    def test_a_chain_of_mergers_is_followed(self):
        first, second, third = (a_partner(name) for name in ("First", "Second", "Third"))
        officer, lead = an_officer(), a_partner_lead(third)
        facts = {"on_day": TODAY, "reason": "x", "by": officer, "today": TODAY, "now": NOW}
        early = actions.plan_change(first, into=second, **facts)
        with pytest.raises(Refusal, match="not active"):
            actions.plan_change(second, into=first, **facts)
        actions.plan_change(second, into=third, **facts)
        assert set(partners_led_by(lead, today=TODAY)) == {first, second, third}
        assert queries.gone_partner(first.slug, TODAY)[1] == third
        first.refresh_from_db()
        assert first.goes_on_as() == third
        with pytest.raises(Refusal, match="has left since"):
            actions.take_back_change(early, reason="x", by=officer, now=NOW)
