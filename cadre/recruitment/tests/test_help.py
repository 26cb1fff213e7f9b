"""What helps is in order of effect; a partner's forecast is shared over its groups; margins step at the bands."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre.finance.rules.fees import Band, Facilitation
from cadre.groups.rules import viability
from cadre.recruitment.rules.forecast import Expected
from cadre.recruitment.rules.help import Help, Short, helps, would_run
from cadre.recruitment.rules.money import Standing, Terms, money, steps
from cadre.recruitment.rules.outlook import outlook, share_out

BANDS = [Band(12, 14, 500), Band(15, 18, 600), Band(19, None, 700)]
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # building lists takes its time
TERMS = Terms(25, Facilitation(400, BANDS), 3)


def test_what_makes_a_group_run_comes_first_then_the_surest():
    found = helps(
        [
            Short(1, missing=6),
            Short(2, missing=3, drafts=4, near=1),
            Short(3, missing=1, drafts=2, undecided=1, near=1),
        ]
    )
    assert found == [
        Help(3, "near", 1, True),
        Help(3, "decide", 1, True),
        Help(2, "remind", 4, True),
        Help(2, "near", 1, False),
        Help(1, "ask", 0, False),
    ]
    assert would_run(found) == {2, 3}


COUNT = st.integers(0, 15)


@CALM
@given(st.lists(st.tuples(st.integers(1, 12), COUNT, COUNT, COUNT), max_size=8))
def test_every_short_group_gets_at_least_one_and_at_most_two_things(rows):
    shorts = [Short(key, *row) for key, row in enumerate(rows)]
    found = helps(shorts)
    for short in shorts:
        assert 1 <= sum(one.group == short.group for one in found) <= 2
    runs = [one.runs for one in found]
    assert runs == sorted(runs, reverse=True)


@pytest.mark.parametrize(
    ("people", "days", "middle", "words"),
    [
        (12, 5, None, "Runs"),
        (11, 5, 12, "Likely"),
        (11, 5, 11, "1 short"),
        (11, 5, None, "1 short"),
        (11, -1, 14, "At risk, 1 short"),
        (24, 5, 24, "Full"),
    ],
)
def test_the_word_for_a_group(people, days, middle, words):
    expected = Expected(middle, middle, middle) if middle else None
    assert outlook(viability(people, 12, 24, days_left=days), expected)[0] == words


@CALM
@given(
    st.lists(st.tuples(st.integers(0, 24), st.just(24)), min_size=1, max_size=4),
    st.lists(st.integers(0, 120), min_size=3, max_size=3),
)
def test_shares_add_up_and_stay_within_the_places(groups, numbers):
    total = Expected(*sorted(numbers))
    shares = share_out(total, groups)
    places = sum(size for _, size in groups)
    for name in ("low", "middle", "high"):
        assert sum(getattr(one, name) for one in shares) == min(getattr(total, name), places)
        assert all(0 <= getattr(one, name) <= size for one, (_, size) in zip(shares, groups, strict=True))
    assert all(one.low <= one.middle <= one.high for one in shares)


def test_one_more_pays_less_where_a_band_starts():
    def of(people: int, minimum: int = 12):
        return money(Standing(people, minimum, 24, people * 1000, 2), typical=900, terms=TERMS)

    assert of(13).margin == 13_000 - 13 * 75 - 1500
    assert of(13).more == 900 - 75
    assert of(14).more == 900 - 75 - 300
    assert of(15).less == -(900 - 75) + 300
    assert (of(12).less, of(24).more) == (None, None)
    assert steps(TERMS) == [15, 19]


def test_a_short_group_says_what_it_would_earn_with_its_minimum():
    short = money(Standing(10, 12, 24, 10_000, 2), typical=900, terms=TERMS)
    assert short.margin is None
    assert short.at_minimum == 10_000 + 2 * 900 - 12 * 75 - 1500
    assert (short.more, short.less) == (None, None)


def test_a_contracted_fee_does_not_move_with_the_people():
    fixed = money(Standing(14, 12, 24, 14_000, 2, contracted=14), typical=900, terms=TERMS)
    assert fixed.more == 900 - 75
