"""Who speaks for a partner, and which partners a person may see."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F, QuerySet

from cadre.lib import clock
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.lib.refs import token_hash
from cadre.lib.text import whole_number
from cadre.partners.models import (
    AllocationCode,
    AllocationCodeQuerySet,
    Contact,
    ContactQuerySet,
    CoveredSchool,
    Memorandum,
    MemorandumQuerySet,
    MemorandumText,
    OrgChange,
    OrgChangeQuerySet,
    Partner,
    PartnerQuerySet,
    PayeeDetails,
    PayeeQuerySet,
    ProfileQuerySet,
    ProfileVersion,
    SigningLink,
    Venue,
    VenueQuerySet,
)
from cadre.partners.rules.standing import closed_because
from cadre.partners.states import MEMORANDUM_WORKFLOW, ContactPurpose, PartnerKind, ProfileState
from cadre.people.access import holds
from cadre.people.models import User
from cadre.people.prepared import A_DAY, A_NUMBER, prepared
from cadre.people.roles import found_by

ROLE_OF = {
    ContactPurpose.LEAD: "partner_lead",
    ContactPurpose.EVENTS: "partner_lead",
    ContactPurpose.FINANCE: "partner_finance",
}


@found_by("partner_lead", "partner_finance")
def contact_roles(user: User, today: date) -> Iterable[str]:
    return {ROLE_OF[ContactPurpose(purpose)] for (purpose,) in _purposes(user.pk, today)}


@prepared(A_NUMBER, A_DAY)
def _purposes(user: int, day: date) -> QuerySet[Contact, tuple[str]]:
    return Contact.objects.on(day).filter(user=user).values_list("purpose")


def partners_led_by(user: User, *, today: date) -> PartnerQuerySet:
    """The partners the user speaks for on `today` (lead or events contact), and those that went into them."""
    spoken_for = Contact.objects.on(today).filter(user=user, purpose__in=(ContactPurpose.LEAD, ContactPurpose.EVENTS))
    return Partner.objects.spoken_for_by(spoken_for.values("partner"))


def partners_of(user: User, *, today: date) -> PartnerQuerySet:
    """The partners the user is a contact of on `today`, for whatever purpose, and those that went into them."""
    return Partner.objects.spoken_for_by(Contact.objects.on(today).filter(user=user).values("partner"))


def partners_visible_to(user: User) -> PartnerQuerySet:
    """Office staff who work with partners see all; a contact sees their own."""
    if holds(user, "ops", "finance", "marketing", "quality"):
        return Partner.objects.all()
    return partners_of(user, today=clock.today())


def partners_edited_by(user: User) -> PartnerQuerySet:
    """Operations and finance change the details of all; a lead those of the partners they speak for."""
    if may_edit_partners(user):
        return Partner.objects.all()
    return partners_led_by(user, today=clock.today())


def may_edit_partners(user: User) -> bool:
    """Of all partners, as the office."""
    return holds(user, "ops", "finance")


def may_name_contacts(user: User) -> bool:
    """Of all partners, as the office."""
    return holds(user, "ops")


def partners_with_people_seen_by(user: User) -> PartnerQuerySet:
    """Whose contacts the user may list: operations and whoever runs the system all, a contact those of their own."""
    if holds(user, "ops", "sysadmin"):
        return Partner.objects.all()
    return Partner.objects.filter(pk__in=Contact.objects.on(clock.today()).filter(user=user).values("partner"))


def contacts_kept_by(user: User) -> ContactQuerySet:
    """The contacts whom the user may change or end: those who hold the task still."""
    today = clock.today()
    present = Contact.objects.exclude(to_on__lte=today)
    if holds(user, "ops", "sysadmin"):
        return present
    return present.filter(partner__in=partners_led_by(user, today=today))


def contacts_present(partner: Partner, today: date | None = None) -> ContactQuerySet:
    """Who speaks for it today, leads first."""
    return partner.contacts.on(today or clock.today()).select_related("user").order_by("-purpose", "from_on", "pk")


def contacts_past(partner: Partner) -> ContactQuerySet:
    """Who did before, the last first."""
    return partner.contacts.filter(to_on__lte=clock.today()).select_related("user").order_by("-to_on", "pk")


def venues_kept_by(user: User) -> VenueQuerySet:
    """The venues of the partners whose details the user may change."""
    return Venue.objects.filter(partner__in=partners_edited_by(user))


def covered_of(partner: Partner, key: str) -> CoveredSchool | None:
    """One of the schools the partner covers, by the key that a button sent."""
    rows = CoveredSchool.objects.filter(partner=partner, to_on=None).select_related("school")
    number = whole_number(key)
    return None if number is None else rows.filter(pk=number).first()


def partners_published_by(user: User) -> PartnerQuerySet:
    """Whose public page the user may write for them: operations and marketing those of all."""
    return Partner.objects.all() if holds(user, "ops", "marketing") else Partner.objects.none()


def profiles_decided_by(user: User) -> ProfileQuerySet:
    """Versions of public pages that the user may approve or send back: what was sent, by any partner."""
    if not holds(user, "ops", "marketing"):
        return ProfileVersion.objects.none()
    return ProfileVersion.objects.exclude(state=ProfileState.DRAFT)


def partners_paid_through(user: User) -> PartnerQuerySet:
    """The partners whose bank details the user looks after: those they are the finance contact of."""
    mine = Contact.objects.on(clock.today()).filter(user=user, purpose=ContactPurpose.FINANCE)
    return Partner.objects.filter(pk__in=mine.values("partner"))


def sees_payee(user: User, partner: Partner) -> bool:
    """The name and the last four figures of the account: finance, and the partner's own finance contact."""
    return may_confirm_payees(user) or partners_paid_through(user).filter(pk=partner.pk).exists()


