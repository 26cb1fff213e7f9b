"""A partner goes into another: what forms goes there, what runs stays and is looked after, and it can be taken back."""

import pytest
from django.urls import reverse

from cadre.applications.models import Application
from cadre.bookings.models import QueueEntry
from cadre.groups.access import groups_visible_to
from cadre.groups.actions import open_group
from cadre.groups.models import Group
from cadre.groups.states import GroupState
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.partners import actions
from cadre.partners.consequences import lines_of
from cadre.scheduling.actions import confirm_group, pick_date
from tests.world import (
    NOW,
    TODAY,
    a_confirmed_group,
    a_group,
    a_partner,
    a_partner_lead,
    a_size_rule,
    an_application,
    an_officer,
)

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


def test_pages_and_lists_say_whose_a_group_was_and_who_goes_on_with_it(client):
    gone, heir, officer = a_partner("Peak Alliance"), a_partner("Dales Trust"), an_officer()
    lead = a_partner_lead(heir)
    forming, running = a_group(3, partner=gone), a_confirmed_group(12, partner=gone)
    facts = {"on_day": TODAY, "reason": "One now", "by": officer, "today": TODAY, "now": NOW}
    actions.plan_change(gone, into=heir, **facts)
    drain(limit=1_000)
    was, now = "Formerly Peak Alliance, until 24 November 2026", "Now Dales Trust, since 24 November 2026"
    offering = forming.offering
    board = reverse("office:groups:board", args=[offering.intake.slug, offering.qualification.slug])
    client.force_login(officer)
    pages = {
        "board": (board, [was, now]),
        "group": (reverse("office:groups:group", args=[forming.ref]), [was]),
        "dates": (reverse("office:scheduling:group", args=[running.ref]), [now]),
        "events": (reverse("office:scheduling:events"), [now]),
        "today": (reverse("office:portals:home"), [was]),
        "partners": (reverse("office:partners:list"), [now, "Formerly also Peak Alliance, until 24 November 2026"]),
    }
    missing = {name: words for name, (path, wanted) in pages.items() if (words := lacking(client, path, wanted))}
    assert missing == {}
    client.force_login(lead)
    pages = {
        "recruitment": (reverse("partner:groups:recruitment"), [was]),
        "group": (reverse("partner:groups:group", args=[forming.ref]), [was]),
        "dates": (reverse("partner:scheduling:dates", args=[running.ref]), [now]),
        "events": (reverse("partner:scheduling:events"), [now]),
    }
    missing = {name: words for name, (path, wanted) in pages.items() if (words := lacking(client, path, wanted))}
    assert missing == {}


def lacking(client, path: str, wanted: list[str]) -> list[str]:
    said = client.get(path).content.decode()
    return [words for words in wanted if words not in said]


def test_nothing_is_begun_at_a_partner_that_has_gone_before_its_groups_are_handed_over():
    """Between the merger and the task that hands over, and at a partner that leaves before the programme starts."""
    gone, heir, officer, leaves = a_partner("Peak Alliance"), a_partner("Dales Trust"), an_officer(), a_partner("Wold")
    old = a_partner_lead(gone)
    group, _ = a_group(12, partner=gone), a_size_rule()
    facts = {"on_day": TODAY, "reason": "One now", "by": officer, "today": TODAY, "now": NOW}
    actions.plan_change(gone, into=heir, **facts)
    with pytest.raises(Refusal, match="Peak went into Dales Trust on 24 November 2026"):
        confirm_group(group, by=officer, now=NOW)
    with pytest.raises(Refusal, match="is looked after by Dales Trust now"):
        pick_date(group, group.offering.timeline.get(number=1), group.offering.intake.starts_on, by=old, now=NOW)
    with pytest.raises(Refusal, match="Peak went into Dales Trust"):
        open_group(group.offering, gone, by=officer, now=NOW)
    actions.plan_change(leaves, into=None, **(facts | {"on_day": group.offering.intake.starts_on}))
    with pytest.raises(Refusal, match="Wold leaves the network on 1 March 2027, before the programme starts"):
        open_group(group.offering, leaves, by=officer, now=NOW)
