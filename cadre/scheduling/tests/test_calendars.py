"""The calendar files, byte for byte."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from cadre.groups.models import Group
from cadre.partners.models import Partner, Venue
from cadre.programmes.models import Intake, Offering, Qualification, TimelineElement
from cadre.scheduling.calendars import calendar_of, place, uid_of
from cadre.scheduling.models import Event

GOLDEN = Path(__file__).parent / "golden"
STAMPED = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def an_event(starts_on: date, *, days: int = 1, sequence: int = 0) -> Event:
    """An unsaved event of Peakside’s NPQSL group."""
    offering = Offering(qualification=Qualification(code="NPQSL"), intake=Intake(name="Spring 2027"))
    group = Group(ref="NPQSL-S27-07", offering=offering, partner=Partner(name="Peakside"))
    return Event(
        ref="NPQSL-S27-07-1",
        group=group,
        element=TimelineElement(title="Day 1", number=1, days=days),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days - 1),
        arrival=time(8, 30),
        starts=time(9),
        ends=time(16),
        venue=Venue(name="Darley House", address="Darley House, Chesterfield Road\nMatlock", postcode="DE4 3AA"),
        sequence=sequence,
    )


CASES = {
    "gmt": ([an_event(date(2027, 3, 3))], False),
    "bst": ([an_event(date(2027, 4, 29), sequence=2)], False),
    "residential-over-the-change": ([an_event(date(2027, 3, 27), days=2)], False),
    "called-off": ([an_event(date(2027, 4, 29), sequence=2)], True),
}


@pytest.mark.parametrize("name", CASES)
def test_a_calendar_file_is_as_it_was_agreed(name):
    events, cancelled = CASES[name]
    made = calendar_of(events, stamped=STAMPED, cancelled=cancelled).decode()
    assert made.replace("\r\n", "\n") == (GOLDEN / f"{name}.ics").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2027, 3, 3), datetime(2027, 3, 3, 9, tzinfo=UTC)),
        (date(2027, 4, 29), datetime(2027, 4, 29, 8, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 8, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 9, tzinfo=UTC)),
    ],
)
def test_nine_in_the_morning_is_nine_in_london_on_every_day(day, instant):
    (entry,) = Calendar.from_ical(calendar_of([an_event(day)], stamped=STAMPED)).walk("VEVENT")
    assert entry["DTSTART"].dt.astimezone(UTC) == instant


def test_lines_end_as_calendars_want_and_none_is_too_long():
    made = calendar_of([an_event(date(2027, 3, 3))], stamped=STAMPED)
    assert made.endswith(b"\r\n")
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert max(len(line) for line in made.split(b"\r\n")) <= 75


def test_the_identity_never_changes():
    assert (
        uid_of(an_event(date(2027, 3, 3)))
        == uid_of(an_event(date(2027, 4, 29), sequence=7))
        == "NPQSL-S27-07-1@localhost"
    )


def test_a_venue_is_said_in_one_line_and_once():
    event = an_event(date(2027, 3, 3))
    assert place(event) == "Darley House, Chesterfield Road, Matlock, DE4 3AA"
    event.venue = None
    assert place(event) == "venue not confirmed"
