"""The next intake follows the last one: its opening, what is proposed, and what happens by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre.journal.models import Entry
from cadre.lib.dates import is_working_day
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.models import Message
from cadre.programmes import actions, reference
from cadre.programmes.models import Intake, IntakePolicy, Qualification
from cadre.programmes.queries.following import Lines, mark_of, proposals
from cadre.programmes.rules.following import Days, proposed, refuse_following, refuse_move, season
from cadre.programmes.timetable import announce_intakes, plan_next_intakes
from tests.scenes import kept
from tests.world import NOW, TODAY, an_officer

D = date
SPRING = Days(D(2026, 9, 15), D(2026, 12, 11), D(2027, 3, 1))
AUTUMN = Days(D(2026, 3, 2), D(2026, 7, 10), D(2026, 9, 14))
LOWER, HIGHER = ["NPQML", "NPQSL"], ["NPQH", "NPQEL"]


@given(
    closes=st.dates(D(2020, 1, 1), D(2035, 1, 1)),
    gap=st.integers(1, 200),
    before=st.lists(st.integers(1, 800), max_size=4),
    weeks=st.integers(1, 60),
    later=st.integers(-300, 1500),
)
def test_what_is_proposed_lies_ahead_in_order_and_on_working_days(closes, gap, before, weeks, later):
    ends = [closes - timedelta(days=days) for days in sorted(before, reverse=True)] + [closes]
    line = [Days(day - timedelta(days=90), day, day + timedelta(days=gap)) for day in ends]
    today = closes + timedelta(days=later)
    found = proposed(line, apart_weeks=weeks, today=today)
    assert found.opens_on == (today if today > closes else closes + timedelta(days=1))
    assert max(found.opens_on, today) <= found.closes_on < found.starts_on
    assert is_working_day(found.closes_on)
    assert is_working_day(found.starts_on)


def test_what_is_proposed_keeps_seasons_and_weekdays_and_leaves_bank_holidays():
    """30 August 2027, twenty-six weeks after the first Monday of March, is the late summer bank holiday."""
    lines = {
        "a first intake": [SPRING],
        "two a year": [AUTUMN, SPRING],
        "one a year": [Days(D(2025, 9, 15), D(2025, 12, 12), D(2026, 3, 2)), SPRING],
    }
    assert {name: proposed(line, apart_weeks=26, today=TODAY).starts_on for name, line in lines.items()} == {
        "a first intake": D(2027, 8, 31),
        "two a year": D(2027, 9, 13),
        "one a year": D(2028, 2, 28),
    }
    assert proposed([SPRING], apart_weeks=26, today=TODAY) == Days(D(2026, 12, 12), D(2027, 6, 11), D(2027, 8, 31))
    assert [season(D(2027, month, 1)) for month in (1, 4, 5, 8, 9, 12)] == [
        *["Spring 2027"] * 2,
        *["Summer 2027"] * 2,
        *["Autumn 2027"] * 2,
    ]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"closes_on": D(2026, 12, 4)}, []),
        ({"closes_on": TODAY}, []),
        ({"closes_on": TODAY - timedelta(days=1)}, ["closes_on"]),
        ({"closes_on": D(2027, 2, 28)}, []),
        ({"closes_on": D(2027, 3, 1)}, ["closes_on"]),
        ({"opens_on": D(2026, 9, 16)}, ["opens_on"]),
        ({"opens_on": D(2027, 1, 5)}, ["opens_on", "closes_on"]),
    ],
)
def test_where_the_days_of_an_open_registration_may_go(changes, fields):
    assert list(refuse_move(SPRING, replace(SPRING, **changes), today=TODAY)) == fields


def test_what_follows_cannot_open_after_it_closes_nor_open_twice():
    later = Days(D(2026, 12, 12), D(2027, 6, 11), D(2027, 8, 31))
    assert refuse_following("Autumn 2027", later, D(2027, 6, 11), today=TODAY) == ""
    assert "would close before it opens" in refuse_following("Autumn 2027", later, D(2027, 6, 12), today=TODAY)
    assert "opened on 12 December" in refuse_following("Autumn 2027", later, D(2027, 1, 9), today=D(2026, 12, 12))


@pytest.fixture
@kept
def published(db):
    reference.load(TODAY)


def plan(name: str, closes_on: date, starts_on: date, codes: list[str] | None = None, **more) -> Intake:
    offered = Qualification.objects.filter(code__in=codes or [*LOWER, *HIGHER])
    return actions.open_intake(
        **{
            "name": name,
            "slug": name.lower().replace(" ", "-"),
            "closes_on": closes_on,
            "starts_on": starts_on,
            "qualifications": offered,
            "by": an_officer(),
            "today": TODAY,
        }
        | more
    )


def spring(**more) -> Intake:
    return plan("Spring 2027", SPRING.closes_on, SPRING.starts_on, **({"opens_on": SPRING.opens_on} | more))


def move(intake: Intake, closes_on: date, *, seen: str = "", today: date = TODAY, **more) -> Intake:
    intake.refresh_from_db()
    seen = seen or mark_of(intake, Lines().followers(intake))
    given = {"opens_on": intake.opens_on, "reason": "The half term"} | more
    return actions.move_registration(intake, closes_on=closes_on, seen=seen, by=an_officer(), today=today, **given)


def opens(name: str) -> date:
    return Intake.objects.get(name=name).opens_on


def said(intake: Intake) -> list[str]:
    return [entry.sentence for entry in Entry.objects.about(intake).order_by("pk")]


def test_the_next_opening_moves_with_the_closing_it_hangs_on(published):
    first = spring()
    second = plan("Autumn 2027", D(2027, 6, 11), D(2027, 9, 13))
    assert opens("Autumn 2027") == D(2026, 12, 12)
    move(first, D(2026, 12, 4))
    assert opens("Autumn 2027") == D(2026, 12, 5)
    assert said(first)[-1] == (
        "Ruth Adeyemi moved Spring 2027: registration closes 4 December 2026 instead of 11 December 2026: “The half "
        "term”"
    )
    follows = "Registration for Autumn 2027 now opens 5 December 2026, when that for Spring 2027 has closed"
    assert said(second)[-1] == follows
    with pytest.raises(Refusal, match="Nothing is different"):
        move(first, D(2026, 12, 4))
    with pytest.raises(Refusal, match="Say why"):
        move(first, D(2026, 12, 7), reason=" ")


def test_a_day_of_its_own_wants_a_reason_and_then_stays_until_it_follows_again(published):
    first = spring()
    with pytest.raises(Refusal) as refusal:
        plan("Autumn 2027", D(2027, 6, 11), D(2027, 9, 13), opens_on=D(2027, 1, 11))
    assert refusal.value.field == "opens_reason"
    assert Intake.objects.count() == 1
    own = {"opens_on": D(2027, 1, 11), "opens_reason": "After the holidays"}
    second = plan("Autumn 2027", D(2027, 6, 11), D(2027, 9, 13), **own)
    move(first, D(2026, 12, 4))
    assert opens("Autumn 2027") == D(2027, 1, 11)
    move(second, D(2027, 6, 11), opens_on=None)
    second.refresh_from_db()
    assert (second.opens_on, second.opens_reason) == (D(2026, 12, 5), "")
    move(first, D(2026, 12, 11))
    assert opens("Autumn 2027") == D(2026, 12, 12)


def test_two_officers_who_move_the_same_registration_do_not_cross(published):
    first = spring()
    plan("Autumn 2027", D(2027, 6, 11), D(2027, 9, 13))
    seen = mark_of(first, Lines().followers(first))
    move(first, D(2026, 12, 4), seen=seen)
    with pytest.raises(Conflict, match="Somebody moved registration meanwhile"):
        move(first, D(2026, 12, 9), seen=seen)
    assert (opens("Autumn 2027"), Intake.objects.get(pk=first.pk).closes_on) == (D(2026, 12, 5), D(2026, 12, 4))


def test_two_qualifications_that_close_on_different_days_open_together_after_the_later(published):
    """The intake that offers both waits for both; moving the earlier closing changes nothing until it is the later."""
    lower = spring(codes=LOWER)
    plan("Spring 2027 heads", D(2027, 1, 15), D(2027, 3, 8), HIGHER, opens_on=D(2026, 10, 1))
    plan("Autumn 2027", D(2027, 6, 11), D(2027, 9, 13))
    plan("Autumn 2027 leaders", D(2027, 6, 18), D(2027, 9, 14), LOWER)
    assert opens("Autumn 2027") == D(2027, 1, 16)
    move(lower, D(2026, 12, 18))
    assert opens("Autumn 2027") == D(2027, 1, 16)
    move(lower, D(2027, 1, 22))
    assert opens("Autumn 2027") == D(2027, 1, 23)
    assert opens("Autumn 2027 leaders") == D(2027, 6, 12)


def test_an_intake_planned_in_between_is_followed_by_what_comes_later(published):
    spring()
    plan("Autumn 2027", D(2027, 6, 11), D(2027, 9, 13))
    plan("Summer 2027", D(2027, 3, 26), D(2027, 5, 10))
    assert (opens("Summer 2027"), opens("Autumn 2027")) == (D(2026, 12, 12), D(2027, 3, 27))


def test_what_had_opened_before_an_intake_was_planned_in_front_of_it_keeps_its_day(published):
    late = spring()
    plan("Autumn 2026", D(2026, 12, 1), AUTUMN.starts_on + timedelta(weeks=13), opens_on=AUTUMN.opens_on)
    late.refresh_from_db()
    assert (late.opens_on, late.opens_reason) == (SPRING.opens_on, "It had opened when Autumn 2026 was planned")


def test_a_registration_that_closed_opens_again_unless_what_follows_has_opened(published):
    first = spring()
    after = D(2026, 12, 14)
    announce_intakes(after, NOW)
    move(first, D(2026, 12, 18), today=after)
    announce_intakes(D(2026, 12, 19), NOW)
    assert said(first).count("Registration for Spring 2027 closed") == 2
    plan("Autumn 2027", D(2027, 6, 11), D(2027, 9, 13))
    with pytest.raises(Refusal, match="Registration for Autumn 2027 opened on 19 December 2026"):
        move(first, D(2026, 12, 22), today=D(2026, 12, 19))


def test_what_follows_is_proposed_weeks_before_and_planned_by_one_press_once(published):
    plan("Autumn 2026", AUTUMN.closes_on, AUTUMN.starts_on, opens_on=AUTUMN.opens_on)
    last = spring(opens_reason="After the summer")
    assert proposals(D(2026, 10, 29)) == []
    (found,) = proposals(D(2026, 10, 30))
    assert (found.name, found.codes, found.opens_reason) == ("Autumn 2027", "NPQML, NPQSL, NPQH, NPQEL", "")
    made = actions.plan_proposed(last, by=an_officer(), today=TODAY)
    assert (made.opens_on, made.closes_on, made.starts_on) == (D(2026, 12, 12), D(2027, 7, 9), D(2027, 9, 13))
    assert made.offerings.get(qualification__code="NPQSL").timeline.filter(kind="face_to_face").count() == 3
    assert (made.to_confirm, proposals(TODAY)) == (False, [])
    with pytest.raises(Conflict):
        actions.plan_proposed(last, by=an_officer(), today=TODAY)


def test_the_clock_moves_over_two_closings_and_registration_is_never_shut(published):
    plan("Autumn 2026", AUTUMN.closes_on, AUTUMN.starts_on, opens_on=AUTUMN.opens_on)
    spring(opens_reason="After the summer")
    ruth = an_officer()
    plan_next_intakes(D(2026, 12, 11), NOW)
    assert Intake.objects.count() == 2
    for _ in range(2):
        plan_next_intakes(D(2026, 12, 12), NOW)
    autumn = Intake.objects.get(name="Autumn 2027")
    assert (autumn.opens_on, autumn.to_confirm, autumn.opens_reason) == (D(2026, 12, 12), True, "")
    assert "to be confirmed" in said(autumn)[-1]
    assert [one.subject for one in Message.objects.filter(to=ruth.email)] == [
        "Autumn 2027 was planned by itself: please confirm it"
    ]
    actions.confirm_intake(autumn, by=ruth)
    with pytest.raises(Conflict):
        actions.confirm_intake(autumn, by=ruth)
    plan_next_intakes(D(2027, 7, 12), NOW)
    third = Intake.objects.latest("starts_on")
    assert (third.name, third.opens_on, third.to_confirm) == ("Spring 2028", D(2027, 7, 12), True)
    assert third.opens_reason == "Planned after registration for Autumn 2027 had closed"
    open_on = [Intake.objects.open_on(day).count() for day in (D(2026, 12, 11), D(2026, 12, 12), D(2027, 7, 12))]
    assert open_on == [1, 1, 1]


def test_each_closing_of_two_plans_its_own_qualifications_under_its_own_name(published):
    spring(codes=LOWER)
    plan("Spring 2027 heads", D(2027, 1, 15), D(2027, 3, 8), HIGHER, opens_on=D(2026, 10, 1))
    for day in (D(2026, 12, 12), D(2026, 12, 20), D(2027, 1, 16), D(2027, 1, 17)):
        plan_next_intakes(day, NOW)
    made = {
        one.name: (one.opens_on, [row.qualification.code for row in one.offerings.all()])
        for one in Intake.objects.filter(to_confirm=True)
    }
    assert made == {
        "Summer 2027": (D(2026, 12, 12), LOWER),
        "Autumn 2027": (D(2027, 1, 16), HIGHER),
    }


def test_nothing_happens_by_itself_without_a_policy_after_a_no_or_long_afterwards(published):
    last = spring()
    with pytest.raises(Refusal, match="Say why"):
        actions.leave_without_next(last, reason="", by=an_officer(), today=TODAY)
    assert plan_next_intakes(D(2027, 1, 12), NOW) == 0
    assert len(proposals(D(2027, 1, 12))) == 1
    actions.leave_without_next(last, reason="The qualification ends", by=an_officer(), today=TODAY)
    assert (proposals(TODAY), plan_next_intakes(D(2026, 12, 12), NOW)) == ([], 0)
    Intake.objects.update(no_next_reason="")
    IntakePolicy.objects.update(to_on=TODAY)
    assert (proposals(TODAY), plan_next_intakes(D(2026, 12, 12), NOW)) == ([], 0)
    plan("Autumn 2027", D(2027, 6, 11), D(2027, 9, 13))
