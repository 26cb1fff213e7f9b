"""The dated rates and rules of money."""

from itertools import pairwise
from typing import Any

from django import forms
from django.db import models

from cadre.finance.models import (
    FacilitationRate,
    FeePolicy,
    HeadCountRule,
    HostingRate,
    PaymentTerms,
    VatRule,
    Wording,
)
from cadre.finance.states import ANSWERS, Question, Treatment
from cadre.lib.money import pence_of, pounds
from cadre.lib.text import whole_number
from cadre.rulebook.policy import DatedPolicy, Values
from cadre.rulebook.says import Pounds, Says, Table

AREA = "Rates and papers"
KEPT = "What was worked out before keeps the rule it was worked out by."
MOST = 1_000


class OfQuestion(Says):
    """An answer, under the question it answers."""

    def field(self, column: models.Field | None) -> forms.Field:
        groups = [
            (Question(one).label, [(answer.value, answer.label) for answer in some]) for one, some in ANSWERS.items()
        ]
        return forms.ChoiceField(label=self.label, choices=groups)


def _refuse_answer(*, question: str, answer: str) -> str:
    return "" if answer in ANSWERS[Question(question)] else "This answers another question. Choose one of its own."


def _people(typed: str) -> int:
    number = whole_number(typed)
    if number is None or not 0 < number <= MOST:
        raise ValueError(f"write people as a number from 1 to {MOST}.")
    return number


def _most(typed: str) -> int | None:
    return _people(typed) if typed else None


def _band(row: dict[str, Any]) -> str:
    to = f"to {row['most']}" if row["most"] else "and more"
    return f"{row['least']} {to} people: {pounds(row['total_pence'])}"


class Bands(Table):
    """The bands of a rate, their amounts typed in pounds."""

    def typed(self, value: Any) -> Any:
        rows = [(row["least"], row["most"] or "", pounds(row["total_pence"])) for row in value or ()]
        return "\n".join(" | ".join(str(part) for part in row) for row in rows)


def _read_rate(row: FacilitationRate) -> Values:
    bands = [
        {"least": one.least, "most": one.most, "total_pence": one.total_pence}
        for one in sorted(row.bands.all(), key=lambda one: one.least)
    ]
    return {"single_pence": row.single_pence, "bands": bands}


def _refuse_bands(*, bands: list[dict[str, Any]], **_: Any) -> str:
    """Without gaps or overlaps, the last without an end."""
    for before, after in pairwise(bands):
        if before["most"] is None or after["least"] != before["most"] + 1:
            return "Each band begins with the person after the one before it, and only the last has no most."
    if bands and bands[-1]["most"] is not None:
        return "The last band has no most: it is for so many people and more."
    if any(one["most"] and one["most"] < one["least"] for one in bands):
        return "A band ends at no fewer people than it begins with."
    return ""


def _write_bands(row: FacilitationRate, values: Values) -> None:
    for band in values["bands"]:
        row.bands.create(**band)


def _refuse_vat(*, treatment: str, basis_points: int, **_: Any) -> str:
    rated = treatment == Treatment.STANDARD
    return "" if rated == bool(basis_points) else "Only what is standard rated has a rate, and it has one."


def _printed(row: VatRule) -> str:
    whole, rest = divmod(row.basis_points, 100)
    rate = f"{whole}.{rest:02}".rstrip("0").rstrip(".")
    return f"{row.get_treatment_display()}, {rate}%. Printed: “{row.words}”"


POLICIES = [
    DatedPolicy(
        HostingRate,
        "Hosting",
        AREA,
        "price_rule",
        fields={"pence": Pounds("For each person and event")},
        notice_days=1,
        note=KEPT,
    ),
    DatedPolicy(
        FacilitationRate,
        "Facilitation, each event",
        AREA,
        "price_rule",
        fields={
            "single_pence": Pounds("One facilitator"),
            "bands": Bands(
                "Two facilitators",
                hint="A band on each line: fewest people, most people (empty in the last), and pounds for both "
                "together, with | between, such as 12 | 14 | 500.00.",
                parts={"least": _people, "most": _most, "total_pence": pence_of},
                line=_band,
            ),
        },
        notice_days=1,
        note=f"Two facilitators share in equal halves. {KEPT}",
        refuse=_refuse_bands,
        read=_read_rate,
        write=lambda values: {"single_pence": values["single_pence"]},
        after=_write_bands,
        related=("bands",),
    ),
    DatedPolicy(
        HeadCountRule,
        "Which people count",
        AREA,
        "price_rule",
        keys={"fee": Says("Fee")},
        fields={"basis": Says("Counted are")},
        notice_days=1,
        note=f"Printed on statements and contract schedules. {KEPT}",
    ),
    DatedPolicy(
        FeePolicy,
        "What the agreement leaves open",
        AREA,
        "price_rule",
        keys={"question": Says("Question")},
        fields={"answer": OfQuestion("Answer")},
        notice_days=1,
        note="Every person counts at the partner whose register they are on. Somebody who moves counts from their "
        "first event there.",
        refuse=_refuse_answer,
    ),
    DatedPolicy(
        VatRule,
        "VAT",
        AREA,
        "price_rule",
        keys={"product": Says("Product")},
        fields={
            "treatment": Says("Treatment"),
            "basis_points": Says("Rate, in hundredths of a percent", most=10_000, hint="2000 is 20%."),
            "words": Says("Words on the paper"),
        },
        notice_days=1,
        note="An invoice keeps the treatment of its tax point.",
        sentence=_printed,
        refuse=_refuse_vat,
    ),
    DatedPolicy(
        PaymentTerms,
        "Payment terms",
        AREA,
        "price_rule",
        fields={
            "days": Says("Invoices are due within", "days", most=365),
            "words": Says("Words on the invoice", hint="{days} stands for the number.", optional=True),
        },
        notice_days=1,
        note="An invoice keeps the terms of its date.",
    ),
    DatedPolicy(
        Wording,
        "Texts on papers",
        AREA,
        "price_rule",
        keys={"key": Says("Text")},
        fields={"text": Says("Words")},
        notice_days=1,
        note="A paper keeps the words it was drawn with.",
    ),
]
