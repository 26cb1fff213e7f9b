"""What is otherwise than when a suggestion was made: as a table, against rows, and on the page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cadre.facilitators.loads import Load, loads_of
from cadre.facilitators.models import Accreditation, Unavailable
from cadre.messages.models import Message
from cadre.scheduling.actions import assign
from cadre.staffing import actions, reference
from cadre.staffing.actions.inviting import Stale
from cadre.staffing.models import Invitation, Suggestion
from cadre.staffing.rules.changes import Change, Chosen, What, changes_between
from cadre.staffing.tests.test_staffing import somebody, suggested, team_of
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

DAY, LATER = "2027-03-03", "2027-03-10"


def drawn(*, lead=None, options=("1", "2"), days=(DAY,), free=(DAY, LATER), busy=(), limit=6, new=False, people="12"):
    """One group G with one event, and facilitators 1 and 2 who are alike."""
    who = {"new": new, "first": False, "limit": limit, "fair": 1, "free": list(free), "busy": list(busy)}
    event = {"id": "Day 1", "length": 1, "days": dict.fromkeys(days, 10.0)}
    group = {"id": "G", "lead": lead, "co": None, "events": [event]}
    group |= {"options": [{"facilitator": one, "km": 1} for one in options], "visitors": []}
    return {"instance": {"facilitators": [who | {"id": one} for one in people], "groups": [group]}, "facts": {}}


def with_no_group() -> dict:
    return {"instance": {"facilitators": drawn()["instance"]["facilitators"], "groups": []}, "facts": {}}


LEAD = Chosen("G", "lead", "1", {"Day 1": DAY})


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (drawn(), []),
        (drawn(days=(DAY, LATER), options=("1", "2", "3"), limit=9), []),
        (drawn(options=("1",), people="1"), []),
        (with_no_group(), [Change(What.SETTLED, "G")]),
        (drawn(lead="2"), [Change(What.TAKEN, "G", person="2", role="lead")]),
        (drawn(days=(LATER,)), [Change(What.MOVED, "G", event="Day 1", day=LATER)]),
        (drawn(people="2", options=("2",)), [Change(What.LEFT, "G", person="1")]),
        (drawn(options=("2",)), [Change(What.UNABLE, "G", person="1")]),
        (drawn(new=True), [Change(What.NEW, "G", person="1")]),
        (drawn(free=(LATER,)), [Change(What.AWAY, "G", person="1", day=DAY)]),
        (drawn(free=(LATER,), busy=(DAY,)), [Change(What.BOOKED, "G", person="1", day=DAY)]),
        (drawn(limit=0), [Change(What.FULL, "G", person="1")]),
    ],
)
def test_only_what_stands_in_the_way_counts_as_changed(now, found):
    assert changes_between(drawn(), now, [LEAD]) == found


def test_who_was_fixed_by_hand_is_only_kept_from_two_places_on_one_day():
    by_hand = Chosen("G", "lead", "1", {"Day 1": DAY}, by_hand=True)
    elsewhere = drawn(options=("2",), free=(), limit=0, new=True)
    assert changes_between(drawn(), elsewhere, [by_hand]) == []
    assert [one.what for one in changes_between(drawn(), drawn(busy=(DAY,)), [by_hand])] == [What.BOOKED]
    assert changes_between(drawn(lead="1"), drawn(), [by_hand])[0].what == What.FREED


@pytest.fixture
@kept
def ruth(db, at_now):
    reference.load(TODAY)
    return world.an_officer()


def test_a_suggestion_whose_facts_changed_is_refused_by_name_and_suggested_anew(ruth):
    group = world.a_group(12)
    group.partner.easting, group.partner.northing = 430_000, 360_000
    group.partner.save()
    best, other, third = somebody("Best One", km=2), somebody("Other One", km=9), somebody("Third One", km=20)
    found = suggested(group, ruth)
    team = team_of(found)
    assert (team.lead, team.co) == (best, other)
    away = Unavailable.objects.create(facilitator=best, from_on=TODAY, to_on=TODAY + timedelta(days=390))
    Accreditation.objects.filter(facilitator=other).update(to_on=TODAY)
    with pytest.raises(Stale) as stale:
        actions.send_invitations(found, follow=False, by=ruth, now=NOW)
    said = str(stale.value)
    assert f"Other One is no longer accredited for NPQSL, or {group.ref} is out of their reach now." in said
    assert "Best One is not free on" in said
    assert (Invitation.objects.count(), Message.objects.filter(kind="staffing.invitation").count()) == (0, 0)

    office = Client()
    office.force_login(ruth)
    page = office.get(reverse("office:staffing:suggestion", args=[found.ref])).content.decode()
    assert ("Best One is not free on" in page, "Send the invitations" in page) == (True, False)
    office.post(reverse("office:staffing:anew", args=[found.ref]))
    fresh = group.suggestions.latest("pk")
    assert (fresh.base, str(team_of(fresh).lead)) == (found, "Third One")
    away.delete()
    assign(group, best, "lead", by=ruth, now=NOW)
    refused = office.post(reverse("office:staffing:sending", args=[fresh.ref]), follow=True).content.decode()
    assert f"Best One has the seat of lead facilitator of {group.ref} now" in refused
    group_events = group.offering.timeline.filter(pathway="in_person", kind__in=("face_to_face", "residential")).count()
    assert loads_of([best.pk, third.pk]) == {best.pk: Load(group_events, 12), third.pk: Load(0, 12)}
    third.max_events = 6
    third.save()
    assert str(loads_of([third.pk])[third.pk]) == "0 of at most 6 events this season"
    listed = office.get(reverse("office:facilitators:list")).content.decode()
    assert "0 of at most 6 events this season" in listed
    assert (
        f"{group_events} of at most 12 events this season"
        in office.get(reverse("office:scheduling:group", args=[group.ref])).content.decode()
    )


@pytest.mark.django_db(transaction=True)
def test_a_suggestion_is_asked_for_and_anew_where_no_transaction_is_open_before(at_now):
    reference.load(TODAY)
    world.a_group(12), somebody("Best One")
    office = Client()
    office.force_login(world.an_officer())
    office.post(reverse("office:staffing:asking"), {"intake": ""})
    found = Suggestion.objects.get()
    somebody("Better One")
    office.post(reverse("office:staffing:anew", args=[found.ref]))
    assert Suggestion.objects.filter(base=found).count() == 1
