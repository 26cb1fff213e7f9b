"""Fixed points, school holidays, holds, swaps and overrides of staff."""

from datetime import date, timedelta

import pytest

from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.models import Message
from cadre.programmes.models import TimelineElement
from cadre.programmes.states import ElementKind
from cadre.scheduling.actions import (
    ClashNeedsReason,
    add_holidays,
    hold_date,
    let_go,
    pick_date,
    swap_dates,
    withdraw_holidays,
)
from cadre.scheduling.actions.holding import lapse_holds
from cadre.scheduling.models import DateHold, SchoolHoliday
from cadre.scheduling.rules.holidays import read_holidays
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now", "terms")]
WEDNESDAY, THURSDAY = date(2027, 3, 3), date(2027, 3, 4)
LATER = world.NOW + timedelta(hours=48, minutes=1)


@pytest.fixture
@kept
def course(group):
    """An online course that opens in the second week of the first window, and ends weeks later."""
    return TimelineElement.objects.create(
        offering=group.offering,
        kind=ElementKind.ONLINE,
        number=1,
        title="Strategy",
        starts_on=date(2027, 3, 8),
        ends_on=date(2027, 4, 2),
    )


def told(subject) -> list[str]:
    return [entry.sentence for entry in Entry.objects.about(subject)]


def test_events_keep_clear_of_an_online_courses_fixed_points(group, elements, joanna, ruth, course):
    with pytest.raises(Refusal, match="Strategy opens on 8 March, which is kept clear. Pick a day from 1 to 12 March"):
        pick_date(group, elements[0], course.starts_on, by=joanna, now=world.NOW, reason="The hall")
    with pytest.raises(Refusal, match="Or give a reason to set it all the same"):
        pick_date(group, elements[0], course.starts_on, by=ruth, now=world.NOW)
    event = pick_date(group, elements[0], course.starts_on, by=ruth, now=world.NOW, reason="Agreed with the course")
    assert told(event) == [f"Ruth Adeyemi set {group.ref} Day 1 for 8 March 2027: “Agreed with the course”"]
    assert Entry.objects.about(event).get().data["clashes"] == ["Strategy opens on 8 March, which is kept clear."]


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2027, 3, 13), "is a Saturday"), (date(2027, 3, 26), "is a bank holiday"), (world.TODAY, "is today")],
)
def test_no_reason_makes_a_weekend_a_bank_holiday_or_the_past_a_day(group, elements, ruth, day, words):
    with pytest.raises(Refusal, match=words):
        pick_date(group, elements[0], day, by=ruth, now=world.NOW, reason="It must be")


def test_staff_leave_the_window_with_a_reason_and_a_partner_does_not(group, elements, ruth, joanna):
    said = {"now": world.NOW, "reason": "The only day"}
    with pytest.raises(Refusal, match="17 March is outside the window"):
        pick_date(group, elements[0], date(2027, 3, 17), by=joanna, **said)
    assert pick_date(group, elements[0], date(2027, 3, 17), by=ruth, **said).starts_on == date(2027, 3, 17)


def test_school_holidays_of_the_area_are_said_and_take_a_reason(group, elements, joanna, ruth):
    lines = (
        "England; Spring half term; 1/3/2027; 5/3/2027; an example\nDerbyshire;Half term;8/3/2027;12/3/2027;its page"
    )
    found, faults = read_holidays(lines)
    assert faults == []
    assert (add_holidays(found, by=ruth), add_holidays(found, by=ruth)) == (2, 0)
    with pytest.raises(ClashNeedsReason, match="Spring half term in most of England"):
        pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    group.partner.host_school = world.a_school(la_name="Derbyshire")
    group.partner.save()
    assert pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW).starts_on == WEDNESDAY
    with pytest.raises(ClashNeedsReason, match="Half term in Derbyshire"):
        pick_date(group, elements[0], date(2027, 3, 10), by=joanna, now=world.NOW)
    assert withdraw_holidays(SchoolHoliday.objects.filter(area="Derbyshire"), by=ruth, now=world.NOW) == 1
    assert pick_date(group, elements[0], date(2027, 3, 10), by=joanna, now=world.NOW).sequence == 1


