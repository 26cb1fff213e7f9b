"""What an applicant has answered, as plain values: the steps fill it, prices and submission read it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Filled:
    """Blank or None is "not answered". `needed` and `dietary` are kept only with their consents.

    `school_id` is the only school, or the main one of several; each of `further_schools` has `urn`, blank while it is
    not found, and `name`. `trust_id` is that of a trust's central team.
    """

    offering_id: int | None = None
    partner_id: int | None = None
    code_typed: str = ""
    code_source: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    born_on: date | None = None
    trn: str = ""
    before: str = ""
    school_id: int | None = None
    school_typed: str = ""
    workplace_kind: str = "school"
    trust_id: int | None = None
    further_schools: tuple[dict[str, str], ...] = ()
    job_title: str = ""
    leading_years: int | None = None
    gateway_ratings: dict[str, int] = field(default_factory=dict)
    gateway_evidence: list[dict[str, Any]] = field(default_factory=list)
    sponsor_name: str = ""
    sponsor_email: str = ""
    mentor_name: str = ""
    mentor_email: str = ""
    needed: str = ""
    dietary: str = ""
    consents: str = ""
    may_offer_local: bool | None = None
    may_offer_distance: bool | None = None
    travel_km: int | None = None
    funding: str = ""
    payer: str = ""
    billing_name: str = ""
    billing_email: str = ""
    billing_address: str = ""
    billing_postcode: str = ""
    purchase_order: str = ""
    heard: str = ""
    heard_detail: str = ""
    equality: dict[str, str] = field(default_factory=dict)


NOT_COLUMNS = frozenset({"offering_id", "partner_id", "further_schools", "needed", "dietary", "consents", "equality"})
"""Fields that are no column of the same name in an application."""
