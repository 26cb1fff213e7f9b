"""Memoranda as pages show them: the text in use, the values put into it, who signed, and whose files are ours."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery

from cadre.documents.checking import Checked
from cadre.documents.models import Document, Signature
from cadre.documents.queries import provider_details
from cadre.lib.dates import add_months, long_day
from cadre.partners.access import why_closed
from cadre.partners.models import Contact, Memorandum, MemorandumPolicy, MemorandumText, Partner
from cadre.partners.rules import memoranda as rules
from cadre.partners.states import ContactPurpose, MemorandumState, TextState
from cadre.people.models import User
from cadre.programmes.models import GroupSizeRule, Qualification


def policy_on(day: date) -> MemorandumPolicy | None:
    """The terms that hold on `day`, if there are any."""
    return MemorandumPolicy.objects.on(day).first()


def text_on(day: date) -> MemorandumText | None:
    """The text in use on `day`: the latest published one that has begun."""
    published = MemorandumText.objects.filter(state=TextState.PUBLISHED, from_on__lte=day)
    return published.order_by("-from_on").first()


def leads_of(partner: Partner, day: date) -> list[User]:
    """Who leads the partner on `day`, each once."""
    rows = Contact.objects.on(day).filter(partner=partner, purpose=ContactPurpose.LEAD).select_related("user")
    return list({row.user_id: row.user for row in rows.order_by("pk")}.values())


def values_for(partner: Partner, *, ends_on: date | None, months: int | None, today: date) -> dict[str, str]:
    """What each merge field says for this partner. Three or four queries."""
    leads = leads_of(partner, today)
    named = list(partner.qualifications.all()) or list(Qualification.objects.order_by("position"))
    size = GroupSizeRule.objects.filter(from_on__lte=today, pathway="").order_by("-from_on").first()
    return {
        "partner": partner.name,
        "partner_address": ", ".join(address_of(partner)),
        "provider": settings.PROVIDER["name"],
        "lead": leads[0].name if leads else "",
        "qualifications": ", ".join(one.code for one in named),
        "term_end": long_day(ends_on - timedelta(days=1)) if ends_on else "",
        "term_months": str(months or ""),
        "minimum": str(size.minimum) if size else "",
    }


def address_of(partner: Partner) -> list[str]:
    said = [line.strip() for line in partner.address.splitlines() if line.strip()]
    return said or [f"{partner.town} {partner.postcode}".strip()]


def preview(text: MemorandumText | str, partner: Partner, today: date) -> list[dict[str, Any]]:
    """The sections of a text with the values the partner would get today."""
    terms = policy_on(today)
    before = partner.memoranda.in_force().values_list("ends_on", flat=True).first()
    ends_on = rules.term_end(months=terms.term_months, today=today, before=before) if terms else None
    values = values_for(partner, ends_on=ends_on, months=terms.term_months if terms else None, today=today)
    return rules.sections(text if isinstance(text, str) else text.body, values)


def paper(memorandum: Memorandum, sections: list[dict[str, Any]], *, sending: int, day: date) -> dict[str, Any]:
    """The file to sign, as `documents` takes it. No two sendings give the same file."""
    partner, text = memorandum.partner, memorandum.text
    assert text is not None
    assert memorandum.ends_on is not None
    return {
        "provider": provider_details(),
        "number": memorandum.ref if sending == 1 else f"{memorandum.ref}/{sending}",
        "version": text.version,
        "date": day.isoformat(),
        "partner": {"name": partner.name, "address": address_of(partner)},
        "ends": (memorandum.ends_on - timedelta(days=1)).isoformat(),
        "replaces": memorandum.replaces.ref if memorandum.replaces else None,
        "sections": sections,
        "signatures": [],
        "signed_hash": None,
        "check_at": f"{settings.SITE_URL}/verify/",
    }


def sections_of(memorandum: Memorandum, today: date) -> list[dict[str, Any]]:
    """What the present file says; before there is one, what it would say today."""
    if memorandum.document_id:
        data: dict[str, Any] = Document.objects.values_list("data", flat=True).get(pk=memorandum.document_id)
        return list(data["sections"])
    text = memorandum.text or text_on(today)
    return preview(text, memorandum.partner, today) if text else []


def signatures_of(memorandum: Memorandum) -> list[Signature]:
    """Who signed the present file, in order. One query, or none while there is no file."""
    return list(Signature.objects.filter(document=memorandum.document_id)) if memorandum.document_id else []


def office_list(rows: QuerySet[Memorandum]) -> QuerySet[Memorandum]:
    """For the office's list: with its partner and text, and who signed for the partner. One query."""
    signed = Signature.objects.filter(document=OuterRef("document"), party="partner")
    return rows.select_related("partner", "text").annotate(signer=Subquery(signed.values("name")[:1]))


def to_renew(rows: QuerySet[Memorandum], today: date) -> QuerySet[Memorandum]:
    """In force, ending soon by the terms of today, and the next one not begun."""
    terms = policy_on(today)
    if terms is None:
        return rows.none()
    begun = Memorandum.objects.under_way().values("partner")
    soon = rows.filter(state=MemorandumState.IN_FORCE, ends_on__lte=add_months(today, terms.renew_months))
    return soon.exclude(partner__in=begun)


def overdue(rows: QuerySet[Memorandum], today: date) -> QuerySet[Memorandum]:
    """In force by their state, though their term is over."""
    return rows.filter(state=MemorandumState.IN_FORCE, ends_on__lte=today)


def closed_partners(partners: Iterable[Partner], today: date) -> list[tuple[Partner, str]]:
    """Each partner for which planning and promotion are closed, with why, but for those who left. One query."""
    rows = [one for one in partners if one.left_on is None or one.left_on > today]
    states = dict(Memorandum.objects.under_way().filter(partner__in=rows).values_list("partner", "state"))
    known = ((one, why_closed(one, today, waiting=states.get(one.pk, ""))) for one in rows)
    return [(one, why) for one, why in known if why]


def checked(document: Document, today: date) -> Checked | None:
    """What anybody who has this file may know. One that was recalled and sent anew as another does not count."""
    row = Memorandum.objects.with_look().filter(pk=document.subject_id).first()
    if row is None:
        return None
    is_copy, counts = document.kind == "signed_memorandum", document.pk in (row.document_id, row.signed_copy_id)
    if not counts:
        state, kind, more = "Recalled", "warn", ""
    elif row.is_in_force_on(today):
        state, kind, more = (
            "In force",
            "good",
            f"until {long_day(row.ends_on - timedelta(days=1))}" if row.ends_on else "",
        )
    elif row.state == MemorandumState.IN_FORCE:
        state, kind, more = "Ended", "", ""
    else:
        state, kind, more = row.get_state_display(), row.state_kind, ""
    file = "A file that was recalled, and does not count"
    if counts:
        file = "The copy with the signatures" if is_copy else "The file to sign"
    signed = [(one.party, one.signed_at) for one in signatures_of(row)] if counts else []
    return Checked("Memorandum", row.ref, file, signed, state, kind, more)
