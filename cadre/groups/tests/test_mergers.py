"""A partner goes into another: what forms goes there, what runs stays and is looked after, and it can be taken back."""

import pytest

from cadre.applications.models import Application
from cadre.bookings.models import QueueEntry
from cadre.groups.access import groups_visible_to
from cadre.groups.models import Group
from cadre.groups.states import GroupState
from cadre.journal.worker import drain
from cadre.partners import actions
from cadre.partners.consequences import lines_of
from tests.world import NOW, TODAY, a_group, a_partner, a_partner_lead, an_application, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def test_a_merger_moves_what_forms_and_keeps_what_runs():
    gone, heir, officer = a_partner("Peak Alliance"), a_partner("Dales Trust"), an_officer()
    lead = a_partner_lead(heir)
    forming, running = a_group(3, partner=gone), a_group(12, partner=gone)
    facts = {"confirmed_people": 12, "confirmed_at": NOW, "confirmed_by": officer}
    Group.objects.filter(pk=running.pk).update(state=GroupState.CONFIRMED, **facts)
    code = gone.codes.get()
    free = an_application("Free Person", preferred_partner=gone, code=code, offering=forming.offering)
    seated = running.enrolments.first().application
    Application.objects.filter(pk=seated.pk).update(preferred_partner=gone, code=code)
    over = an_application("Over Person", state="withdrawn", preferred_partner=gone, offering=forming.offering)
    about = {"offering": forming.offering, "partner": gone, "name": "Q", "email": "q@q.example", "how": "office"}
    entry = QueueEntry.objects.create(ref="W-1", **about)
    lines = {line.what: line.number for line in lines_of(gone, heir, TODAY)}
    assert lines["Groups that run"] == 1
    assert lines["Groups that form"] == 1
    assert lines["On the waiting list"] == 1

    facts = {"on_day": TODAY, "reason": "One now", "by": officer, "today": TODAY, "now": NOW}
    change = actions.plan_change(gone, into=heir, **facts)
    drain(limit=1_000)
    rows = {group.pk: group.partner for group in Group.objects.select_related("partner")}
    assert rows == {forming.pk: heir, running.pk: gone}
    assert set(groups_visible_to(lead)) == {forming, running}
    chosen = {row.pk: row.preferred_partner for row in Application.objects.filter(pk__in=[free.pk, seated.pk, over.pk])}
    assert chosen == {free.pk: heir, seated.pk: gone, over.pk: gone}
    assert not Application.objects.filter(pk__in=[free.pk, seated.pk]).in_conflict().exists()
    entry.refresh_from_db()
    assert entry.partner == heir

    actions.take_back_change(change, reason="Not yet", by=officer, now=NOW)
    drain(limit=1_000)
    forming.refresh_from_db(), free.refresh_from_db(), entry.refresh_from_db()
    assert (forming.partner, free.preferred_partner, entry.partner) == (gone, gone, gone)
    assert not groups_visible_to(lead).exists()
