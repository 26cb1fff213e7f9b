"""The dated terms of picking and moving dates."""

from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says
from cadre.scheduling.models import DatePolicy

POLICIES = [
    DatedPolicy(
        DatePolicy,
        "Picking and moving dates",
        "Events",
        "event",
        verb="E",
        fields={
            "hold_hours": Says("A day may be held for", "hours", least=1, most=500),
            "answer_days": Says("People have to say whether they can come on a moved date", "days", least=1, most=60),
            "shown_before_days": Says("Partners see arrangements before an event for", "days", most=200),
            "shown_after_days": Says("And after it for", "days", most=200),
        },
        notice_days=1,
        note="A day that is held keeps the end it was given. Whoever has not answered in time is reminded once.",
    )
]
