"""A date somebody cannot come to: asked, answered by the mailed link, the next asked after a no, covered with a yes."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cadre.facilitators.models import Facilitator, Unavailable
from cadre.finance import reference as finance
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.scheduling.actions import release
from cadre.staffing import actions, reference, timetable
from cadre.staffing.actions.links import link_to
from cadre.staffing.models import Cover, Invitation, Substitution
from cadre.staffing.queries.able import able_for, days_from
from cadre.staffing.tests.test_staffing import somebody
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
@kept
def scene():
    """A confirmed group of Lead One and Co One, who is not at its first event."""
    reference.load(TODAY), finance.load(TODAY)
    lead, co = somebody("Lead One"), somebody("Co One")
    group = world.a_confirmed_group(12, lead, co)
    group.partner.easting, group.partner.northing = 430_000, 360_000
    group.partner.save()
    event = group.events.select_related("group").order_by("starts_on")[0]
    return world.an_officer(), event, co


def able(event, people):
    return able_for(event.group, days_from(event.starts_on, event.ends_on), people, today=TODAY)


def test_whoever_can_come_is_first_and_what_speaks_against_the_others_is_said(scene):
    _, event, co = scene
    near, far = somebody("Near One", km=3), somebody("Far One", km=300)
    away, other = somebody("Away One", km=1), somebody("Not Trained", km=1, codes=("NPQML",))
    Unavailable.objects.create(facilitator=away, from_on=event.starts_on, to_on=event.starts_on)
    people = Facilitator.objects.filter(pk__in=[one.pk for one in (near, far, away, other, co)])
    day = f"{event.starts_on.day} {event.starts_on:%B %Y}"
    assert [(str(one.facilitator), one.against) for one in able(event, people)] == [
        ("Near One", []),
        ("Co One", []),
        ("Away One", [f"not free on {day}"]),
        ("Not Trained", ["not accredited for NPQSL"]),
        ("Far One", ["goes 60 km at most"]),
    ], "who is booked by this group itself is not booked elsewhere"
    near.max_events = 0
    near.save()
    assert {str(one.facilitator): one.against for one in able(event, people)}["Near One"] == ["has reached their limit"]


def test_a_stand_in_is_asked_and_the_date_is_not_covered_until_somebody_says_yes(scene):
    ruth, event, co = scene
    first, second = somebody("First One", km=2), somebody("Second One", km=8)
    office, page = Client(), Client()
    office.force_login(ruth), page.force_login(co.user)
    at = reverse("office:staffing:standing_in", args=[event.ref])
    assert "First One: 2 km away, free, 0 of at most 12 events this season" in office.get(at).content.decode()
    assert office.post(at, {"out": co.pk, "stand_in": first.pk, "reason": ""}).status_code == 422
    for _ in range(2):
        office.post(at, {"out": co.pk, "stand_in": first.pk, "reason": "Co is ill"})
    assert (Cover.objects.count(), Invitation.objects.count(), Substitution.objects.count()) == (1, 1, 0)
    pay = Message.objects.get(kind="staffing.cover_sought", to=co.user.email).text
    assert re.search(r"has £[1-9]\d*\.00 for this date in your place, and you have nothing for it", pay)
    asked = Message.objects.get(kind="staffing.cover_invitation", to=first.user.email).text
    assert re.search(r"For you: £[1-9]\d*\.00, in the place of Co One", asked)
    for place in ("suggestions", "briefings"):
        assert "Not covered" in office.get(reverse(f"office:staffing:{place}")).content.decode()
    assert "Not covered yet" in page.get(reverse("facilitator:staffing:invitations")).content.decode()

    by_mail, token = Client(), link_to(Invitation.objects.get(), now=NOW)
    seen = by_mail.get(reverse("token:staffing:invitation", args=[token])).content.decode()
    assert ("stand in for Co One" in seen, "in the place of Co One" in seen, "£" in seen) == (True, True, True)
    by_mail.post(reverse("token:staffing:declining", args=[token]), {"message": "On a course"})
    drain(limit=100)
    after = Invitation.objects.get(facilitator=second)
    assert (after.cover.is_open, after.state, after.due_at) == (True, "sent", NOW + timedelta(days=7))
    assert "On a course" in office.get(at).content.decode()
    mine = Client()
    mine.force_login(second.user)
    assert "Stand in, " in mine.get(reverse("facilitator:staffing:invitations")).content.decode()
    for _ in range(2):
        mine.post(reverse("facilitator:staffing:acceptance", args=[after.ref]))
    drain(limit=100)
    made = Substitution.objects.get()
    assert (made.out, made.stand_in, made.reason) == (co, second, "Co is ill")
    assert Message.objects.filter(kind="staffing.stands_in").count() == 2
    assert "Not covered" not in office.get(at).content.decode()
    assert "Somebody stands in for you" in page.get(reverse("facilitator:staffing:invitations")).content.decode()


def test_it_goes_on_after_no_answer_and_ends_when_nobody_is_left_or_they_come_after_all(scene):
    ruth, event, co = scene
    first, second = somebody("First One", km=2), somebody("Second One", km=8)
    said = {"reason": "ill", "by": ruth, "now": NOW}
    asked = actions.seek_cover(event, co, first, **said)
    late = NOW + timedelta(days=6)
    timetable.keep_invitations(late.date(), late)
    assert Message.objects.filter(kind="staffing.cover_reminder", to=first.user.email).count() == 1
    over = NOW + timedelta(days=8)
    timetable.keep_invitations(over.date(), over)
    drain(limit=100)
    then = Invitation.objects.get(facilitator=second)
    with pytest.raises(Refusal):
        actions.accept(Invitation.objects.get(pk=asked.pk), by=first.user, now=over)
    actions.decline(then, message="", by=second.user, now=over)
    drain(limit=100)
    assert (Invitation.objects.count(), Cover.objects.open().count()) == (2, 1), "nobody is left, and it is not covered"
    again = actions.seek_cover(event, co, first, **said | {"now": over})
    cover = Cover.objects.get()
    office = Client()
    office.force_login(ruth)
    ending = reverse("office:staffing:cover_ended", args=[event.ref])
    for _ in range(2):
        office.post(ending, {"cover": cover.pk})
    drain(limit=100)
    again.refresh_from_db()
    assert (again.state, Cover.objects.open().count()) == ("withdrawn", 0)
    assert Message.objects.filter(kind="staffing.cover_past", to=first.user.email).count() == 1
    assert Message.objects.filter(kind="staffing.cover_ended", to=co.user.email).count() == 1
    assert office.post(ending, {"cover": "99999999999"}).status_code == 404
    with pytest.raises(Refusal, match="at this event already"):
        actions.seek_cover(event, co, event.group.assignments.get(role="lead").facilitator, **said)
    begun = {"reason": "ill", "by": ruth, "now": NOW + (event.starts_on - TODAY + timedelta(days=1))}
    with pytest.raises(Refusal, match="has begun"):
        actions.seek_cover(event, co, first, **begun)


def test_of_two_asked_for_one_date_the_first_stands_in(scene):
    ruth, event, co = scene
    first, second = somebody("First One", km=2), somebody("Second One", km=8)
    said = {"reason": "ill", "by": ruth, "now": NOW}
    asked = [actions.seek_cover(event, co, who, **said) for who in (first, second)]
    assert actions.accept(asked[1], by=second.user, now=NOW).state == "accepted"
    assert actions.accept(asked[0], by=first.user, now=NOW).state == "filled"
    assert Substitution.objects.get().stand_in == second
    with pytest.raises(Refusal, match="stands in for Co One already"):
        actions.seek_cover(event, co, first, **said)


def test_a_date_is_no_longer_open_once_somebody_agreed_by_telephone_or_who_was_out_left_the_group(scene):
    ruth, event, co = scene
    first, second = somebody("First One", km=2), somebody("Second One", km=8)
    said = {"reason": "ill", "by": ruth, "now": NOW}
    asked = actions.seek_cover(event, co, first, **said)
    office = Client()
    office.force_login(ruth)
    at = reverse("office:staffing:standing_in", args=[event.ref])
    office.post(at, {"out": co.pk, "stand_in": second.pk, "reason": "ill", "agreed": "on"})
    asked.refresh_from_db()
    assert (asked.state, Substitution.objects.get().stand_in, Cover.objects.open().count()) == ("filled", second, 0)
    later = event.group.events.order_by("starts_on")[1]
    asked = actions.seek_cover(later, co, first, **said)
    release(event.group, co, by=ruth, now=NOW, reason="moved away")
    drain(limit=200)
    asked.refresh_from_db()
    assert (asked.state, Cover.objects.open().count()) == ("withdrawn", 0)
    assert not Message.objects.filter(kind="staffing.cover_ended").exists()
