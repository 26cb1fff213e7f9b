"""Lines, VAT, credits, payers and numbers, without a database."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre.finance.rules import numbers
from cadre.finance.rules.invoices import Line, Totals, course_fee, credit_of, due_on, payer_of, totals, vat_on


def a_fee(**changes):
    quote = {"list_fee": 125_000, "discount": 0, "scholarship": 0, "payable": 125_000}
    return course_fee(qualification="NPQSL", person="Amina Yusuf", **quote | changes)


def test_a_place_at_the_list_fee_is_one_line():
    assert a_fee() == [Line("NPQSL course fee: Amina Yusuf", 125_000)]


def test_a_discount_is_a_line_of_its_own():
    lines = a_fee(discount=12_500, payable=112_500)
    assert [(line.description, line.amount) for line in lines] == [
        ("NPQSL course fee: Amina Yusuf", 125_000),
        ("Discount: Amina Yusuf", -12_500),
    ]


def test_a_full_scholarship_has_no_line():
    assert a_fee(scholarship=125_000, payable=0) == []


def test_a_quote_that_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="does not add up"):
        a_fee(payable=124_999)


@settings(max_examples=1_000, deadline=None)
@given(net=st.integers(0, 10**8), basis_points=st.sampled_from([0, 500, 2_000]))
def test_vat_is_within_half_a_penny_of_the_exact_amount(net, basis_points):
    exact = Fraction(net * basis_points, 10_000)
    assert abs(vat_on(net, basis_points=basis_points) - exact) <= Fraction(1, 2)


@settings(max_examples=500, deadline=None)
@given(units=st.lists(st.integers(1, 10**6), min_size=1, max_size=9), basis_points=st.sampled_from([0, 2_000]))
def test_credits_of_every_line_in_turn_come_to_exactly_the_invoice(units, basis_points):
    lines = [Line("x", unit) for unit in units]
    original = totals(lines, basis_points=basis_points)
    credited = Totals(0, 0)
    for line in lines:
        part = credit_of(line.amount, original=original, credited=credited, basis_points=basis_points)
        credited = Totals(credited.net + part.net, credited.vat + part.vat)
        assert part.vat >= 0
    assert credited == original


@pytest.mark.parametrize("net", [0, -1, 100_001])
def test_a_credit_of_nothing_or_of_more_than_the_rest_is_refused(net):
    with pytest.raises(ValueError, match="credit note"):
        credit_of(net, original=Totals(125_000, 0), credited=Totals(25_000, 0), basis_points=0)


def test_a_payer_is_the_same_however_typed():
    assert payer_of("Sherwin  Hall", "A@b.example", "NG5 6QT", "PO 1") == payer_of(
        "sherwin hall", "a@B.example", "ng56qt", "po1"
    )
    assert payer_of("Sherwin Hall", "", "", "PO 1") != payer_of("Sherwin Hall", "", "", "PO 2")


def test_numbers_are_read_back_and_a_gap_is_named():
    assert numbers.number_of("OLP-", 123) == "OLP-000123"
    assert numbers.position_of("OLP-000123", "OLP-") == 123
    assert numbers.missing([1, 2, 4], following=6) == [3, 5]
    with pytest.raises(ValueError, match="no number of the series"):
        numbers.position_of("OLP-C-000001", "OLP-")


def test_terms_count_days():
    assert due_on(date(2026, 11, 24), days=30) == date(2026, 12, 24)
