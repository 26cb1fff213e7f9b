"""The dated terms of dates, for the page that shows what held when."""

from datetime import date

from cadre.applications.policies import RuleTable, gap_words, rule_row
from cadre.scheduling.models import DatePolicy


def policy_tables(today: date) -> list[RuleTable]:
    """One table, the newest version first. One query."""
    rows = list(DatePolicy.objects.order_by("-from_on"))
    return [
        RuleTable(
            "Picking and moving dates",
            "dates",
            [rule_row(one, f"A hold of {one.hold_hours} hours", terms_words(one), today) for one in rows],
            "A day that is held keeps the end it was given.",
            gap_words(rows),
        )
    ]


def terms_words(policy: DatePolicy) -> str:
    """`5 days to answer a moved date; partners see arrangements from 28 days before an event to 28 days after`."""
    shown = f"from {policy.shown_before_days} days before an event to {policy.shown_after_days} days after"
    return f"{policy.answer_days} days to answer a moved date; partners see arrangements {shown}"
