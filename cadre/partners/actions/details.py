"""Prospects added, and the details of a partner."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal
from cadre.lib.seen import refuse_unseen
from cadre.partners.actions.contacts import add_contact
from cadre.partners.actions.holding import hold_partner
from cadre.partners.models import CoveredSchool, Partner
from cadre.partners.states import DETAILS_CHANGED, PROSPECT_ADDED, SCHOOL_COVERED, SCHOOL_LEFT_OUT, ContactPurpose
from cadre.schools.models import School
from cadre.schools.queries import point_of

OWN_DETAILS = ("region", "town", "postcode", "address", "contact_email", "contact_phone")
OFFICE_DETAILS = ("name", "short_name", "kind", *OWN_DETAILS)
WORDS = {"short_name": "the short name", "host_school": "the host school", "kind": "the kind of partner"}
WORDS |= {"contact_email": "the email of its office", "contact_phone": "the phone of its office"}
SLUG_LENGTH = 40


@transaction.atomic
def add_prospect(
    *, details: dict[str, Any], by: Actor, today: date, now: datetime, lead: tuple[str, str] | None = None
) -> Partner:
    """A partner that is not signed yet. `details`: name, short_name, kind, region, town, postcode and
    perhaps address.

    `lead` (name, address) is invited at once, which begins the onboarding.
    Raises Refusal when a partner of this name is there already.
    """
    if Partner.everybody.filter(name__iexact=details["name"]).exists():
        raise Refusal("A partner of this name is on the list already.", field="name")
    made = Partner(slug=_free_slug(details["short_name"]), **details)
    _locate(made)
    made.save()
    journal.record(PROSPECT_ADDED, made, by=by)
    if lead:
        name, email = lead
        add_contact(made, name=name, email=email, purpose=ContactPurpose.LEAD, by=by, today=today, now=now)
    return made


@transaction.atomic
def change_details(partner: Partner, *, details: dict[str, Any], by: Actor, seen: str = "") -> Partner:
    """Save what changed. `seen` is the mark of what the person had before them: Conflict when it is not so any more."""
    row = hold_partner(partner)
    refuse_unseen(row, details, seen)
    changed = [name for name, value in details.items() if getattr(row, name) != value]
    if not changed:
        return row
    if "name" in changed and Partner.everybody.filter(name__iexact=details["name"]).exclude(pk=row.pk).exists():
        raise Refusal("Another partner has this name.", field="name")
    for name in changed:
        setattr(row, name, details[name])
    if {"postcode", "town"} & set(changed):
        _locate(row)
    row.save()
    journal.record(DETAILS_CHANGED, row, by=by, what=_listed(changed))
    return row


@transaction.atomic
def set_host_school(partner: Partner, school: School, *, by: Actor) -> Partner:
    """Where the partner is at home in the register; its point is the school's from then on."""
    row = hold_partner(partner)
    if row.host_school_id == school.pk:
        return row
    row.host_school = school
    if school.easting is not None and school.northing is not None:
        row.easting, row.northing = school.easting, school.northing
    row.save()
    journal.record(DETAILS_CHANGED, row, by=by, what=f"the host school to {school.name}")
    return row


@transaction.atomic
def cover_school(partner: Partner, school: School, *, by: Actor, today: date) -> CoveredSchool:
    """Add a school to those the partner covers. Adding it again changes nothing."""
    row = hold_partner(partner)
    made, new = CoveredSchool.objects.get_or_create(partner=row, school=school, to_on=None, defaults={"from_on": today})
    if new:
        journal.record(SCHOOL_COVERED, row, by=by, school=school.name)
    return made


@transaction.atomic
def leave_school_out(covered: CoveredSchool, *, by: Actor, today: date) -> None:
    """The partner covers the school no longer, from today. Doing it twice is one."""
    row = hold_partner(covered.partner)
    if CoveredSchool.objects.filter(pk=covered.pk, to_on=None).update(to_on=today):
        journal.record(SCHOOL_LEFT_OUT, row, by=by, school=covered.school.name)


def _locate(partner: Partner) -> None:
    """The point of its postcode, or of its town; unknown places keep none, and say so in the directory."""
    point = point_of(partner.postcode) or point_of(partner.town)
    partner.easting, partner.northing = point[1:] if point else (None, None)


def _free_slug(short_name: str) -> str:
    base = slugify(short_name)[:SLUG_LENGTH] or "partner"
    taken = set(Partner.everybody.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken | RESERVED else next(one for one in numbered if one not in taken)


RESERVED = {"new", "codes", "checklist", "profiles", "map", "bank", "changes"}
"""Words that are pages beside the partners."""


def _listed(changed: list[str]) -> str:
    names = [WORDS.get(name, f"the {name.replace('_', ' ')}") for name in changed]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
