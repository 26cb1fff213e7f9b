"""The latest rows say of how many they are; a log is shown whole where that is asked for."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.template import engines

from cadre.ui.latest import latest, latest_or_all

pytestmark = pytest.mark.django_db


def test_the_latest_of_more_and_of_no_more(django_assert_num_queries):
    rows = ContentType.objects.order_by("pk")
    number = rows.count()
    with django_assert_num_queries(1):
        cut = latest(rows, 3)
    assert (len(cut), cut.total, cut.are_cut, cut.said) == (3, number, True, f"The latest 3 of {number}.")
    whole = latest(rows, number)
    assert (len(whole), whole.are_cut) == (number, False)
    assert (list(latest(rows.none())), latest(rows.none()).are_cut) == ([], False)


def test_a_log_is_whole_where_the_address_asks():
    rows = ContentType.objects.order_by("pk")
    assert len(latest_or_all(rows, QueryDict(""), 3)) == 3
    assert latest_or_all(rows, QueryDict("earlier=all"), 3) == list(rows)
    assert not latest_or_all(rows, QueryDict("earlier=all"), 3).are_cut


def test_a_log_that_is_cut_leads_to_the_whole():
    drawn = engines["django"].from_string("{% log entries %}")
    rows = ContentType.objects.order_by("pk")
    cut = drawn.render({"entries": latest(rows, 3)})
    assert ("The latest 3 of" in cut, 'href="?earlier=all#log"' in cut) == (True, True)
    assert "The latest" not in drawn.render({"entries": latest(rows, 10_000)})
    assert "The latest" not in drawn.render({"entries": list(rows[:3])})
