"""Charts: each draws, and lists the same numbers beneath."""

from django import template

from cadre.ui.components.recruitment import Recruitment
from cadre.ui.components.scores import AGREEMENT, SCALE, Scores, agreement_bar, before_after, column
from cadre.ui.components.timeline import Element, Timeline, in_order

register = template.Library()


@register.inclusion_tag("ui/components/timeline.html")
def timeline_chart(elements) -> dict:
    """A programme over its months, and its dates as a list. `elements`: `Element`s, or dicts with the same names."""
    made = [element if isinstance(element, Element) else Element(**element) for element in elements]
    rows = in_order(made)
    half = (len(rows) + 1) // 2
    columns = [(1, rows[:half]), (half + 1, rows[half:])]
    return {"drawing": Timeline(made).drawing() if made else "", "columns": [column for column in columns if column[1]]}


@register.inclusion_tag("ui/components/score_chart.html")
def score_chart(questions, *, caption="How many people gave each score from 0 to 10") -> dict:
    """Histograms in a table. `questions`: (words, [people per score from 0 to 10])."""
    found = [Scores(words, list(counts)) for words, counts in questions]
    most = max((max(scores.counts) for scores in found), default=0)
    rows = [
        (scores, [(count, column(count, score, most)) for score, count in zip(SCALE, scores.counts, strict=True)])
        for scores in found
    ]
    return {"rows": rows, "scale": SCALE, "caption": caption}


@register.inclusion_tag("ui/components/likert_chart.html")
def likert_chart(questions, *, caption="How many people agreed") -> dict:
    """Agreement in five steps. `questions`: (words, [people from “disagree strongly” to “agree strongly”])."""
    rows = [(words, list(counts), agreement_bar(list(counts))) for words, counts in questions]
    return {"rows": rows, "steps": AGREEMENT, "caption": caption}


@register.inclusion_tag("ui/components/before_after_chart.html")
def before_after_chart(
    before,
    after,
    *,
    before_label="Before",
    after_label="After the day",
    caption="Confidence before and after, people per score",
) -> dict:
    """Two histograms back to back: people per score from 0 to 10."""
    low, high = Scores(before_label, list(before)), Scores(after_label, list(after))
    return {"drawing": before_after(low, high), "rows": [low, high], "scale": SCALE, "caption": caption}


@register.inclusion_tag("ui/components/recruitment_chart.html")
def recruitment_chart(
    points,
    deadline,
    *,
    earlier=(),
    earlier_deadline=None,
    earlier_label="last time",
    minimum=None,
    target=None,
    expected=None,
    caption="People by day",
) -> dict:
    """A cumulative line to the deadline. `points`, `earlier`: (date, total); `expected`: (low, middle, high)."""
    chart = Recruitment(
        list(points), deadline, list(earlier), earlier_deadline, earlier_label, minimum, target, expected
    )
    return {
        "drawing": chart.drawing(),
        "rows": chart.rows(),
        "earlier_label": earlier_label if chart.earlier else "",
        "caption": caption,
    }
