"""The forecast beats the naive ones on intakes it has not seen, and its interval holds what it says it holds."""

from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre.recruitment.rules.comparison import NAIVE, OURS, compare
from cadre.recruitment.rules.flow import Flow, flow, together
from cadre.recruitment.rules.forecast import Expected, History, Past, quantile, whole_offerings
from cadre.recruitment.rules.simulation import SIZES, intakes

SEEDS = range(7_000, 7_010)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # building lists takes its time


@pytest.fixture(scope="module")
def scores():
    return compare(SEEDS)


@pytest.mark.parametrize("level", ["groups", "qualifications"])
@pytest.mark.parametrize("naive", NAIVE)
def test_the_forecast_is_nearer_than_a_naive_one(scores, level, naive):
    assert scores[level].error(OURS) < scores[level].error(naive)


@pytest.mark.parametrize("level", ["groups", "qualifications"])
def test_eight_in_ten_intervals_hold_the_truth(scores, level):
    assert 0.70 <= scores[level].coverage <= 0.90


def test_the_same_seed_makes_the_same_intakes_and_another_one_others():
    assert intakes(3, number=2) == intakes(3, number=2)
    assert intakes(3, number=2) != intakes(4, number=2)
    assert len(intakes(3, number=2)) == 2 * sum(len(sizes) for sizes in SIZES.values())


def test_the_command_prints_every_method_and_the_coverage():
    printed = StringIO()
    call_command("compare_forecasts", runs=1, stdout=printed)
    for words in (OURS, *NAIVE, "interval holds", "28 days before", "qualifications"):
        assert words in printed.getvalue()


def test_without_an_earlier_intake_nothing_is_expected():
    assert History([]).expect(9, 14, "NPQSL") is None


def test_after_the_deadline_what_is_there_is_expected():
    assert History(intakes(1, number=2)).expect(9, -1, "NPQSL") == Expected(9, 9, 9)


def steady(intake: int, *, qualification: str = "NPQSL", people: int = 20, late: int = 10) -> Past:
    """Half of them `late` days before the deadline, the others long before."""
    return Past(intake, qualification, intake, flow([(60, people // 2), (late, people - people // 2)]))


def test_what_came_late_every_time_is_expected_again():
    history = History([steady(intake) for intake in range(6)])
    expected = history.expect(10, 14, "NPQSL")
    assert expected
    assert expected.low <= 20 <= expected.high
    assert 18 <= expected.middle <= 21
    nothing_to_come = history.expect(20, 5, "NPQSL")
    assert nothing_to_come
    assert nothing_to_come.middle == 20


def test_one_earlier_intake_gives_an_interval_too():
    expected = History([steady(1)]).expect(10, 14, "NPQSL")
    assert expected
    assert expected.low < expected.middle < expected.high


def test_a_qualification_never_offered_takes_the_pace_of_all():
    expected = History([steady(intake) for intake in range(4)]).expect(10, 14, "NPQEL")
    assert expected
    assert expected.middle > 14


CHANGES = st.lists(st.tuples(st.integers(-20, 200), st.integers(0, 5)), max_size=12)


@CALM
@given(changes=CHANGES, now=st.integers(0, 60), before=st.integers(0, 200))
def test_an_interval_is_in_order_and_never_negative(changes, now, before):
    history = History([Past(1, "a", 1, flow(changes)), Past(2, "a", 1, flow([(30, 8), (3, 4)]))])
    expected = history.expect(now, before, "a")
    assert expected
    assert 0 <= expected.low <= expected.middle <= expected.high


@CALM
@given(changes=CHANGES, before=st.integers(-20, 200))
def test_a_flow_counts_what_came_by_a_day(changes, before):
    assert flow(changes).standing(before) == sum(change for day, change in changes if day >= before)
    assert flow(changes).final == sum(change for _, change in changes)
    assert together([flow(changes[:4]), flow(changes[4:])]) == flow(changes)


def test_points_are_totals_by_day():
    assert flow([(3, 2), (10, 4), (3, -1), (-2, 1)]).points == [(10, 4), (3, 5), (-2, 6)]
    assert Flow().points == []


def test_offerings_gather_their_partners():
    rows = [steady(1), Past(1, "NPQSL", "other", flow([(5, 3)])), steady(2)]
    assert [(one.intake, one.flow.final) for one in whole_offerings(rows)] == [(1, 23), (2, 20)]


@CALM
@given(values=st.lists(st.floats(-5, 5), min_size=1, max_size=30), share=st.floats(0, 1))
def test_a_quantile_lies_among_the_values(values, share):
    ordered = sorted(values)
    assert ordered[0] <= quantile(ordered, share) <= ordered[-1] + 1e-9
