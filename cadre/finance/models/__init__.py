"""Rates as dated rows, invoices without gaps, what is owed per event, and what was paid. Money is pence."""

from cadre.finance.models.fees import EventFee, EventFeeQuerySet, FeeDecision
from cadre.finance.models.papers import (
    ContractSchedule,
    Invoice,
    InvoiceLine,
    InvoiceQuerySet,
    latest_schedules,
    with_newer,
)
from cadre.finance.models.payments import Approval, ApprovalQuerySet, PaidAfterMerger, PaymentLine, PaymentRun
from cadre.finance.models.rates import (
    Dated,
    FacilitationBand,
    FacilitationRate,
    FeePolicy,
    HeadCountRule,
    HostingRate,
    NumberSeries,
    PaymentTerms,
    VatRule,
    Wording,
)

__all__ = [
    "Approval",
    "ApprovalQuerySet",
    "ContractSchedule",
    "Dated",
    "EventFee",
    "EventFeeQuerySet",
    "FacilitationBand",
    "FacilitationRate",
    "FeeDecision",
    "FeePolicy",
    "HeadCountRule",
    "HostingRate",
    "Invoice",
    "InvoiceLine",
    "InvoiceQuerySet",
    "NumberSeries",
    "PaidAfterMerger",
    "PaymentLine",
    "PaymentRun",
    "PaymentTerms",
    "VatRule",
    "Wording",
    "latest_schedules",
    "with_newer",
]
