"""The list of scholarships that the Department confirms: its filter, its columns, and the file to send and keep."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from cadre.applications.lists import ALL, offered
from cadre.applications.models import (
    Application,
    Confirmation,
    PayerQuestion,
    ScholarshipFund,
    ScholarshipRule,
    Settlement,
)
from cadre.applications.states import Answered
from cadre.people.models import User
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm


def confirmations_listed(rows: QuerySet[Confirmation]) -> QuerySet[Confirmation]:
    """With all that a row and the file show, and whether the person is asked who pays. One query."""
    asked = PayerQuestion.objects.open().filter(application=OuterRef("application"))
    found = Settlement.objects.filter(application=OuterRef("application"), ended_at=None)
    people = User.objects.filter(pk=OuterRef("application__decided_by"))
    return (
        rows.select_related(
            "application__quote",
            "application__school",
            "application__trust",
            "application__offering__qualification",
            "application__offering__intake",
        )
        .defer("application__answers")
        .annotate(
            asked=Exists(asked),
            accepted_by=people.values("name")[:1],
            settled_by=found.values("by__name")[:1],
            settled_at=found.values("at")[:1],
        )
    )


class QueueFilter(FilterForm):
    """Which fund, and which of those who wait for it: rows that are held, pairs of `Ranked` and the confirmation."""

    q = TextField(label="Name, reference or school", limit=100)
    fund = forms.ModelChoiceField(ScholarshipFund.objects.all(), empty_label="Next courses")
    within = forms.ChoiceField(label="Standing", choices=[ALL, ("yes", "Within the fund"), ("no", "Outside it")])

    def narrow(self, rows: Any) -> Any:
        words, within = (self.cleaned_data.get("q") or "").casefold(), self.cleaned_data.get("within")
        return [
            (one, row)
            for one, row in rows
            if words in f"{row.application.name}\n{row.application.ref}\n{row.application.workplace}".casefold()
            and (not within or one.within == (within == "yes"))
        ]


QUEUE_COLUMNS = [Column(name.lower(), name, "") for name in ("Person", "School", "Applied", "Why here", "Fund")]
"""Heads alone: the page draws the rows."""


class ConfirmationFilter(FilterForm):
    q = TextField(label="Name, email, reference or school", limit=100)
    state = forms.ChoiceField(label="State", choices=[ALL, *Answered.choices()])
    qualification = forms.ChoiceField(label="Qualification")
    intake = forms.ChoiceField(label="Intake")
    asked = forms.BooleanField(label="Asked who pays")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        qualifications, intakes = offered()
        self.fields["qualification"].choices = [ALL, *qualifications.items()]  # type: ignore[attr-defined]
        self.fields["intake"].choices = [ALL, *intakes.items()]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(application__in=Application.objects.matching(said["q"]))
        if said.get("state"):
            rows = rows.filter(state=said["state"])
        if said.get("qualification"):
            rows = rows.filter(application__offering__qualification__slug=said["qualification"])
        if said.get("intake"):
            rows = rows.filter(application__offering__intake__slug=said["intake"])
        return rows.filter(asked=True) if said.get("asked") else rows


def columns() -> list[Column]:
    """What the file holds: who, where, why eligible, by which rule, and how the Department answered. One query.

    These are the fields to send to the Department and the evidence to keep of each award.
    """
    rules = dict(ScholarshipRule.objects.values_list("pk", "name"))
    return [
        Column("name", "Name", "application.name", sort=("application__name",)),
        Column("ref", "Reference", "application.ref", sort=("application__ref",)),
        Column("trn", "Teacher reference number", "application.trn"),
        Column("born", "Date of birth", "application.born_on"),
        Column("email", "Email", "application.email"),
        Column("school", "School", "application.workplace"),
        Column("urn", "URN", "application.school.urn"),
        Column("course", "Qualification", "application.offering.qualification.code"),
        Column("intake", "Intake", "application.offering.intake.name"),
        Column("starts", "Starts on", "application.offering.intake.starts_on"),
        Column("fee", "Course fee in pounds", _fee, number=True),
        Column("rule", "Rule", lambda row: rules.get(_versions(row).get("scholarship_rule") or 0, "")),
        Column("code", "Reason code", "application.quote.reason_code"),
        Column("why", "Why eligible", "application.quote.sentence"),
        Column("area", "Matched area", lambda row: _matched(row)[0]),
        Column("by_school", "Matched school of the trust or diocese", lambda row: _matched(row)[1]),
        Column("by_urn", "Its URN", lambda row: _matched(row)[2]),
        Column("list", "List of areas", lambda row: ((_facts(row) or {}).get("list") or {}).get("name", "")),
        Column("checked", "Checked on", lambda row: _versions(row).get("decided_on", "")),
        Column("by", "Confirmed by", lambda row: row.settled_by or row.accepted_by or ""),
        Column("state", "State", "get_state_display", sort=("state",)),
        Column("applied", "Applied on", "applied_on", sort=("applied_on",)),
        Column("reference", "Department's reference", "reference"),
        Column("decided", "Department's answer on", "decided_on", sort=("decided_on",)),
        Column("reason", "Reason", "reason"),
    ]


SHOWN = ("name", "ref", "course", "school", "code", "applied", "reference", "state")
"""The columns of the page; the file has all of them."""


def _fee(row: Confirmation) -> str:
    quote = row.application.quote
    return f"{quote.list_pence // 100}.{quote.list_pence % 100:02}" if quote else ""


def _versions(row: Confirmation) -> dict[str, Any]:
    return row.application.quote.versions if row.application.quote else {}


def _facts(row: Confirmation) -> dict[str, Any] | None:
    return row.application.quote.inputs.get("facts") if row.application.quote else None


def _matched(row: Confirmation) -> tuple[str, str, str]:
    """(area, school of the trust or diocese, its URN) by which the rule said yes."""
    facts, code = _facts(row), row.application.quote.reason_code if row.application.quote else ""
    if not facts:
        return "", "", ""
    if code.endswith("_footprint"):
        kind = code.removesuffix("_footprint")
        match = next((one["match"] for one in facts["footprints"] if one["kind"] == kind and one["match"]), None)
        return (_area(match["location"]), match["school"], match["urn"]) if match else ("", "", "")
    return (_area(facts["location"]), "", "") if code in ("opportunity_area", "category_area") else ("", "", "")


def _area(location: dict[str, Any]) -> str:
    area = next(iter(location["areas"]), None)
    if area is None:
        return ""
    kind = area["opportunity_area"] and f"{area['opportunity_area']} opportunity area"
    return f"{area['name']}, {kind or 'category ' + area['category'].replace('or', ' or ')}"
