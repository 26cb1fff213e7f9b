"""Briefings: set by the lead, told to the team, reminded of once, and kept with who was there."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cadre.lib.dates import LONDON
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.staffing import actions, reference, timetable
from cadre.staffing.actions import substitute
from cadre.staffing.forms import BriefingForm
from cadre.staffing.models import Briefing
from tests import world
from tests.scenes import kept
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LINK = "https://meet.example/briefing"


def test_a_briefing_is_set_recalled_and_kept(at_now):
    lead, co, stand_in = (world.a_facilitator(name) for name in ("Lead One", "Co One", "Stand In"))
    group = world.a_confirmed_group(12, lead, co)
    event = group.events.order_by("starts_on")[0]
    before = datetime.combine(event.starts_on - timedelta(days=2), time(16), tzinfo=LONDON)
    given = {"joining_link": LINK, "by": lead.user, "now": NOW}
    with pytest.raises(Refusal, match="has passed"):
        actions.set_briefing(event, starts_at=NOW - timedelta(hours=1), **given)
    with pytest.raises(Refusal, match="before its event begins"):
        actions.set_briefing(event, starts_at=datetime.combine(event.starts_on, time(8, 30), tzinfo=LONDON), **given)
    substitute(event, co, stand_in, reason="ill", by=world.an_officer(), now=NOW)
    page, other, office = Client(), Client(), Client()
    page.force_login(lead.user), other.force_login(stand_in.user), office.force_login(world.an_officer("Ruth Two"))
    said = {"day": f"{before:%d/%m/%Y}", "at": "16:00", "joining_link": LINK}
    place = reverse("facilitator:staffing:setting", args=[event.ref])
    assert other.post(place, said).status_code == 404, "only the lead sets it"
    wrong = page.post(place, said | {"at": "tea time", "joining_link": "javascript:alert(1)"})
    assert (wrong.status_code, "Write the time as 16:00" in wrong.content.decode()) == (422, True)
    assert page.post(place, said).status_code == 302
    row = Briefing.objects.get(event=event)
    assert row.starts_at == before
    assert actions.set_briefing(event, starts_at=before, **given) == row, "the same again is no change"
    told = Message.objects.filter(kind="staffing.briefing").values_list("to_name", flat=True)
    assert sorted(told) == ["Lead One", "Stand In"], "whoever stands in is told in the place of the other"
    with pytest.raises(Refusal, match="has not begun"):
        actions.keep_briefing(row, there=[], recording_link="", notes="", by=lead.user, now=NOW)
    near = before - timedelta(hours=20)
    timetable.keep_briefings(near.date(), near)
    assert not Message.objects.filter(kind="staffing.briefing_reminder").exists(), "no policy, no reminder"
    reference.load(near.date())
    timetable.keep_briefings(near.date(), near), timetable.keep_briefings(near.date(), near)
    assert Message.objects.filter(kind="staffing.briefing_reminder").count() == 2
    after = before + timedelta(hours=2)
    kept = {"there": [lead.pk], "recording_link": "https://video.example/1", "notes": "Bring the cards."}
    actions.keep_briefing(row, **kept, by=lead.user, now=after)
    words = office.get(reverse("office:staffing:briefing", args=[event.ref])).content.decode()
    for expected in ("Was there", "Was not there", "https://video.example/1", "Bring the cards."):
        assert expected in words
    every = reverse("office:staffing:briefings")
    assert "Held" in office.get(every).content.decode()
    listed = {
        query: [one.ref for one in office.get(f"{every}?{query}").context["listing"].rows]
        for query in ("briefing=yes", "briefing=no", "covered=no", f"q={group.ref}", "q=nobody")
    }
    all_of_them = [one.ref for one in group.events.order_by("starts_on")]
    assert listed["briefing=yes"] == [event.ref]
    assert listed["briefing=no"] == [ref for ref in all_of_them if ref != event.ref]
    assert (listed[f"q={group.ref}"], listed["covered=no"], listed["q=nobody"]) == (all_of_them, [], [])
    own = reverse("facilitator:staffing:briefings")
    assert event.element.title in other.get(own).content.decode()
    for query in ("briefing=yes", "briefing=no"):
        assert [row.ref for row in page.get(f"{own}?{query}").context["listing"].rows] == listed[query], query
    assert group.ref in page.get(f"{own}?format=csv").getvalue().decode()
    with pytest.raises(Refusal, match="was held"):
        actions.set_briefing(event, starts_at=before + timedelta(hours=4), **given | {"now": after})


def test_a_lead_is_reminded_once_to_set_a_briefing_that_is_not_set(ruth_and_group):
    ruth, group, lead = ruth_and_group
    first, second = group.events.order_by("starts_on")[:2]
    near = first.starts_on - timedelta(days=14)
    moment = datetime.combine(near, time(8), tzinfo=LONDON)
    timetable.keep_briefings(near - timedelta(days=1), moment - timedelta(days=1))
    told = Message.objects.filter(kind="staffing.briefing_to_plan")
    assert not told.exists()
    for _ in range(2):
        timetable.keep_briefings(near, moment)
    assert [(one.to, first.element.title in one.subject) for one in told.all()] == [(lead.user.email, True)]
    begins = datetime.combine(second.starts_on - timedelta(days=3), time(16), tzinfo=LONDON)
    actions.set_briefing(second, starts_at=begins, joining_link=LINK, by=ruth, now=NOW)
    later = second.starts_on - timedelta(days=14)
    timetable.keep_briefings(later, datetime.combine(later, time(8), tzinfo=LONDON))
    assert told.count() == 1, "the second has one"


@pytest.fixture
@kept
def ruth_and_group():
    reference.load(NOW.date())
    lead, co = (world.a_facilitator(name) for name in ("Lead One", "Co One"))
    return world.an_officer(), world.a_confirmed_group(12, lead, co), lead


@pytest.mark.parametrize(
    ("at", "kept"),
    [
        *[
            ("16:00", time(16)),
            ("16.00", time(16)),
            ("١٦:٠٠", time(16)),
            ("01:30", "There is no 01:30 on 28 March 2027"),
        ],
        *[(wrong, "Write the time as 16:00.") for wrong in ("25:00", "4pm", "16:00-17:00", "<b>")],
    ],
)
def test_an_hour_is_read_by_any_digits_and_exists(at, kept):
    form = BriefingForm({"day": "28/3/2027", "at": at, "joining_link": "https://meet.example/1"})
    if isinstance(kept, str):
        assert not form.is_valid()
        assert form.errors["at"][0].startswith(kept)
    else:
        assert form.is_valid()
        assert form.cleaned_data["at"] == kept
