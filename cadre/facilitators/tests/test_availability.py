"""Facilitators say when they can work, and what is booked is shown and never lost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.facilitators import actions
from cadre.facilitators.models import Facilitator, Unavailable
from cadre.facilitators.queries.availability import clashes, free_days, month_of
from cadre.facilitators.rules.availability import Away, DayState, Usual, state_of
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from tests.scenes import kept
from tests.world import (
    NOW,
    SINCE,
    TODAY,
    a_facilitator,
    a_group,
    a_partner,
    a_partner_lead,
    an_event,
    an_officer,
    staffed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
BOOKED = TODAY + timedelta(days=9)
"""A Thursday."""
MINE = "facilitator:facilitators:availability"


@pytest.fixture
@kept
def dev():
    """A facilitator who is booked on BOOKED."""
    made = a_facilitator()
    group = a_group(12)
    staffed(group, made)
    an_event(group, 1, on=BOOKED)
    return made


def weekdays(person) -> list[int]:
    return [row.weekday for row in person.usual_days.filter(to_on=None)]


@pytest.mark.parametrize(
    ("day", "booked", "usual", "away", "state"),
    [
        (BOOKED, False, [], [], DayState.FREE),
        (BOOKED, False, [Usual(0, SINCE)], [], DayState.UNUSUAL),
        (BOOKED, False, [], [Away(TODAY, BOOKED)], DayState.AWAY),
        (BOOKED, True, [Usual(0, SINCE)], [], DayState.BOOKED),
        (BOOKED, True, [], [Away(BOOKED, BOOKED)], DayState.CLASH),
        (TODAY - timedelta(days=1), False, [], [], DayState.PAST),
        (TODAY - timedelta(days=1), True, [], [], DayState.BOOKED),
        (date(2026, 12, 25), False, [], [Away(TODAY, date(2027, 1, 3))], DayState.HOLIDAY),
    ],
)
def test_a_day_of_the_month_says_what_matters_most(day, booked, usual, away, state):
    assert state_of(day, booked=booked, usual=usual, away=away, today=TODAY) == state


def test_usual_weeks_are_kept_from_today_and_what_was_said_before_keeps_its_days(client, dev):
    client.force_login(dev.user)
    client.post(reverse("facilitator:facilitators:weeks"), {"weekdays": ["1", "3"], "max_km": "60", "max_events": "8"})
    dev.refresh_from_db()
    assert (weekdays(dev), dev.max_km, dev.max_events) == ([1, 3], 60, 8)
    dev.usual_days.update(from_on=SINCE)
    said = {"weekdays": ["3", "4"], "max_km": "", "max_events": "0", "regions": ["London", "East Midlands"]}
    for _ in range(2):
        assert client.post(reverse("facilitator:facilitators:weeks"), said).status_code == 302
    dev.refresh_from_db()
    assert (weekdays(dev), dev.max_km, dev.max_events, len(dev.regions)) == ([3, 4], None, 0, 2)
    assert [(row.weekday, row.to_on) for row in dev.usual_days.exclude(to_on=None)] == [(1, TODAY)]
    assert Entry.objects.filter(happening="facilitators.availability_kept").count() == 2
    wrong = client.post(reverse("facilitator:facilitators:weeks"), {"weekdays": ["7"], "max_km": "far"})
    assert (wrong.status_code, b"in figures" in wrong.content, b'value="far"' in wrong.content) == (422, True, True)


def test_a_booked_day_that_is_marked_away_warns_tells_the_office_and_stays_booked(client, dev):
    an_officer("Ruth Adeyemi")
    client.force_login(dev.user)
    page = client.get(reverse(MINE), {"month": f"{BOOKED:%Y-%m}"}).content.decode()
    assert f"booked: {dev.assignments.get().group.ref} Day 1" in page
    typed = {"from_on": BOOKED.isoformat(), "note": "A hospital day"}
    for _ in range(2):
        answer = client.post(reverse("facilitator:facilitators:away"), typed, follow=True).content.decode()
    assert "But these days are booked" in answer
    assert "booked, and away" in answer
    mail = Message.objects.get(kind="facilitators.away_though_booked")
    assert ("Dev Anand" in mail.subject, "Day 1" in mail.text, "hospital" in mail.text) == (True, True, False)
    assert not Entry.objects.filter(data__icontains="hospital").exists()
    assert dev.assignments.current().count() == 1
    assert [clash.away.facilitator for clash in clashes(Facilitator.objects.all(), TODAY)] == [dev]
    assert BOOKED not in free_days([dev], BOOKED, BOOKED)[dev.pk]
    client.force_login(an_officer("Quin", "quality"))
    assert dev.user.name in client.get(reverse("office:facilitators:clashes")).content.decode()
    row = Unavailable.objects.get()
    client.post(reverse("office:facilitators:back", args=[dev.pk, row.pk]))
    assert (Unavailable.objects.exists(), clashes(Facilitator.objects.all(), TODAY)) == (False, [])


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (BOOKED, TODAY, "before the first"),
        (TODAY - timedelta(days=3), TODAY - timedelta(days=1), "over"),
        (TODAY, TODAY + timedelta(days=401), "more than a year"),
    ],
)
def test_days_away_make_sense(client, dev, first, last, why):
    with pytest.raises(Refusal, match=why):
        actions.mark_away(dev, from_on=first, to_on=last, note="", by=dev.user, now=NOW, today=TODAY)
    client.force_login(dev.user)
    typed = {"from_on": first.isoformat(), "to_on": last.isoformat()}
    answer = client.post(reverse("facilitator:facilitators:away"), typed | {"note": "kept words"})
    assert (answer.status_code, why in answer.content.decode(), b"kept words" in answer.content) == (422, True, True)
    assert not Unavailable.objects.exists()


def test_the_office_does_it_for_them_and_nobody_reaches_anothers_days(client, dev):
    other = a_facilitator("Sara Linden")
    away = Unavailable.objects.create(facilitator=other, from_on=BOOKED, to_on=BOOKED, note="Sara’s own")
    client.force_login(dev.user)
    assert "Sara’s own" not in client.get(reverse(MINE)).content.decode()
    assert client.post(reverse("facilitator:facilitators:back", args=[away.pk])).status_code == 404
    client.force_login(an_officer())
    assert client.post(reverse("office:facilitators:back", args=[dev.pk, away.pk])).status_code == 404
    assert Unavailable.objects.filter(pk=away.pk).exists()
    client.post(reverse("office:facilitators:weeks", args=[dev.pk]), {"weekdays": ["2"]})
    assert weekdays(dev) == [2]
    for user in (a_partner_lead(a_partner()), an_officer(role="finance")):
        client.force_login(user)
        assert client.get(reverse("office:facilitators:availability", args=[dev.pk])).status_code == 404


@pytest.mark.parametrize("typed", ["2026-13", "nonsense", "", "0001-01", "9999-12", "2026-11&day=2026-11-31"])
def test_any_month_typed_answers(client, dev, typed):
    client.force_login(dev.user)
    assert client.get(f"{reverse(MINE)}?month={typed}").status_code == 200


def test_a_month_costs_the_same_however_much_is_booked(dev):
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            month = month_of(dev, BOOKED.replace(day=1), today=TODAY)
        asked.append(len(queries))
        group = a_group(12, partner=a_partner("Another"))
        staffed(group, dev)
        an_event(group, 1, on=BOOKED + timedelta(days=1))
        Unavailable.objects.create(facilitator=dev, from_on=BOOKED, to_on=BOOKED + timedelta(days=len(asked)))
    assert asked == [7, 7]
    assert [len(week) for week in month.weeks] == [5] * 5
