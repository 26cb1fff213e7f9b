"""Handing in: once, however often the button is pressed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from cadre.applications import emails
from cadre.applications.actions.drafting import APPLICANT, new_link, refuse_closed
from cadre.applications.models import Application, Arrangement, EqualityCount, FurtherSchool, SearchWord
from cadre.applications.pricing import quote_inputs, quote_row
from cadre.applications.rules.deadline import seconds_late
from cadre.applications.rules.filled import NOT_COLUMNS, Filled
from cadre.applications.rules.pricing import priced
from cadre.applications.rules.search import index_words
from cadre.applications.states import ALIVE, APPLICATION_SUBMITTED, WORKFLOW
from cadre.journal import actions as journal
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.money import pounds
from cadre.lib.refs import normal_code
from cadre.messages.actions import post
from cadre.partners.models import AllocationCode
from cadre.schools.models import School


class PriceChanged(Refusal):
    """The price is another one than the page showed."""


class AppliedBefore(Refusal):
    """The same address has applied for the same intake; `first` is that application."""

    def __init__(self, first: Application) -> None:
        super().__init__(
            f"There is an application for {first.offering.qualification}, {first.offering.intake} from this email "
            "address already. We have mailed the link to it to that address."
        )
        self.first = first


@transaction.atomic
def submit_application(
    application: Application, *, filled: Filled, version: int, seen_pence: int, now: datetime
) -> Application:
    """Hand in a draft with its quote, and queue the confirmation. Handed in already, it is answered as it stands.

    `version` is the draft that `filled` was read from and `seen_pence` the price that was shown. Raises Conflict when
    an answer changed meanwhile, PriceChanged, AppliedBefore and RegistrationClosed; nothing is written then.
    """
    row = _held_with_its_twins(application, filled.email)
    if not WORKFLOW.allows("submit", row.state):
        return row
    if row.version != version:
        raise Conflict("You changed an answer in another tab. Check them once more.")
    refuse_closed(row.offering, opened_at=row.created_at, now=now)
    _refuse_second(row, filled)
    inputs, versions = quote_inputs(filled, row.offering, on=clock.day_of(now), apart_from=row.pk, lock=True)
    price = priced(inputs)
    if price.payable_pence != seen_pence:
        raise PriceChanged("The price has changed since you opened this page. Check it, then submit.")
    quote = quote_row(row, inputs, price, versions, now=now)
    quote.save()
    for field, value in asdict(filled).items():
        if field not in NOT_COLUMNS:
            setattr(row, field, value)
    row.preferred_partner_id = filled.partner_id
    row.code = _code(filled.code_typed)
    row.quote, row.submitted_at, row.changed_at = quote, now, now
    row.late_seconds = seconds_late(deadline=clock.end_of(row.offering.intake.closes_on), now=now)
    row.state = WORKFLOW.after("submit", row.state)
    row.answers = {slug: kept for slug, kept in row.answers.items() if slug != "equality"}
    row.save()
    _keep_further_schools(row, filled)
    count_equality(row.offering_id, filled.equality)
    if filled.needed or filled.dietary:
        Arrangement.objects.create(
            application=row,
            needed=filled.needed,
            dietary=filled.dietary,
            consent_text=filled.consents,
            consented_at=now,
        )
    index_application(row, school=inputs.workplace)
    journal.record(APPLICATION_SUBMITTED, row, by=APPLICANT, total=pounds(price.payable_pence), sentence=price.sentence)
    post(emails.received(row, new_link(row, now=now)), now=now)
    return row


def _keep_further_schools(row: Application, filled: Filled) -> None:
    keys = dict(School.objects.filter(urn__in=[one["urn"] for one in filled.further_schools]).values_list("urn", "pk"))
    FurtherSchool.objects.bulk_create(
        FurtherSchool(
            application=row, school_id=keys.get(one["urn"]), typed="" if one["urn"] in keys else one["name"][:200]
        )
        for one in filled.further_schools
    )


def count_equality(offering_id: int, answers: Mapping[str, str]) -> None:
    """Count answers to the equality questions, in one order so that two submissions never wait for each other."""
    for question, answer in sorted(answers.items()):
        where: dict[str, Any] = {"offering_id": offering_id, "question": question, "answer": answer}
        EqualityCount.objects.get_or_create(**where)
        EqualityCount.objects.filter(**where).update(number=F("number") + 1)


def index_application(application: Application, *, school: str) -> None:
    """Make it findable by name, address, reference and school."""
    words = index_words(application.name, application.email, application.ref, school)
    SearchWord.objects.bulk_create(
        [SearchWord(application=application, word=word) for word in words], ignore_conflicts=True
    )


def _held_with_its_twins(application: Application, email: str) -> Application:
    """The draft, held together with every other application of this address, of which one is taken for an offering.

    All by key, in one query: two drafts handed in at once then wait for each other's outcome, and never in a ring.
    """
    same = Application.objects.filter(Q(pk=application.pk) | Q(email__iexact=email))
    list(same.order_by("pk").select_for_update().values_list("pk"))
    also = ("offering__intake", "offering__qualification", "preferred_partner")
    return Application.objects.select_related(*also).get(pk=application.pk)


def _refuse_second(row: Application, filled: Filled) -> None:
    same = Application.objects.filter(offering=row.offering_id, email__iexact=filled.email, state__in=ALIVE)
    if first := same.exclude(pk=row.pk).values_list("pk", flat=True).first():
        raise AppliedBefore(
            Application.objects.select_related("offering__intake", "offering__qualification").get(pk=first)
        )


def _code(typed: str) -> AllocationCode | None:
    """The code meant, valid now or not: staff see the difference, the applicant never does."""
    return AllocationCode.objects.select_related("partner").filter(normal=normal_code(typed)).first() if typed else None
