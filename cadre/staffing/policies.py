"""The dated policy of suggesting and inviting, and who visits first events."""

from typing import Any

from django import forms
from django.db import models

from cadre.facilitators.models import Facilitator
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says
from cadre.staffing.models import QualityLead, StaffingPolicy


class Person(Says):
    """A facilitator who has not left."""

    def field(self, column: models.Field | None) -> forms.Field:
        return forms.ModelChoiceField(Facilitator.objects.filter(left_on=None).select_related("user"), label=self.label)


def _refuse(*, answer_days: int, remind_days: int, **_: Any) -> str:
    return "" if remind_days < answer_days else "The reminder comes while the invitation is open."


POLICIES = [
    DatedPolicy(
        StaffingPolicy,
        "Suggesting and inviting facilitators",
        "Facilitators",
        "staffing",
        fields={
            "unsaid_km": Says("Who named no limit goes as far as", "km", least=1),
            "unsaid_events": Says("And to as many of a season’s", "events", least=1, most=365),
            "answer_days": Says("An invitation is open for", "days", least=1, most=365),
            "remind_days": Says("It is recalled before its end", "days", most=365, zero="Never"),
            "plan_briefing_days": Says("A lead is asked to set the briefing before an event", "days", most=90),
            "briefing_days": Says("Its team is reminded before the briefing", "days", most=90),
        },
        note="An invitation keeps the end it was given.",
        refuse=_refuse,
    ),
    DatedPolicy(
        QualityLead,
        "Who visits first events",
        "Facilitators",
        "qa_visit",
        keys={"facilitator": Person("Facilitator")},
        fields={},
        is_list=True,
        note="Experienced facilitators who visit the first event of somebody new.",
        related=("facilitator__user",),
    ),
]
