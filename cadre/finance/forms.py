"""What finance's pages take in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.finance.models import Invoice, InvoiceQuerySet, PaymentLine
from cadre.finance.queries.lists import search_invoices
from cadre.finance.states import FeeKind, InvoiceKind, Waits
from cadre.groups.models import EnrolmentQuerySet
from cadre.lib.clock import day_of
from cadre.lib.dates import long_day
from cadre.partners.models import Partner, PayeeDetails
from cadre.programmes.models import Intake, Qualification
from cadre.rulebook.fields import PoundsField
from cadre.ui.forms import DateField, Form, Hinted, ParagraphsField, TextField
from cadre.ui.listing import FilterForm
from cadre.ui.seen import SeenForm

STATES = [
    ("", "Any state"),
    ("issued", "Issued"),
    ("credited", "Credited, wholly or in part"),
    ("note", "Credit notes"),
    ("queued", "PDF queued"),
]
READY = "ready"
SEARCHED = ("name", "school__name", "school_typed", "trust__name", "billing_name", "purchase_order")


class InvoiceFilter(FilterForm):
    payer = TextField(label="Payer, number or order", limit=100)
    state = forms.ChoiceField(choices=STATES)
    qualification = forms.ModelChoiceField(Qualification.objects.all(), to_field_name="slug", empty_label="Any")
    intake = forms.ModelChoiceField(Intake.objects.order_by("-starts_on"), to_field_name="slug", empty_label="Any")

    def narrow(self, rows: InvoiceQuerySet) -> InvoiceQuerySet:  # type: ignore[override]
        chosen = self.cleaned_data
        state, payer = chosen.get("state"), chosen.get("payer")
        if state == "issued":
            rows = rows.filter(kind=InvoiceKind.INVOICE).exclude(pk__in=_credited())
        elif state == "credited":
            rows = rows.filter(pk__in=_credited())
        elif state == "note":
            rows = rows.filter(kind=InvoiceKind.CREDIT_NOTE)
        elif state == "queued":
            rows = rows.filter(document=None)
        if chosen.get("qualification"):
            rows = rows.filter(group__offering__qualification=chosen["qualification"])
        if chosen.get("intake"):
            rows = rows.filter(group__offering__intake=chosen["intake"])
        if payer:
            rows = search_invoices(rows, payer)
        return rows


def _credited() -> QuerySet[Invoice, Any]:
    """The invoices that a credit note names."""
    return Invoice.objects.exclude(credits=None).values("credits")


class PlaceFilter(FilterForm):
    """Which places that are not invoiced yet, of rows from `uninvoiced`."""

    q = TextField(label="Person, group, school or payer", limit=100)
    why = forms.ChoiceField(
        label="Waits for", choices=[("", "Anything"), (READY, "Nothing: may be invoiced"), *Waits.choices()]
    )
    qualification = forms.ModelChoiceField(Qualification.objects.all(), to_field_name="slug", empty_label="Any")
    intake = forms.ModelChoiceField(Intake.objects.order_by("-starts_on"), to_field_name="slug", empty_label="Any")

    def narrow(self, rows: EnrolmentQuerySet) -> EnrolmentQuerySet:  # type: ignore[override]
        chosen = self.cleaned_data
        if words := chosen.get("q"):
            one = Q(group__ref__icontains=words) | Q(ref__iexact=words) | Q(application__ref__iexact=words)
            for field in SEARCHED:
                one |= Q(**{f"application__{field}__icontains": words})
            rows = rows.filter(one)
        if why := chosen.get("why"):
            rows = rows.filter(Q(waits="" if why == READY else why))
        if chosen.get("qualification"):
            rows = rows.filter(group__offering__qualification=chosen["qualification"])
        return rows.filter(group__offering__intake=chosen["intake"]) if chosen.get("intake") else rows


class ChangedFilter(FilterForm):
    """Which places whose price changed, of rows that are held."""

    q = TextField(label="Person, group or invoice", limit=100)
    may = forms.ChoiceField(
        label="May be corrected", choices=[("", "Either"), ("yes", "Yes"), ("no", "Waits for something first")]
    )

    def narrow(self, rows: Any) -> Any:
        words, may = (self.cleaned_data.get("q") or "").casefold(), self.cleaned_data.get("may")
        return [
            row
            for row in rows
            if words in f"{row.enrolment.application.name}\n{row.enrolment.group.ref}\n{row.invoice.number}".casefold()
            and (not may or (may == "no") == bool(row.waits))
        ]


class StatementFilter(FilterForm):
    """Which statements, of rows that are held."""

    partner = TextField(label="Partner", limit=100)
    intake = forms.ModelChoiceField(Intake.objects.order_by("-starts_on"), to_field_name="slug", empty_label="Any")
    due = forms.BooleanField(label="Something to approve")

    def narrow(self, rows: Any) -> Any:
        chosen = self.cleaned_data
        words, intake, due = (chosen.get("partner") or "").casefold(), chosen.get("intake"), chosen.get("due")
        return [
            row
            for row in rows
            if words in row.partner.name.casefold()
            and (intake is None or row.intake == intake)
            and (row.to_approve or not due)
        ]


class RunFilter(FilterForm):
    """Which payment runs."""

    q = TextField(label="Number or partner", limit=60)
    state = forms.ChoiceField(choices=[("", "Any state"), ("made", "Made"), ("cancelled", "Cancelled")])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if words := self.cleaned_data.get("q"):
            paid = PaymentLine.objects.filter(partner__name__icontains=words).values("run")
            rows = rows.filter(Q(number__icontains=words) | Q(pk__in=paid))
        if state := self.cleaned_data.get("state"):
            rows = rows.filter(cancelled_at__isnull=state == "made")
        return rows


class FeeFilter(FilterForm):
    kind = forms.ChoiceField(choices=[("", "Any kind"), *FeeKind.choices()])
    intake = forms.ModelChoiceField(Intake.objects.order_by("-starts_on"), to_field_name="slug", empty_label="Any")
    partner = forms.ModelChoiceField(Partner.objects.all(), to_field_name="slug", empty_label="Any")
    waiting = forms.BooleanField(label="Waits for a decision")

    def narrow(self, rows):
        chosen = self.cleaned_data
        if chosen.get("kind"):
            rows = rows.filter(kind=chosen["kind"])
        if chosen.get("intake"):
            rows = rows.filter(event__group__offering__intake=chosen["intake"])
        if chosen.get("partner"):
            rows = rows.filter(event__group__partner=chosen["partner"])
        return rows.waiting() if chosen.get("waiting") else rows


class CreditForm(Form):
    """Which places are credited: all that is left, or one place's lines. `once` makes a double click one."""

    what = forms.ChoiceField(label="What is credited", widget=forms.RadioSelect)
    reason = ParagraphsField(label="Reason", help_text="Printed on the credit note.", limit=300)
    once = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("rest", "All that is left of it"), *places]  # type: ignore[attr-defined]
        self.fields["reason"].widget.attrs["rows"] = 2


