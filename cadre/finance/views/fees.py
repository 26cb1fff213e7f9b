"""The office's view of what events cost: each fee, why it is what it is, and decisions where no rule gives one."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.documents.responses import pdf_response
from cadre.finance.access import fees_visible_to, may_decide_fee, schedules_visible_to
from cadre.finance.actions.fees import decide_facilitation
from cadre.finance.forms import DecisionForm, FeeFilter, ScheduleFilter
from cadre.finance.models import ContractSchedule, EventFee, with_newer
from cadre.finance.queries.acceptances import acceptance_of
from cadre.finance.queries.lists import fee_sums, fees_for_list, in_pounds
from cadre.finance.queries.working import inputs_of
from cadre.finance.states import Answer, FeeKind, HeadCount, Question
from cadre.finance.tabs import finance_tabs
from cadre.groups.queries.history import historian, tell_history
from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.money import pounds
from cadre.lib.words import counted
from cadre.people.access import holds, page, signed_in
from cadre.scheduling.access import events_visible_to
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("date", "Date", "event.starts_on", sort=("event__starts_on", "event__ref")),
    Column("event", "Event", "event.element.title"),
    Column("group", "Group", "event.group.ref", sort=("event__group__ref", "event__starts_on")),
    Column("qualification", "Qualification", "event.group.offering.qualification.code"),
    Column("intake", "Intake", "event.group.offering.intake.name"),
    Column("kind", "Fee", "get_kind_display", sort=("kind",)),
    Column("payee", "To", lambda fee: str(fee.facilitator or fee.partner)),
    Column("people", "People", "people", number=True),
    Column("basis", "Counted", "get_basis_display"),
    Column("amount", "Amount", lambda fee: in_pounds(fee.pence), sort=("pence",), number=True),
    Column("why", "Why", "sentence"),
]
SHOWN = ("date", "event", "group", "kind", "payee", "people", "amount")


@page("facilitator_fee", "L", "office")
def fees(request: HttpRequest) -> HttpResponseBase:
    user = signed_in(request)
    rows, told = fees_for_list(fees_visible_to(user)), historian()
    listing = Listing(
        request,
        rows,
        [*COLUMNS, Column("history", "Partner’s history", lambda fee: told(fee.event.group), in_files=True)],
        filter_form=FeeFilter,
        name="fees",
        default_sort="-date",
    )
    if listing.wants_file:
        return listing.file()
    tell_history([fee.event.group for fee in listing.rows])
    context = {
        "tabs": finance_tabs(request, "fees"),
        "listing": listing,
        "heads": Listing(request, rows, [column for column in COLUMNS if column.name in SHOWN], default_sort="-date"),
        "sums": fee_sums(listing.filtered),
    }
    return render(request, "finance/office/fees.html", context)


@page("facilitator_fee", "V", "office")
def fee(request: HttpRequest, ref: str) -> HttpResponse:
    """One event: every fee, with the counts, rules and sentence behind it."""
    return _page(request, ref, DecisionForm())


@page("facilitator_fee", "A", "office")
def decision(request: HttpRequest, ref: str) -> HttpResponse:
    """Finance settles what two facilitators get per event of this event's group."""
    user = signed_in(request)
    event = get_object_or_404(events_visible_to(user).select_related("group"), ref=ref)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and may_decide_fee(user, event.group):
        try:
            decide_facilitation(
                event.group,
                total_pence=form.cleaned_data["total"],
                reason=form.cleaned_data["reason"],
                by=user,
                now=clock.now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Decided for {event.group}. Its fees and contract schedules follow in a moment.")
            return redirect("office:finance:fee", ref)
    return _page(request, ref, form)


def _page(request: HttpRequest, ref: str, form: DecisionForm) -> HttpResponse:
    user = signed_in(request)
    event = get_object_or_404(
        events_visible_to(user).select_related("element", "group__partner", "group__offering__qualification"), ref=ref
    )
    found = list(fees_for_list(fees_visible_to(user)).filter(event=event).order_by("-kind", "pk"))
    tell_history([event.group])
    waits = any(fee.pence is None for fee in found)
    context = {
        "tabs": finance_tabs(request, "fees"),
        "event": event,
        "fees": found,
        "sum_rows": [(f"{fee.get_kind_display()}, {fee.facilitator or fee.partner}", fee.pence or 0) for fee in found],
        "total": sum(fee.pence or 0 for fee in found),
        "reasons": [(fee, why(fee)) for fee in _one_a_kind(found)],
        "entries": entries_about(event).filter(happening__startswith="finance."),
        "waits": waits,
        "may_decide": waits and may_decide_fee(user, event.group),
        "form": form,
    }
    return render(request, "finance/office/fee.html", context, status=422 if form.errors else 200)


def _one_a_kind(fees: list[EventFee]) -> list[EventFee]:
    return list({fee.kind: fee for fee in reversed(fees)}.values())[::-1]


def why(fee: EventFee) -> list[tuple[str, str]]:
    """The inputs of a fee in words, from what was kept with it."""
    inputs, kind = inputs_of(fee.inputs), FeeKind(fee.kind)
    counts, rules = inputs.counts, inputs.rules
    rate = rules.hosting_rate if kind == FeeKind.HOSTING else rules.facilitation_rate
    rows = [
        ("People counted", f"{fee.people}: {HeadCount(fee.basis).label.lower()}"),
        ("Counts", f"{counts.contracted} contracted, {counts.registered} on the register, {counts.attended} present"),
        ("Head count rule", rules.head_count_words(kind)),
        ("Counts as", counted(fee.units, "event")),
        ("Rate", f"from {rate.from_on:%-d %B %Y}, {rate.source}"),
    ]
    if kind == FeeKind.FACILITATION:
        rows.append(("Facilitators", str(inputs.facilitators)))
        rows.append(("Below the first band", Answer(rules.policies[Question.BELOW_MINIMUM].answer).label))
    if inputs.decided is not None:
        rows.append(("Finance’s decision", f"{pounds(inputs.decided)} an event, where the agreement gives no fee"))
    return rows


def _schedules(request: HttpRequest) -> QuerySet[ContractSchedule]:
    rows = schedules_visible_to(signed_in(request))
    return rows.select_related("group__partner", "facilitator__user").defer("terms")


@page("contract_schedule", "L", "office")
def schedules(request: HttpRequest) -> HttpResponse:
    columns = [
        Column("number", "Number", "number", sort=("number", "version")),
        Column("version", "Version", "version", number=True),
        Column("facilitator", "Facilitator", "facilitator.user.name", sort=("facilitator__user__name",)),
        Column("group", "Group", "group.ref", sort=("group__ref",)),
        Column("partner", "Partner", "group.partner.name"),
        Column("issued", "Issued", "issued_at", sort=("issued_at",)),
        Column("accepted", "Accepted", "accepted_at", sort=("accepted_at",)),
        Column("total", "Total", lambda row: in_pounds(row.total_pence), sort=("total_pence",), number=True),
    ]
    rows = with_newer(_schedules(request))
    listing = Listing(request, rows, columns, filter_form=ScheduleFilter, name="schedules", default_sort="-issued")
    tell_history([row.group for row in listing.rows])
    context = {"tabs": finance_tabs(request, "schedules"), "listing": listing}
    return render(request, "finance/office/schedules.html", context)


@page("contract_schedule", "V", "office")
def schedule_page(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """One version, with who accepted it. From which address is evidence, for operations."""
    rows = with_newer(_schedules(request)).select_related("document")
    found = get_object_or_404(rows, number=number, version=version)
    tell_history([found.group])
    evidence = holds(signed_in(request), "ops")
    context = {"schedule": found, "signatures": acceptance_of(found), "evidence": evidence}
    return render(request, "finance/office/schedule.html", context)


@page("contract_schedule", "V", "office")
def schedule(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """The PDF as it was sent to the facilitator."""
    found = get_object_or_404(_schedules(request).select_related("document"), number=number, version=version)
    return pdf_response(found.document)
