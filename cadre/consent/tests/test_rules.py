"""What an answer allows, whether it covers a proposal, who is offered what, and what the check before the end finds."""

import pytest

from cadre.consent.rules.checking import Seat, faults_of
from cadre.consent.rules.offering import Earlier, hopeless, options_for, refused_by
from cadre.consent.rules.terms import REFUSED, Answered, Proposed, Terms, covers, refuse_answer, terms_after
from cadre.consent.states import AgreementState, GroupWish, Option, Silence
from cadre.lib.errors import Refusal

MOVES = Proposed(going=3, coming=5, closes=True)
AGREED = Terms(may_go=True, takes=5, closes=True)


@pytest.mark.parametrize(
    ("answer", "holds"),
    [
        (Answered("agreed"), AGREED),
        (Answered("declined"), REFUSED),
        (Answered("silent", silence=Silence.AGREED), AGREED),
        (Answered("silent", silence=Silence.DECLINED), REFUSED),
        (Answered("countered", may_go=False, takes=2), Terms(may_go=False, takes=2, closes=True)),
        (Answered("countered", takes=9), AGREED),
        (Answered("countered", group=GroupWish.KEEP), Terms(may_go=True, takes=5, closes=False)),
        (
            Answered("countered", group=GroupWish.CLOSE),
            Terms(may_go=True, takes=0, opens=False, closes=True, runs=False),
        ),
    ],
)
def test_an_answer_allows_so_much(answer, holds):
    assert terms_after(None, MOVES, answer) == holds


def test_what_was_agreed_stays_agreed():
    assert terms_after(AGREED, Proposed(coming=8), Answered("declined")) == AGREED
    assert terms_after(AGREED, Proposed(coming=8), Answered("countered", may_go=False, takes=1)) == AGREED
    assert terms_after(AGREED, Proposed(coming=8), Answered("agreed")).takes == 8


@pytest.mark.parametrize(
    ("terms", "proposed", "covered"),
    [
        (None, Proposed(), True),
        (None, Proposed(coming=1), False),
        (AGREED, MOVES, True),
        (AGREED, Proposed(going=9, coming=5), True),
        (AGREED, Proposed(coming=6), False),
        (AGREED, Proposed(opens=True), False),
        (REFUSED, Proposed(going=1), False),
        (Terms(takes=5), Proposed(closes=True), False),
    ],
)
def test_a_partner_is_asked_again_only_beyond_what_it_allowed(terms, proposed, covered):
    assert covers(terms, proposed) is covered


L, D, N, W = Option.LOCAL, Option.DISTANCE, Option.NEXT, Option.WITHDRAWAL


@pytest.mark.parametrize(
    ("said", "earlier", "offered"),
    [
        ({"host": "trent"}, [], [L, D, N, W]),
        ({"host": ""}, [], [D, N, W]),
        ({"host": "", "stays": True}, [], []),
        ({"host": "trent"}, [("open", "trent")], []),
        ({"host": "trent"}, [("accepted", "dale")], []),
        ({"host": "trent"}, [("declined", "trent")], []),
        ({"host": "dale"}, [("declined", "trent")], [L, W]),
        ({"host": "dale"}, [("taken_back", "trent")], [L, D, N, W]),
        ({"host": "dale"}, [("lapsed", "trent")], []),
        ({"host": ""}, [("taken_back", "trent")], []),
    ],
)
def test_who_is_offered_what(said, earlier, offered):
    before = [Earlier(state, host, frozenset({L, D, N, W})) for state, host in earlier]
    assert options_for(**{"distance": True, "next_intake": True, **said}, earlier=before) == offered


def test_what_was_offered_and_not_taken_is_proposed_no_more():
    every = frozenset({L})
    assert refused_by([Earlier("declined", "trent", every), Earlier("taken_back", "dale", every)]) == ["dale", "trent"]
    assert refused_by([Earlier("lapsed", "trent", every)]) == ["*"]
    assert refused_by([Earlier("open", "trent", every), Earlier("over", "dale", every)]) == []


def test_a_place_is_hopeless_when_all_who_could_come_are_too_few():
    could = {"trent": {"A", "B", "C"}, "dale": {"A"}}
    wanted = [("A", "trent"), ("D", "dale")]
    assert hopeless(wanted, could=could, settled={"A": "trent"}, least={"trent": 3, "dale": 2}) == {"dale"}


def seat(**facts) -> Seat:
    usual = {"name": "Amina", "key": 1, "place": "trent", "host": "trent", "own": "peak", "consents": True}
    where = {"limit_km": 10, "school": (0, 0), "at": (9_000, 0)}
    return Seat(**{**usual, **where, **facts})


@pytest.mark.parametrize(
    ("facts", "accepted", "terms", "fault"),
    [
        ({}, {1: "trent"}, {"trent": Terms(takes=1)}, ""),
        ({}, {}, {"trent": Terms(takes=1)}, "Amina has not accepted this place."),
        ({}, {1: "dale"}, {"trent": Terms(takes=1)}, "Amina has not accepted this place."),
        ({"consents": False}, {1: "trent"}, {"trent": Terms(takes=1)}, "Amina did not say yes to another group."),
        ({"limit_km": 8}, {1: "trent"}, {"trent": Terms(takes=1)}, "Amina would travel more than 8 km."),
        ({}, {1: "trent"}, {}, "trent would take 1 people and agreed to 0."),
        (
            {},
            {1: "trent"},
            {"trent": Terms(takes=1), "peak": REFUSED},
            "Amina would leave a partner that did not agree.",
        ),
    ],
)
def test_the_check_finds_every_seat_that_nobody_agreed_to(facts, accepted, terms, fault):
    assert faults_of([seat(**facts)], accepted, terms) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"state": "agreed", "answer": "agreed"}, "answered or has ended: agreed"),
        ({"answer": "maybe"}, "Choose an answer"),
        ({"answer": "declined"}, "Say why"),
        ({"answer": "agreed", "by_phone": True}, "Say who answered"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(said, words):
    usual = {"state": AgreementState.OPEN, "takes": None, "words": "", "by_phone": False}
    with pytest.raises(Refusal, match=words):
        refuse_answer(**usual | said)