class PurchaseOrderForm(SeenForm):
    purchase_order = TextField(label="Purchase order number", limit=60)


class DecisionForm(Form):
    total = PoundsField(label="Fee for each event, in pounds", help_text="For both together, such as 450.00.")
    reason = ParagraphsField(label="Reason", help_text="Kept with the fee.", limit=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["rows"] = 2


class PaymentRunForm(Form):
    pays_on = DateField(label="Pay on", error_messages={"required": "Enter the day of the payments."})
    mark_optional = False


class CancelRunForm(Form):
    reason = ParagraphsField(
        label="Why is it cancelled?",
        limit=300,
        help_text="Only when the bank has not paid it.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    mark_optional = False


class SuccessorForm(Form):
    """Which of the two is paid after a merger. `choices`: (partner, the details it is paid to, or None)."""

    to = forms.ChoiceField(
        label="Who is paid?", widget=forms.RadioSelect, error_messages={"required": "Choose who is paid."}
    )
    reason = TextField(
        label="Why",
        required=False,
        limit=300,
        help_text="Needed where the partner that goes on is not paid. The partner reads it on the statement.",
    )
    mark_optional = False

    def __init__(self, *args: Any, choices: Sequence[tuple[Partner, PayeeDetails | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (one.slug, Hinted(one.name, hint=_details_words(details))) for one, details in choices
        ]


def _details_words(details: PayeeDetails | None) -> str:
    if details is None or details.decided_at is None:
        return "No bank details are confirmed, so nothing is paid until they are."
    return f"Bank details confirmed on {long_day(day_of(details.decided_at))}"


class ScheduleFilter(FilterForm):
    """Which contract schedules."""

    q = TextField(label="Number, facilitator or group", limit=60)
    accepted = forms.ChoiceField(
        label="Accepted", choices=[("", "Either"), ("no", "Not yet, in force"), ("yes", "Accepted")]
    )

    def narrow(self, rows):
        if words := self.cleaned_data.get("q"):
            named = Q(number__icontains=words) | Q(facilitator__user__name__icontains=words)
            rows = rows.filter(named | Q(group__ref__icontains=words))
        if accepted := self.cleaned_data.get("accepted"):
            rows = rows.filter(accepted_at=None, newer=False) if accepted == "no" else rows.exclude(accepted_at=None)
        return rows
