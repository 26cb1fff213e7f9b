"""The bench counts real quotes: of every outcome, and from the rows of a school in a fixed number of queries."""

import pytest

from bench import quotes
from bench.load import load
from cadre.applications.pricing import quote_inputs
from cadre.applications.rules.filled import Filled

pytestmark = pytest.mark.django_db
FROM_ROWS = 13


def test_quotes_are_counted_from_facts_and_from_rows():
    loaded = load(0, 40)
    assert quotes.rate(0.01) > 0
    assert quotes.rate_from_rows(loaded.open, loaded.schools, 0.01) > 0


def test_a_quote_from_rows_costs_few_queries(django_assert_max_num_queries):
    loaded = load(0, 40)
    offering = loaded.open.offerings.select_related("intake", "qualification")[0]
    filled = Filled(school_id=loaded.schools[0].pk, funding="scholarship", payer="school", before="no", trn="1907342")
    with django_assert_max_num_queries(FROM_ROWS):
        quote_inputs(filled, offering, on=loaded.open.opens_on)
