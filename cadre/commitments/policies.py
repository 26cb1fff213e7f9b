"""What partners promise, and how years and silence are counted."""

import calendar
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models

from cadre.commitments.models import CommitmentPolicy, Promise
from cadre.commitments.states import Measure
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says

AREA = "Partners"
MONTHS: Mapping[int, str] = {number: calendar.month_name[number] for number in range(1, 13)}


class Month(Says):
    """A month by its number."""

    def field(self, column: models.Field | None) -> forms.Field:
        return forms.TypedChoiceField(label=self.label, choices=list(MONTHS.items()), coerce=int)

    def words(self, value: Any, column: models.Field | None) -> str:
        return MONTHS[value]


def _refuse_promise(*, measure: str, qualification: object, **_: Any) -> str:
    return "" if measure != Measure.GROUPS or qualification else "Say of which qualification groups are promised."


POLICIES = [
    DatedPolicy(
        CommitmentPolicy,
        "Counting promises",
        AREA,
        "partner_org",
        fields={
            "starts_month": Month("A year of promises begins with the first of"),
            "risk_days": Says("A promise is at risk in its last", "days", most=366),
            "quiet_days": Says("A partner is quiet when nothing was heard for", "days", zero="Never"),
        },
    ),
    DatedPolicy(
        Promise,
        "What partners promise for a year",
        AREA,
        "partner_org",
        made_from=("key", "title"),
        fields={
            "title": Says("Title"),
            "words": Says("What is promised"),
            "measure": Says("Measured by"),
            "qualification": Says("Qualification", hint="For groups; else leave it empty.", optional=True),
            "least": Says("What a counted measure has to reach", least=1),
        },
        is_list=True,
        note="A year is judged by the promises of its day.",
        related=("qualification",),
        refuse=_refuse_promise,
    ),
]