def payees_entered_by(user: User) -> PayeeQuerySet:
    """Bank details of the partners that the user looks after."""
    return PayeeDetails.objects.filter(partner__in=partners_paid_through(user))


def payees_confirmed_by(user: User) -> PayeeQuerySet:
    """Finance sees all, as far as they are shown."""
    return PayeeDetails.objects.all() if may_confirm_payees(user) else PayeeDetails.objects.none()


def numbers_known(partner: Partner, today: date) -> dict[int, str]:
    """Numbers on which the partner can be called back: `{key of the contact: "Joanna Pike on 01632 960001"}`."""
    rows = contacts_present(partner, today).exclude(phone="")
    return {row.pk: f"{row.user.name} on {row.phone}" for row in rows}


def may_confirm_payees(user: User) -> bool:
    return holds(user, "finance")


def may_confirm(user: User, payee: PayeeDetails) -> bool:
    """It waits, and the user is of finance and did not enter it."""
    return payee.is_held_at(clock.now()) and payee.entered_by_id != user.pk and may_confirm_payees(user)


def partners_changed_by(user: User) -> PartnerQuerySet:
    """Operations decide that a partner leaves or is merged."""
    return Partner.objects.all() if holds(user, "ops") else Partner.objects.none()


def changes_kept_by(user: User) -> OrgChangeQuerySet:
    """Operations see and take back what was decided."""
    return OrgChange.objects.all() if holds(user, "ops") else OrgChange.objects.none()


def others_to_merge_into(user: User, partner: Partner, today: date) -> PartnerQuerySet:
    """The active partners that another can go into, by name."""
    return partners_changed_by(user).active_on(today).exclude(pk=partner.pk)


def active_partners(today: date) -> PartnerQuerySet:
    """Partners that may host groups on `today`."""
    return Partner.objects.active_on(today)


