"""What is drawn and what is listed beneath are the same numbers."""

import re
from datetime import date, timedelta

import pytest

from cadre.ui.components.recruitment import MOST_POINTS, Recruitment
from cadre.ui.sample_values import sample_values
from cadre.ui.tests.pages import cells, draw, words


def test_scores_are_drawn_and_listed_with_their_mean():
    counts = [0, 0, 0, 1, 0, 1, 2, 3, 4, 1, 1]
    html = draw("{% score_chart questions %}", questions=[("Relevant", counts)])
    assert cells(html)[1] == ["Relevant", *["· 0" if n == 0 else str(n) for n in counts], "7.1"]
    heights = [int(height) for height in re.findall(r'<rect width="100%" height="(\d+)"', html)]
    assert [round(height / max(heights) * 4) for height in heights] == counts
    assert html.count("f-caution") == 6


def test_a_question_without_answers_has_no_mean():
    assert cells(draw("{% score_chart questions %}", questions=[("Relevant", [0] * 11)]))[1][-1] == "–"


def test_agreement_is_drawn_and_listed():
    html = draw("{% likert_chart questions %}", questions=[("Pace", [0, 1, 3, 6, 3])])
    assert cells(html)[1] == ["Pace", "0", "1", "3", "6", "3"]
    assert 'aria-label="1 disagree, 3 neither, 6 agree, 3 agree strongly"' in html
    assert re.findall(r"<text[^>]*>(\d+)</text>", html) == ["1", "3", "6", "3"]
    widths = [float(width) for width in re.findall(r'x="[\d.]+%" width="([\d.]+)%"', html)]
    assert sum(widths) == pytest.approx(100, abs=0.1)


def test_before_and_after_are_drawn_and_listed():
    values = sample_values()
    html = draw("{% before_after_chart before after %}", **values)
    rows = cells(html)
    assert rows[1] == ["Before", *map(str, values["before"]), "4.9"]
    assert rows[2] == ["After the day", *map(str, values["after"]), "7.5"]
    drawn = [int(n) for n in re.findall(r"<text[^>]*>(\d+)</text>", html)]
    shown = [
        n
        for pair in zip(range(11), values["after"], values["before"], strict=True)
        for n in (pair[0], *(v for v in pair[1:] if v))
    ]
    assert drawn == shown
    assert "Before: mean 4.9. After the day: mean 7.5." in html


def test_recruitment_lists_every_point_it_draws():
    deadline = date(2026, 12, 11)
    points = [(deadline - timedelta(days=60 - n), n * 2) for n in range(50)]
    earlier = [(date(2025, 12, 12) - timedelta(days=60 - n), n) for n in range(61)]
    chart = Recruitment(points, deadline, earlier, date(2025, 12, 12))
    rows = {day: (now, before) for day, now, before in chart.rows()}
    assert len(chart.points) <= MOST_POINTS
    assert chart.points[-1] == points[-1]
    assert all(rows[day][0] == total for day, total in chart.points)
    assert all(rows[day][1] == total for day, total in chart.earlier)
    assert max(day for day, _ in chart.earlier) == deadline
    assert str(chart.drawing()).count(f"{chart.x(points[-1][0]):.1f},{chart.y(98):.1f}") == 1


@pytest.mark.parametrize("late", [0, 20, 40])
def test_the_name_of_the_earlier_line_keeps_off_both_lines(late):
    """However late the present one began: on it, the name would be taken for its own."""
    deadline = date(2026, 12, 11)
    points = [(deadline - timedelta(days=70 - n), (n - late) ** 2 // 12) for n in range(late, 55)]
    earlier = [(deadline - timedelta(days=70 - n), 2 * n) for n in range(71)]
    chart = Recruitment(points, deadline, earlier, deadline, earlier_label="autumn 2026")
    x, y = re.search(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>autumn 2026', str(chart.drawing())).groups()
    heights = [
        chart.y(total)
        for line in (chart.points, chart.earlier)
        for day, total in line
        if 0 <= chart.x(day) - float(x) <= 82
    ]
    assert all(abs(height - float(y) + 5) > 8 for height in heights)


def test_the_recruitment_table_stands_beneath_the_line():
    html = draw(
        "{% recruitment_chart recruited deadline earlier=earlier earlier_deadline=earlier_deadline "
        'earlier_label="spring 2026" expected=expected %}',
        **sample_values(),
    )
    rows = cells(html)
    assert rows[0] == ["Date", "People", "Spring 2026"]
    assert [row[:2] for row in rows if row[1] == "128"] == [["23 Nov 2026", "128"]]
    assert "128 now, 159 expected, between 148 and 170" in html


@pytest.mark.parametrize("points", [[], [(date(2026, 12, 1), 0)], [(date(2026, 12, 11), 5)]])
def test_a_chart_with_little_in_it_is_drawn(points):
    assert "<svg" in draw("{% recruitment_chart points deadline %}", points=points, deadline=date(2026, 12, 11))


def test_the_programme_lists_each_element_by_date():
    html = draw("{% timeline_chart programme %}", **sample_values())
    said = words(html.partition("</svg>")[2])
    assert said.startswith(
        "8 to 26 Feb 2027 First 360° review, ready to discuss on day 1 1 to 12 Mar Day 1 , on a date"
    )
    assert html.count("<time") == len(sample_values()["programme"])


def test_an_empty_programme_draws_nothing():
    assert words(draw("{% timeline_chart programme %}", programme=[])) == ""