def test_a_pasted_list_says_what_is_wrong_by_line():
    found, faults = read_holidays(
        "Kent; Easter; 1/4/2027\n\nKent; Easter; 31/2/2027; 9/4/2027; x\nKent; E; 9/4/2027; 1/4/2027; x"
    )
    assert found == []
    assert faults == [
        "Line 1: write area; name; first day; last day; source.",
        "Line 3: “31/2/2027” is no date. Write it such as 26/10/2026.",
        "Line 4: the last day is before the first.",
    ]


def test_a_held_day_is_taken_for_the_partners_other_groups_until_it_ends(group, elements, joanna, ruth):
    hold = hold_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    assert hold_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW) == hold
    assert hold.until == world.NOW + timedelta(hours=48)
    other = world.a_group(partner=group.partner, offering=group.offering)
    with pytest.raises(ClashNeedsReason, match="held for Peakside’s NPQSL Day 1"):
        pick_date(other, elements[0], WEDNESDAY, by=ruth, now=world.NOW)
    assert lapse_holds(world.TODAY, LATER - timedelta(minutes=2)) == 0
    assert (lapse_holds(world.TODAY, LATER), lapse_holds(world.TODAY, LATER)) == (1, 0)
    assert Message.objects.filter(kind="scheduling.hold_ended", to=joanna.email).count() == 1
    assert pick_date(other, elements[0], WEDNESDAY, by=ruth, now=LATER).starts_on == WEDNESDAY


def test_one_hold_an_event_which_ends_with_another_a_date_or_by_hand(group, elements, joanna):
    hold_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    hold_date(group, elements[0], THURSDAY, by=joanna, now=world.NOW)
    pick_date(group, elements[0], THURSDAY, by=joanna, now=world.NOW)
    hold_date(group, elements[1], elements[1].starts_on + timedelta(days=2), by=joanna, now=world.NOW)
    let_go(group, elements[1], by=joanna, now=world.NOW)
    whys = list(DateHold.objects.order_by("pk").values_list("why", flat=True))
    assert whys == ["another day is held", "the date was set", "let go by Joanna Pike"]
    with pytest.raises(Refusal, match="is set for 4 March"):
        hold_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    with pytest.raises(Refusal, match="is a Saturday"):
        hold_date(group, elements[2], elements[2].starts_on + timedelta(days=5), by=joanna, now=world.NOW)


def test_two_groups_of_a_partner_exchange_their_days_and_rooms(group, elements, joanna):
    other = world.a_group(partner=group.partner, offering=group.offering)
    ours = pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    theirs = pick_date(other, elements[0], THURSDAY, by=joanna, now=world.NOW)
    with pytest.raises(Conflict, match="Joanna Pike set 4 March 2027 meanwhile"):
        swap_dates(ours, theirs, by=joanna, now=world.NOW, seen=(0, 4))
    swapped = swap_dates(ours, theirs, by=joanna, now=world.NOW, seen=(0, 0))
    assert [(event.starts_on, event.sequence) for event in swapped] == [(THURSDAY, 1), (WEDNESDAY, 1)]
    assert f"Joanna Pike swapped {group.ref} Day 1 on 3 March 2027 with {other.ref} Day 1 on 4 March 2027" in told(
        group
    )


def test_a_swap_that_does_not_suit_the_other_group_changes_nothing(group, elements, joanna, ruth):
    other = world.a_group(partner=group.partner, offering=group.offering)
    ours = pick_date(group, elements[0], WEDNESDAY, by=joanna, now=world.NOW)
    theirs = pick_date(other, elements[1], elements[1].starts_on + timedelta(days=2), by=joanna, now=world.NOW)
    with pytest.raises(Refusal, match="is outside the window"):
        swap_dates(ours, theirs, by=joanna, now=world.NOW)
    stranger = world.a_partner_lead(world.a_partner("Elsewhere Trust"), "Samuel Okoro")
    fits = pick_date(other, elements[0], THURSDAY, by=ruth, now=world.NOW)
    with pytest.raises(Refusal, match="not yours to move"):
        swap_dates(ours, fits, by=stranger, now=world.NOW)
    assert [event.starts_on for event in group.events.all()] == [WEDNESDAY]