def why_closed(partner: Partner, today: date, *, waiting: str | None = None) -> str | None:
    """Why planning and promotion are closed for the partner, in sentences; None where they are open.

    `waiting`: the state of the memorandum under way, where the caller knows it; else it is looked up where they are
    closed, in one query. The provider itself needs no memorandum.
    """
    if partner.kind == PartnerKind.PROVIDER:
        return None
    if partner.merged_into and partner.left_on and partner.left_on <= today:
        return f"{partner.short_name} went into {partner.merged_into} on {long_day(partner.left_on)}."
    return closed_because(
        partner=partner.short_name,
        signed_on=partner.signed_on,
        ends_on=partner.memorandum_ends_on,
        left_on=partner.left_on,
        today=today,
        waiting=lambda: _under_way(partner) if waiting is None else waiting,
    )


def _under_way(partner: Partner) -> str:
    """The state of the memorandum under way, or "" when there is none."""
    return Memorandum.objects.under_way().filter(partner=partner).values_list("state", flat=True).first() or ""


def refuse_hosting(partner: Partner, *, today: date, field: str | None = None) -> None:
    """Raises Refusal with the reason where planning and promotion are closed for the partner."""
    if why := why_closed(partner, today):
        raise Refusal(why, field=field)


def sees_memoranda(user: User) -> bool:
    """Of all partners: operations, finance and quality."""
    return holds(user, "ops", "finance", "quality")


def sees_promises(user: User) -> bool:
    """How partners keep their promises, and what was done with them: operations, marketing and quality."""
    return holds(user, "ops", "marketing", "quality")


def memoranda_visible_to(user: User) -> MemorandumQuerySet:
    """The office sees all; a lead or finance contact their partner's, once it was sent."""
    if sees_memoranda(user):
        return Memorandum.objects.all()
    own = Memorandum.objects.filter(partner__in=partners_of(user, today=clock.today()))
    return own.exclude(sent_at=None, on_paper=False)


def memorandum_linked_by(token: str, *, now: datetime) -> MemorandumQuerySet:
    """The memorandum whose present file a mailed link leads to while it is valid, or none. Looking uses nothing up."""
    links = SigningLink.objects.filter(token_hash=token_hash(token), expires_at__gt=now)
    return Memorandum.objects.filter(links__in=links.filter(document=F("memorandum__document")))


def texts_visible_to(user: User) -> QuerySet[MemorandumText]:
    """Whoever sees every memorandum sees its text in all versions, the newest first."""
    return MemorandumText.objects.all() if sees_memoranda(user) else MemorandumText.objects.none()


def may_keep_memoranda(user: User) -> bool:
    """Write and send them, recall, countersign and end them, and write their text."""
    return holds(user, "ops")


def may_answer_memorandum(user: User, memorandum: Memorandum) -> bool:
    """The partner's lead signs, who then says that they have authority; or names who has, or declines."""
    leads = Contact.objects.on(clock.today()).filter(user=user, purpose=ContactPurpose.LEAD)
    return leads.filter(partner=memorandum.partner_id).exists()


def may_sign(user: User, memorandum: Memorandum) -> bool:
    """As above, while it waits for a signature."""
    return MEMORANDUM_WORKFLOW.allows("sign", memorandum.state) and may_answer_memorandum(user, memorandum)


def may_see_evidence(user: User, memorandum: Memorandum) -> bool:
    """From which address somebody signed: operations, and the partner's lead."""
    return holds(user, "ops") or partners_led_by(user, today=clock.today()).filter(pk=memorandum.partner_id).exists()


def codes_visible_to(user: User) -> AllocationCodeQuerySet:
    """Operations and marketing see all codes; a lead those of the partners they speak for."""
    if holds(user, "ops", "marketing"):
        return AllocationCode.objects.all()
    return AllocationCode.objects.filter(partner__in=partners_led_by(user, today=clock.today()))


def may_issue_codes(user: User) -> bool:
    return holds(user, "ops")


def may_rotate_code(user: User, code: AllocationCode) -> bool:
    """Operations, and the partner's lead."""
    return holds(user, "ops") or partners_led_by(user, today=clock.today()).filter(pk=code.partner_id).exists()
