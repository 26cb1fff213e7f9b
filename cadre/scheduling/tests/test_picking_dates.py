from datetime import date, time, timedelta

import pytest

from cadre.groups.actions import close_group
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.partners.models import Venue
from cadre.scheduling.actions import ClashNeedsReason, confirm_group, pick_date
from cadre.scheduling.models import Event
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
WEDNESDAY = date(2027, 3, 3)


def told(event):
    return [entry.sentence for entry in Entry.objects.about(event)]


def test_a_picked_day_is_an_event_at_the_partners_only_venue(group, elements, joanna):
    event = pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    assert (event.ref, event.starts_on, event.ends_on) == (f"{group.ref}-1", WEDNESDAY, WEDNESDAY)
    assert (event.arrival, event.starts, event.ends) == (time(8, 30), time(9), time(16))
    assert (event.venue.name, event.picked_by, event.sequence) == ("Darley House", joanna, 0)
    assert told(event) == [f"Joanna Pike set {group.ref} Day 1 for 3 March 2027"]


def test_moving_it_counts_and_says_from_where(group, elements, joanna):
    pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    event = pick_date(group, elements[0], date(2027, 3, 4), by=joanna, now=world.NOW)
    assert (Event.objects.get().starts_on, event.sequence) == (date(2027, 3, 4), 1)
    assert told(event)[0] == f"Joanna Pike moved {group.ref} Day 1 from 3 March 2027 to 4 March 2027"


def test_the_same_day_again_is_no_change(group, elements, joanna):
    for _ in range(2):
        event = pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    assert (event.sequence, len(told(event))) == (0, 1)


def test_a_residential_takes_its_days_in_a_row(group, elements, joanna):
    elements[0].days = 2
    elements[0].save()
    event = pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    assert (event.starts_on, event.ends_on) == (WEDNESDAY, date(2027, 3, 4))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2027, 2, 26), "26 February is outside the window. Pick a day from 1 to 12 March."),
        (date(2027, 3, 6), "6 March is a Saturday. Pick a day from 1 to 12 March."),
        (None, "Pick a day from 1 to 12 March."),
    ],
)
def test_a_wrong_day_is_refused_at_its_field_and_nothing_is_saved(group, elements, joanna, day, sentence):
    with pytest.raises(Refusal) as refused:
        pick_date(group, elements[0], day, by=joanna, now=world.NOW)
    assert (str(refused.value), refused.value.field) == (sentence, "day")
    assert not Event.objects.exists()
    assert not Entry.objects.exists()


def test_days_stay_in_order_when_windows_overlap(group, elements, joanna):
    elements[1].starts_on, elements[1].ends_on = elements[0].starts_on, elements[0].ends_on
    elements[1].save()
    pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    with pytest.raises(Refusal, match="Day 2 comes after Day 1, on 3 March"):
        pick_date(group, elements[1], WEDNESDAY, by=joanna, now=world.NOW)
    assert pick_date(group, elements[1], date(2027, 3, 4), by=joanna, now=world.NOW).starts_on == date(2027, 3, 4)


def test_a_clash_needs_a_reason_and_keeps_it(group, elements, joanna, sara):
    world.staffed(group, sara)
    elsewhere = world.a_group(offering=group.offering)
    world.staffed(elsewhere, sara)
    world.an_event(elsewhere, 1, on=WEDNESDAY)
    world.an_event(world.a_group(partner=group.partner, offering=group.offering), 1, on=WEDNESDAY)
    with pytest.raises(ClashNeedsReason) as refused:
        pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    assert refused.value.field == "reason"
    assert "Sara Linden is booked elsewhere" in str(refused.value)
    assert "Peakside’s NPQSL Day 1" in str(refused.value)
    event = pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW, reason="Sara swaps with Tom.")
    assert told(event) == [f"Joanna Pike set {group.ref} Day 1 for 3 March 2027: “Sara swaps with Tom.”"]
    assert len(Entry.objects.about(event).get().data["clashes"]) == 2


@pytest.mark.parametrize("gone", ["released", "closed"])
def test_a_released_facilitator_or_a_closed_group_is_no_clash(group, elements, joanna, sara, gone):
    world.staffed(group, sara)
    elsewhere = world.a_group(offering=group.offering)
    world.staffed(elsewhere, sara)
    world.an_event(elsewhere, 1, on=WEDNESDAY)
    if gone == "released":
        elsewhere.assignments.update(released_at=world.NOW)
    else:
        elsewhere.state = "closed"
        elsewhere.save()
    assert pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW).starts_on == WEDNESDAY


def test_somebody_elses_change_is_not_lost_unseen(group, elements, joanna, ruth):
    pick_date(group, elements[0], WEDNESDAY, by=ruth, now=world.NOW)
    with pytest.raises(Conflict, match="Ruth Adeyemi set 3 March 2027 meanwhile"):
        pick_date(group, elements[0], date(2027, 3, 4), by=joanna, now=world.NOW, seen=-1)
    assert pick_date(group, elements[0], date(2027, 3, 4), by=joanna, now=world.NOW, seen=0).sequence == 1


def test_a_foreign_venue_is_refused(group, elements, joanna):
    foreign = world.a_partner("Elsewhere Trust").venues.get()
    with pytest.raises(Refusal, match="is not a venue of Peakside"):
        pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW, venue=foreign)


def test_with_two_venues_nobody_guesses_and_a_changed_venue_counts(group, elements, joanna):
    other = Venue.objects.create(partner=group.partner, name="Bank House", address="Matlock", postcode="DE4 3AA")
    event = pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    assert event.venue is None
    event = pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW, venue=other)
    assert (event.venue, event.sequence) == (other, 1)


def test_the_partner_picks_until_confirmation_and_the_office_after_it_with_a_reason(ready, elements, joanna, ruth):
    day = elements[0].starts_on + timedelta(days=3)
    pick_date(ready, elements[0], day, by=joanna, now=world.NOW)
    confirm_group(ready, by=ruth, now=world.NOW)
    with pytest.raises(Refusal, match="moved by the office"):
        pick_date(ready, elements[0], WEDNESDAY, by=joanna, now=world.NOW, reason="Inspection.")
    with pytest.raises(Refusal, match="People hold this date already"):
        pick_date(ready, elements[0], WEDNESDAY, by=ruth, now=world.NOW)
    assert pick_date(ready, elements[0], WEDNESDAY, by=ruth, now=world.NOW, reason="Inspection.").sequence == 2


def test_a_closed_group_is_left_alone(group, elements, ruth):
    group.enrolments.all().delete()
    close_group(group, reason="Too few.", by=ruth, now=world.NOW)
    with pytest.raises(Refusal, match="closed without running"):
        pick_date(group, elements[0], WEDNESDAY, by=ruth, now=world.NOW)


def test_another_intakes_element_is_refused(group, ruth):
    foreign = world.an_offering("NPQH").timeline.first()
    with pytest.raises(Refusal, match="no such event"):
        pick_date(group, foreign, WEDNESDAY, by=ruth, now=world.NOW)
