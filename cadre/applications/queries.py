"""Read shapes for the pages of applications."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.http import HttpRequest

from cadre.applications.access import is_opened_by
from cadre.applications.models import (
    Application,
    ApplicationQuerySet,
    Confirmation,
    DiscountBand,
    EqualityCount,
    PayerQuestion,
    Quote,
    Reason,
    ScholarshipRule,
    Sponsorship,
)
from cadre.applications.pricing import quote_inputs
from cadre.applications.rules import equality, stored
from cadre.applications.rules.filled import Filled
from cadre.applications.rules.pricing import Inputs, Price, priced, scholarship_of
from cadre.applications.rules.scholarship import Decision
from cadre.applications.rules.why import Rows, course_rows, discount_rows, scholarship_rows, settled_rows
from cadre.applications.states import Outcome, State
from cadre.journal.models import Entry
from cadre.lib.dates import long_day
from cadre.people.models import User
from cadre.people.prepared import A_DAY, A_WORD, prepared
from cadre.programmes.models import ListFee, Offering, Qualification
from cadre.schools.models import CategoryList


@prepared(A_WORD, A_DAY)
def open_offerings(slug: str, day: date) -> QuerySet[Offering, Offering]:
    """The offerings of a qualification whose registration is open, earliest start first. One query."""
    return Offering.objects.select_related("intake", "qualification").filter(
        qualification__slug=slug, intake__opens_on__lte=day, intake__closes_on__gte=day
    )


def quotes_by_list(listed: CategoryList) -> int:
    """How many quotes were decided by a list of district categories, among them those that later ones replaced."""
    return Quote.objects.filter(inputs__facts__list__row=listed.pk).count()


STEP_FIELDS = [
    *("ref", "state", "answers", "version", "name", "email", "created_at", "changed_at", "quote"),
    *("offering__intake__slug", "offering__intake__name", "offering__intake__opens_on"),
    *("offering__intake__closes_on", "offering__intake__starts_on"),
    *("offering__qualification__slug", "offering__qualification__code", "offering__qualification__name"),
    "offering__qualification__needs_gateway",
]


@prepared(A_WORD)
def _draft(ref: str) -> ApplicationQuerySet:
    found = Application.objects.filter(ref=ref).select_related("offering__intake", "offering__qualification")
    return found.only(*STEP_FIELDS).order_by()


def draft_opened_by(request: HttpRequest, ref: str) -> Application | None:
    """The application this browser may open, with what its questions show and nothing else: each step reads it."""
    return next(iter(_draft(ref)), None) if is_opened_by(request, ref) else None


SPONSOR_STATE = Subquery(
    Sponsorship.objects.current().filter(application=OuterRef("pk")).order_by().values("state")[:1]
)


def for_pages(rows: ApplicationQuerySet) -> ApplicationQuerySet:
    """With all that a page about one application shows, and `sponsor_state` as in `for_lists`."""
    return rows.annotate(sponsor_state=SPONSOR_STATE).select_related(
        "offering__intake",
        "offering__qualification",
        "preferred_partner",
        "code__partner",
        "school",
        "trust",
        "quote",
        "applicant",
        "officer",
        "decided_by",
        "ended_for",
        "merged_into",
    )


@prepared(A_WORD)
def _on_its_page(ref: str) -> ApplicationQuerySet:
    return for_pages(Application.objects.filter(ref=ref)).order_by()


def application_opened_by(request: HttpRequest, ref: str) -> Application | None:
    """The application this browser may open, with all that a page about it shows."""
    return next(iter(_on_its_page(ref)), None) if is_opened_by(request, ref) else None


LISTED = (
    *("ref", "state", "name", "school_typed", "code_typed", "code_source", "code_settled_at", "submitted_at"),
    *("workplace_kind", "trust__name"),
    *("born_on", "trn", "billing_name", "billing_email", "billing_address", "late_seconds", "sponsor_email"),
    *("gateway_ratings", "gateway_evidence"),
    *("school__name", "preferred_partner__name", "preferred_partner__short_name", "code__partner_id"),
    *("quote__outcome", "quote__payable_pence"),
)


def for_lists(rows: ApplicationQuerySet, *more: str) -> ApplicationQuerySet:
    """With what a row of a list shows, `more` fields too, and nothing else: a list is long, and an application wide.

    `course` is the offering in words, `officer_name` whose it is, `ended_words` what it ended for: looked up for each
    row shown, because each table more that is joined takes PostgreSQL longer to plan than to read. `sponsor_state` is
    that of whoever is asked to sponsor it, or None.
    """
    offering = Offering.objects.filter(pk=OuterRef("offering")).order_by()
    course = offering.values_list(Concat("qualification__code", Value(", "), "intake__name"))
    also = ("preferred_partner", "code", "school", "trust", "quote")
    shown = rows.select_related(*also).only(*LISTED, *more)
    return shown.annotate(
        course=Subquery(course),
        officer_name=Subquery(User.objects.filter(pk=OuterRef("officer")).order_by().values("name")),
        ended_words=Subquery(Reason.objects.filter(pk=OuterRef("ended_for")).order_by().values("label")),
        sponsor_state=SPONSOR_STATE,
        needs_gateway=Subquery(offering.values("qualification__needs_gateway")),
    )


def for_conflicts(rows: ApplicationQuerySet) -> ApplicationQuerySet:
    """`for_lists`, with whose code it is."""
    owner = ("code__partner__name", "code__partner__short_name")
    return for_lists(rows, *owner).select_related("code__partner")


@dataclass(frozen=True)
class Explained:
    """A price with everything it rests on, for “See how we decided”."""

    inputs: Inputs
    price: Price
    versions: dict[str, Any]

    @property
    def decided_on(self) -> date:
        return date.fromisoformat(self.versions["decided_on"])

    @property
    def kind(self) -> str:
        """How the quote is coloured: green only when there is nothing to pay."""
        return "full" if self.price.outcome == Outcome.SCHOLARSHIP else "part"

    @property
    def note(self) -> str:
        """What happens next with the price."""
        if self.price.outcome == Outcome.SCHOLARSHIP:
            return (
                "Once you are accepted we ask the Department for Education to confirm. "
                "Should it say no, you may withdraw without charge."
            )
        if self.price.outcome == Outcome.NOT_CONFIRMED:
            return "We write to you as soon as it is settled. You may withdraw without charge until then."
        return "We send the invoice once your group is confirmed, with your purchase order number on it."

    @property
    def sources(self) -> Rows:
        """The dated rows it was decided by, each with where it is from."""
        fee = ListFee.objects.filter(pk=self.versions.get("list_fee") or 0).first()
        rule = ScholarshipRule.objects.filter(pk=self.versions["scholarship_rule"]).first()
        bands = DiscountBand.objects.filter(pk__in=self.versions["bands"]).order_by("people")
        rows = [("Course fee", f"From {long_day(fee.from_on)}. Source: {fee.source}")] if fee else []
        rows += [
            (f"Discount from place {one.people}", f"From {long_day(one.from_on)}. Source: {one.source}")
            for one in bands
        ]
        return rows + ([(rule.name, f"From {long_day(rule.from_on)}. Source: {rule.source}")] if rule else [])

    @property
    def course(self) -> Rows:
        return course_rows(self.inputs)

    @property
    def discount(self) -> Rows:
        return discount_rows(self.inputs, self.price)

    @property
    def scholarship(self) -> Rows:
        known = scholarship_rows(self.inputs.facts) if self.inputs.facts else []
        return known + settled_rows(self.inputs)

    @property
    def money(self) -> list[tuple[str, int]]:
        return money_rows(self.price, self.inputs.qualification)

    @property
    def total_label(self) -> str:
        return total_label(self.price.outcome, self.inputs.payer_name)


def money_rows(price: Price | Quote, qualification: str) -> list[tuple[str, int]]:
    """The sum of a price: fee, discount, scholarship."""
    rows = [(f"{qualification} course fee", price.list_pence)]
    if price.discount_pence:
        rows.append(("Discount", -price.discount_pence))
    if price.scholarship_pence:
        rows.append(("Full scholarship", -price.scholarship_pence))
    return rows


def total_label(outcome: str, payer_name: str) -> str:
    if outcome == Outcome.SCHOLARSHIP:
        return "You and your school pay"
    if outcome == Outcome.NOT_CONFIRMED:
        return "To pay without a scholarship"
    return f"{payer_name} pays" if payer_name else "You pay"


def price_now(filled: Filled, offering: Offering, *, on: date, apart_from: int | None) -> Explained:
    """What a draft would cost if it were submitted today. Raises NoPrice."""
    inputs, versions = quote_inputs(filled, offering, on=on, apart_from=apart_from)
    return explained(inputs, versions)


def scholarship_now(filled: Filled, offering: Offering, *, on: date) -> Decision:
    """The decision on the scholarship that a draft asks for."""
    inputs, _ = quote_inputs(filled, offering, on=on)
    return scholarship_of(inputs)


def explained_quote(quote: Quote | None) -> Explained | None:
    """A stored quote, worked out again from its inputs and the rows it was decided by. None where none were kept."""
    try:
        return explained(inputs_of(quote), quote.versions) if quote else None
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def explained(inputs: Inputs, versions: dict[str, Any]) -> Explained:
    """Costs no query until its sources are shown."""
    return Explained(inputs=inputs, price=priced(inputs), versions=versions)


def inputs_of(
    quote: Quote, bands: dict[int, DiscountBand] | None = None, rules: dict[int, ScholarshipRule] | None = None
) -> Inputs:
    """The inputs a quote was made from. `bands` and `rules` spare the queries when many are read.

    Raises KeyError or TypeError when they were not kept, or a row they name is gone.
    """
    keys, rule = quote.versions["bands"], quote.versions["scholarship_rule"]
    bands = DiscountBand.objects.in_bulk(keys) if bands is None else bands
    rules = (ScholarshipRule.objects.in_bulk([rule]) if rule else {}) if rules is None else rules
    row = rules[rule] if rule else None
    return stored.from_json(
        quote.inputs,
        bands=tuple(bands[key].rule for key in keys),
        criteria=row.rule if row else None,
    )


def timeline(application: Application) -> QuerySet[Entry]:
    """What happened to it and to those merged into it, newest first.

    Who read what is needed at events stands in the journal, not here.
    """
    return Entry.objects.about(application, *application.merged_from.all()).changes()


def open_question(application: Application) -> PayerQuestion | None:
    """What the applicant is to decide, since there is no scholarship."""
    if application.state != State.ACCEPTED:
        return None
    return PayerQuestion.objects.open().filter(application=application).first()


def confirmation_of(application: Application) -> Confirmation | None:
    """How far the Department's confirmation is."""
    return Confirmation.objects.filter(application=application).first()


def waiting() -> int:
    """How many applications wait for the office."""
    return Application.objects.filter(state=State.SUBMITTED).count()


def equality_tables() -> list[tuple[Offering, list[tuple[equality.Question, list[tuple[str, int | None]]]]]]:
    """By offering, the questions with what may be shown of their answers; too few are left out. One query."""
    counts: dict[Offering, dict[str, dict[str, int]]] = {}
    for row in EqualityCount.objects.select_related("offering__qualification", "offering__intake").order_by(
        "-offering__intake__starts_on", "offering__qualification__position"
    ):
        counts.setdefault(row.offering, {}).setdefault(row.question, {})[row.answer] = row.number
    tables = [
        (
            offering,
            [(one, shown) for one in equality.QUESTIONS if (shown := equality.shown(one, given.get(one.key, {})))],
        )
        for offering, given in counts.items()
    ]
    return [(offering, shown) for offering, shown in tables if shown]


def qualification(slug: str) -> Qualification | None:
    return Qualification.objects.filter(slug=slug).first()
