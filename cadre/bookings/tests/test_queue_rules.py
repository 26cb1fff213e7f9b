"""The list's rules: a table of cases, and what must hold for any list."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre.bookings.rules.queue import Need, Outcome, Room, Terms, fits, in_order, positions, round_of_offers
from cadre.bookings.rules.why import why
from cadre.bookings.states import PartyRule

START = datetime(2026, 11, 1, 9, tzinfo=UTC)
PEAK, TRENT, WELLAND = 1, 2, 3
SKIP, BLOCK = Terms(PartyRule.SKIP), Terms(PartyRule.BLOCK)
NAMES = {PEAK: "Peakside", TRENT: "Trent Reach", WELLAND: "Welland"}


def need(key: int, places: int = 1, **facts) -> Need:
    facts.setdefault("partner", PEAK)
    return Need(key, places, START + timedelta(hours=key), **facts)


def room(key: int, partner: int = PEAK, *, size: int = 12, people: int = 12, **facts) -> Room:
    facts.setdefault("point", (430_000 + 40_000 * partner, 360_000))
    return Room(key, partner, NAMES[partner], facts.pop("region", "East Midlands"), size=size, people=people, **facts)


def outcomes(needs, rooms, terms=SKIP) -> list[tuple[int, str, int | None]]:
    return [(v.need.key, v.outcome.value, v.room and v.room.key) for v in round_of_offers(needs, rooms, terms)]


@pytest.mark.parametrize(
    ("one", "fitting"),
    [
        (need(1), {10}),
        (need(1, partner=None), {10, 20, 30}),
        (need(1, partner=None, region="East of England"), {30}),
        (need(1, partner=TRENT, region="East of England"), {20, 30}),
        (need(1, partner=None, within_km=45, point=(470_000, 360_000)), {10, 20}),
        (need(1, partner=WELLAND, within_km=10, point=(470_000, 360_000)), {10, 30}),
        (need(1, partner=None, within_km=45), set()),
        (need(1, partner=None, region="East Midlands", within_km=10, point=(510_000, 360_000)), {20}),
    ],
)
def test_a_need_fits_its_partner_or_its_area(one, fitting):
    rooms = [room(10), room(20, TRENT), room(30, WELLAND, region="East of England")]
    assert {each.key for each in rooms if fits(one, each)} == fitting


TABLE = [
    (
        "first come first",
        [need(2), need(1)],
        [room(10, people=11)],
        SKIP,
        [(1, "offer", 10), (2, "others_first", None)],
    ),
    ("full", [need(1)], [room(10)], SKIP, [(1, "full", None)]),
    ("none", [need(1)], [room(20, TRENT, people=0)], SKIP, [(1, "no_group", None)]),
    ("held", [need(1)], [room(10, people=11, offered=1)], SKIP, [(1, "offered_to_others", None)]),
    (
        "a party is passed over",
        [need(1, 3), need(2)],
        [room(10, people=10)],
        SKIP,
        [(1, "party_too_large", None), (2, "offer", 10)],
    ),
    (
        "a party keeps the places",
        [need(1, 3), need(2)],
        [room(10, people=10)],
        BLOCK,
        [(1, "party_blocks", None), (2, "kept_for_a_party", None)],
    ),
    (
        "a party larger than the group never blocks it",
        [need(1, 13), need(2)],
        [room(10, people=10)],
        BLOCK,
        [(1, "party_too_large", None), (2, "offer", 10)],
    ),
    (
        "the wished partner before the nearer one",
        [need(1, within_km=200, point=(510_000, 360_000))],
        [room(10, people=0), room(20, TRENT, people=0)],
        SKIP,
        [(1, "offer", 10)],
    ),
    (
        "the other partner when the wished one is full",
        [need(1, within_km=200, point=(510_000, 360_000))],
        [room(10), room(20, TRENT, people=0)],
        SKIP,
        [(1, "offer", 20)],
    ),
    (
        "a party in one group",
        [need(1, 3)],
        [room(10, people=10), room(11, people=10)],
        SKIP,
        [(1, "party_too_large", None)],
    ),
]


@pytest.mark.parametrize(
    ("needs", "rooms", "terms", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_who_is_offered_what(needs, rooms, terms, expected):
    assert outcomes(needs, rooms, terms) == expected


def test_those_whose_group_was_closed_stand_first_only_where_the_policy_says_so():
    needs = [need(1), need(2, released=True)]
    assert [one.key for one in in_order(needs, Terms(released_first=True))] == [2, 1]
    assert [one.key for one in in_order(needs, Terms())] == [1, 2]


NEEDS = st.lists(
    st.builds(
        lambda places, partner, region, hour: (places, partner, region, hour),
        st.integers(1, 5),
        st.sampled_from([None, PEAK, TRENT, WELLAND]),
        st.sampled_from(["", "", "East Midlands", "East of England"]),
        st.integers(0, 5),
    ),
    max_size=15,
).map(lambda rows: [Need(n, p, START + timedelta(hours=h), w, r) for n, (p, w, r, h) in enumerate(rows, 1)])
ROOMS = st.lists(
    st.tuples(st.sampled_from([PEAK, TRENT, WELLAND]), st.integers(1, 8), st.integers(0, 8), st.integers(0, 3)),
    max_size=6,
).map(
    lambda rows: [
        Room(
            n,
            p,
            NAMES[p],
            "East of England" if p == WELLAND else "East Midlands",
            (None, None),
            size,
            min(taken, size),
            held,
        )
        for n, (p, size, taken, held) in enumerate(rows, 1)
    ]
)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # building lists takes its time
TERMS = st.builds(Terms, st.sampled_from(PartyRule), st.booleans())


@CALM
@given(NEEDS, ROOMS, TERMS)
def test_no_round_offers_more_than_is_free(needs, rooms, terms):
    given_out = Counter()
    for verdict in round_of_offers(needs, rooms, terms):
        if verdict.room:
            assert fits(verdict.need, verdict.room)
            given_out[verdict.room.key] += verdict.need.places
    assert all(given_out[each.key] <= each.free for each in rooms)


@CALM
@given(NEEDS, ROOMS, TERMS)
def test_nobody_jumps(needs, rooms, terms):
    """An independent count: walking the list, whoever gets nothing had no room large enough left by those ahead."""
    left, kept = {each.key: each.free for each in rooms}, set()
    for verdict in round_of_offers(needs, rooms, terms):
        enough = [
            each
            for each in rooms
            if fits(verdict.need, each) and left[each.key] >= verdict.need.places and each.key not in kept
        ]
        assert bool(enough) == (verdict.room is not None)
        if verdict.room:
            left[verdict.room.key] -= verdict.need.places
        elif verdict.outcome == Outcome.PARTY_BLOCKS:
            kept |= {each.key for each in rooms if fits(verdict.need, each) and each.size >= verdict.need.places}


@CALM
@given(NEEDS, ROOMS, TERMS)
def test_what_is_answered_says_a_position_and_a_reason(needs, rooms, terms):
    places = positions(needs, rooms, terms)
    for verdict in round_of_offers(needs, rooms, terms):
        said = why(verdict, rooms, terms, position=places[verdict.need.key], need_words="any group", closed="")
        assert said.startswith(f"Position {places[verdict.need.key]}. ")
        assert said.endswith(".")
        assert len(said) > len("Position 1. ") + 10


@CALM
@given(NEEDS, ROOMS, TERMS)
def test_positions_count_those_ahead_who_want_the_same(needs, rooms, terms):
    """Against a plain count, pair by pair."""
    ahead: list[Need] = []
    expected = {}
    for one in in_order(needs, terms):
        same = [
            other
            for other in ahead
            if other.partner == one.partner or any(fits(one, each) and fits(other, each) for each in rooms)
        ]
        expected[one.key] = len(same) + 1
        ahead.append(one)
    assert positions(needs, rooms, terms) == expected


SENTENCES = [
    (need(1), [room(10, size=24, people=24)], SKIP, "Position 1. Peakside is full: all 24 places are taken."),
    (
        need(1),
        [room(10), room(20, TRENT, people=10)],
        SKIP,
        "Position 1. Peakside is full: all 12 places are taken. The 2 free places elsewhere are at Trent Reach, "
        "outside this wish.",
    ),
    (
        need(1, 3),
        [room(10, people=10)],
        SKIP,
        "Position 1. A party of 3 does not fit the 2 free places at Peakside. Until more are free they go to the "
        "next in line.",
    ),
    (
        need(1, 3),
        [room(10, people=10)],
        BLOCK,
        "Position 1. A party of 3 does not fit the 2 free places at Peakside yet. They are kept until more are free.",
    ),
    (
        need(1),
        [room(10, people=10, offered=2, offered_until="27 November, 10:00")],
        SKIP,
        "Position 1. 2 places are offered to others at Peakside, until 27 November, 10:00. The rest are taken.",
    ),
    (need(1), [], SKIP, "Position 1. No group is open yet for: Peakside."),
]


@pytest.mark.parametrize(("one", "rooms", "terms", "sentence"), SENTENCES)
def test_why_somebody_was_not_offered_a_place(one, rooms, terms, sentence):
    (verdict,) = round_of_offers([one], rooms, terms)
    assert why(verdict, rooms, terms, position=1, need_words="Peakside", closed="") == sentence


def test_once_offers_have_ended_that_is_the_reason():
    (verdict,) = round_of_offers([need(1)], [room(10, people=0)], SKIP)
    closed = "Registration closed on 11 December 2026."
    assert why(verdict, [], SKIP, position=1, need_words="Peakside", closed=closed) == closed
