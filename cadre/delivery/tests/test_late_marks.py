"""Marks that were chosen on a phone without a signal, and sent late."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cadre.delivery import actions, rules
from cadre.delivery.forms import typed_row
from cadre.delivery.models import Attendance
from cadre.delivery.sheets import Choice, Row, choice_words, clash
from cadre.delivery.tests.test_pages import BEN, HTMX, MAYA, marks, signed_in
from cadre.lib.errors import Conflict
from tests import world

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(minutes=40), NOW + timedelta(minutes=20)


@pytest.mark.parametrize(
    ("said", "believed"),
    [
        (None, None),
        (NOW - timedelta(hours=2), NOW - timedelta(hours=2)),
        (NOW + timedelta(minutes=3), NOW),
        (datetime(2026, 11, 24, 0, 1, tzinfo=UTC), datetime(2026, 11, 24, 0, 1, tzinfo=UTC)),
        (datetime(2026, 11, 23, 23, 59, tzinfo=UTC), None),
    ],
    ids=["nothing", "earlier today", "a clock ahead", "the day's first minute", "the day before"],
)
def test_a_phones_clock_is_believed_within_the_day(said, believed):
    assert rules.made_at(said, first_day=DAY, now=NOW) == believed


def test_a_phones_clock_is_believed_for_a_day_and_no_longer():
    first = DAY - timedelta(days=5)
    told = [rules.made_at(NOW - timedelta(hours=hours), first_day=first, now=NOW) for hours in (24, 24.01)]
    assert told == [NOW - timedelta(hours=24), None]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-11-24T09:50:00.000Z", EARLIER),
        ("2026-11-24T09:50:00", None),
        ("yesterday", None),
        ("", None),
        ("0001-01-01T00:00:00+23:59", None),
    ],
)
def test_a_moment_that_cannot_be_read_costs_the_moment_alone(rf, typed, read):
    post = rf.post("/", {"mark-C1": "late", "made-C1": typed}).POST
    assert typed_row(post, "C1").choices == {"C1": Choice("late", made_at=read)}


def test_both_times_are_told():
    row = Row(ref="C1", name=BEN, mark="late", marked_by="Sara Linden", marked_at=NOW, made_at=EARLIER)
    assert clash(row) == "Sara Linden marked Crowther, Ben late at 09:50, sent at 10:30."
    late = Choice("absent", "Ill", "0:", made_at=EARLIER)
    assert choice_words(late, NOW) == "You chose absent at 09:50, “Ill”."
    assert choice_words(Choice("absent", "Ill", "0::Ill", made_at=NOW), NOW) == "You chose absent."


def test_a_late_mark_keeps_both_times_and_sent_twice_is_one(register, people, dev):
    for now in (NOW, LATER):
        actions.mark_attendance(register, people[BEN], "late", by=dev.user, now=now, version=0, made_at=EARLIER)
    saved = Attendance.objects.get()
    assert (saved.mark, saved.version, saved.made_at, saved.marked_at) == ("late", 1, EARLIER, NOW)


def test_a_late_mark_does_not_overrule_a_newer_one_of_the_same_person(register, people, dev):
    """Made on a laptop while the phone had no signal."""
    how = {"by": dev.user, "version": 0}
    actions.mark_attendance(register, people[BEN], "absent", **how, now=NOW, made_at=NOW)
    with pytest.raises(Conflict, match="Dev Anand marked Crowther, Ben absent at 10:30"):
        actions.mark_attendance(register, people[BEN], "late", **how, now=LATER, made_at=EARLIER)
    assert marks() == {BEN: "absent"}
    actions.mark_attendance(register, people[BEN], "late", **how, now=LATER, made_at=LATER)
    assert marks() == {BEN: "late"}


def test_a_mark_of_the_whole_sheet_or_a_correction_forgets_when_a_phone_made_the_earlier_one(register, people, dev):
    for name in (BEN, MAYA):
        actions.mark_attendance(register, people[name], "late", by=dev.user, now=NOW, made_at=EARLIER)
    actions.mark_many(register, {people[BEN].ref: Choice("absent")}, by=dev.user, now=LATER)
    assert dict(Attendance.objects.values_list("mark", "made_at")) == {"absent": None, "late": EARLIER}
    actions.mark_many(register, {one.ref: Choice("late") for one in people.values()}, by=dev.user, now=LATER)
    actions.complete_register(register, by=dev.user, now=LATER)
    actions.correct_attendance(register, people[MAYA], "absent", by=dev.user, now=LATER, reason="Wrong Maya")
    assert Attendance.objects.get(enrolment=people[MAYA]).made_at is None


@pytest.mark.usefixtures("at_now")
def test_each_answer_says_what_became_of_the_tap(event, register, people, dev, sara):
    client = signed_in(dev.user)
    at = f"/facilitator/events/{event.ref}/register/"

    def tapped(name: str, mark: str, seen: str = "0:") -> str:
        ref = people[name].ref
        typed = {f"mark-{ref}": mark, f"seen-{ref}": seen, f"made-{ref}": "2026-11-24T09:58:00Z"}
        answer = client.post(f"{at}people/{ref}/", typed, headers=HTMX)
        assert answer.status_code == 200
        return answer.headers["Cadre-Mark"]

    assert [tapped(BEN, "late"), tapped(BEN, "late"), tapped(BEN, "present")] == ["saved", "saved", "refused"]
    actions.mark_attendance(register, people[MAYA], "absent", by=sara.user, now=world.NOW)
    assert tapped(MAYA, "late") == "clash"
    everybody = {one.ref: Choice("attended", if_unmarked=True) for one in people.values()}
    actions.mark_many(register, everybody, by=dev.user, now=world.NOW)
    actions.complete_register(register, by=dev.user, now=world.NOW)
    assert [tapped(MAYA, "late"), tapped(MAYA, "absent")] == ["complete", "saved"]
    assert (marks()[BEN], marks()[MAYA]) == ("late", "absent")


@pytest.mark.usefixtures("at_now")
@pytest.mark.parametrize(("said", "kept"), [("2026-11-24T09:50:00Z", EARLIER), ("2026-11-21T09:50:00Z", None)])
def test_a_wrong_clock_costs_the_time_and_not_the_mark(event, people, dev, said, kept):
    ref = people[BEN].ref
    typed = {f"mark-{ref}": "late", f"seen-{ref}": "0:", f"made-{ref}": said}
    signed_in(dev.user).post(f"/facilitator/events/{event.ref}/register/people/{ref}/", typed, headers=HTMX)
    assert list(Attendance.objects.values_list("mark", "made_at")) == [("late", kept)]


@pytest.mark.usefixtures("at_now")
def test_a_register_completed_meanwhile_is_told_with_what_was_chosen(event, register, people, dev):
    everybody = {one.ref: Choice("attended") for one in people.values()}
    actions.mark_many(register, everybody, by=dev.user, now=world.NOW)
    actions.complete_register(register, by=dev.user, now=world.NOW)
    ref = people[BEN].ref
    typed = {f"mark-{ref}": "late", f"seen-{ref}": "0:", f"made-{ref}": "2026-11-24T08:58:00Z"}
    answer = signed_in(dev.user).post(f"/facilitator/events/{event.ref}/register/people/{ref}/", typed, headers=HTMX)
    assert "This register is complete." in answer.content.decode()
    assert "You chose late at 08:58." in answer.content.decode()


@pytest.mark.usefixtures("at_now")
def test_only_who_keeps_a_register_is_given_what_the_phone_keeps_it_by(event, dev):
    shown = signed_in(dev.user).get(f"/facilitator/events/{event.ref}/register/").content.decode()
    at = f"/office/events/{event.ref}/register/"
    ops, quality = (signed_in(world.an_officer(role=role)).get(at).content.decode() for role in ("ops", "quality"))
    assert [f'data-keeper="{dev.user.pk}"' in shown, "data-keeper" in ops, "data-keeper" in quality] == [
        True,
        True,
        False,
    ]
    assert f'href="/sign-in/?next=/facilitator/events/{event.ref}/register/"' in shown
