"""Kinds of partner, what contacts are for, and what can happen to a partner."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow


class PartnerKind(Choice):
    """The provider itself delivers what no partner can, such as distance learning. It is never shown as a partner."""

    TEACHING_SCHOOL = "teaching_school", "Teaching school"
    TRUST = "trust", "Multi-academy trust"
    DIOCESE = "diocese", "Diocese"
    PROVIDER = "provider", "The provider itself"


NETWORK = (PartnerKind.TEACHING_SCHOOL, PartnerKind.TRUST, PartnerKind.DIOCESE)


class ContactPurpose(Choice):
    LEAD = "lead", "Lead"
    FINANCE = "finance", "Finance"
    EVENTS = "events", "Events"


class Stage(Choice):
    """How far a partnership has come. Derived from days: nothing stores it."""

    PROSPECT = "prospect", "Prospect"
    ONBOARDING = "onboarding", "In onboarding"
    SIGNED = "signed", "Signed"
    LEFT = "left", "Left"


STAGE_TAGS = {Stage.ONBOARDING: "open", Stage.SIGNED: "good"}


class ProfileState(Choice):
    """A version of what a partner's public page says."""

    DRAFT = "draft", "Draft"
    WAITING = "waiting", "Waits for approval"
    APPROVED = "approved", "Public"
    RETURNED = "returned", "Sent back"
    SUPERSEDED = "superseded", "Replaced"


PROFILE_WORKFLOW = Workflow(
    name="Public profile of a partner",
    labels=dict(ProfileState.choices()),
    moves={
        "send": ((ProfileState.DRAFT,), ProfileState.WAITING),
        "take_back": ((ProfileState.WAITING,), ProfileState.DRAFT),
        "approve": ((ProfileState.WAITING,), ProfileState.APPROVED),
        "return": ((ProfileState.WAITING,), ProfileState.RETURNED),
        "replace": ((ProfileState.APPROVED,), ProfileState.SUPERSEDED),
    },
    initial=ProfileState.DRAFT,
)
PROFILE_TAGS = {
    ProfileState.DRAFT: "open",
    ProfileState.WAITING: "brand",
    ProfileState.APPROVED: "good",
    ProfileState.RETURNED: "warn",
}


class PayeeState(Choice):
    """A version of a partner's bank and VAT details."""

    WAITING = "waiting", "Waits to be confirmed"
    CONFIRMED = "confirmed", "In use"
    REFUSED = "refused", "Refused"
    EXPIRED = "expired", "Not confirmed in time"
    TAKEN_BACK = "taken_back", "Taken back"
    REPLACED = "replaced", "Replaced"


PAYEE_WORKFLOW = Workflow(
    name="Bank details of a partner",
    labels=dict(PayeeState.choices()),
    moves={
        "confirm": ((PayeeState.WAITING,), PayeeState.CONFIRMED),
        "refuse": ((PayeeState.WAITING,), PayeeState.REFUSED),
        "expire": ((PayeeState.WAITING,), PayeeState.EXPIRED),
        "take_back": ((PayeeState.WAITING,), PayeeState.TAKEN_BACK),
        "replace": ((PayeeState.CONFIRMED,), PayeeState.REPLACED),
    },
    initial=PayeeState.WAITING,
)
PAYEE_TAGS = {PayeeState.WAITING: "open", PayeeState.CONFIRMED: "good", PayeeState.REFUSED: "warn"}


class Told(Choice):
    """How somebody gave details that finance wrote down."""

    PHONE = "phone", "On the phone"
    LETTER = "letter", "By letter"


class OrgChangeKind(Choice):
    """What becomes of a partner as a whole."""

    MERGER = "merger", "Goes into another"
    LEAVING = "leaving", "Leaves the network"


class CheckAnswer(Choice):
    """What a partner says of one thing a venue should have."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known yet"


class CheckKind(Choice):
    """Which part of hosting something belongs to."""

    ROOM = "room", "The room and its equipment"
    ACCESS = "access", "Access and arrival"
    DAY = "day", "On the day"


PARTNER_ADDED = happening("partners.partner_added", "{subject} joined the network", major=True)
CODE_ISSUED = happening("partners.code_issued", "{by} issued the allocation code {code}")
CODE_ROTATED = happening("partners.code_rotated", "{by} replaced the allocation code by {code}")
CODE_EXPIRED = happening("partners.code_expired", "{by} ended the allocation code {code}")
PROSPECT_ADDED = happening("partners.prospect_added", "{by} added the prospect {subject}", major=True)
DETAILS_CHANGED = happening("partners.details_changed", "{by} changed {what}")
SCHOOL_COVERED = happening("partners.school_covered", "{by} added {school} to the schools covered")
SCHOOL_LEFT_OUT = happening("partners.school_left_out", "{by} took {school} out of the schools covered")
CONTACT_ADDED = happening("partners.contact_added", "{by} named {person} for {purpose}", major=True)
CONTACT_CHANGED = happening("partners.contact_changed", "{by} changed how {person} is reached")
CONTACT_ENDED = happening("partners.contact_ended", "{by} ended {person} for {purpose}, from {from_day}", major=True)
CONTACT_INVITED = happening("partners.contact_invited", "{by} invited {person} again")
VENUE_ADDED = happening("partners.venue_added", "{by} added the venue {venue}")
VENUE_CHANGED = happening("partners.venue_changed", "{by} changed the venue {venue}")
VENUE_CHECKED = happening("partners.venue_checked", "{by} went through the hosting checklist of {venue}")
VENUE_RETIRED = happening("partners.venue_retired", "{by} retired the venue {venue}: “{reason}”")
VENUE_RESTORED = happening("partners.venue_restored", "{by} put the venue {venue} back in use")
PROFILE_DRAFTED = happening("partners.profile_drafted", "{by} changed the draft of the public page")
PROFILE_SENT = happening("partners.profile_sent", "{by} sent the public page to be approved")
PROFILE_TAKEN_BACK = happening("partners.profile_taken_back", "{by} took the public page back to change it")
PROFILE_APPROVED = happening("partners.profile_approved", "{by} approved the public page", major=True)
PROFILE_RETURNED = happening("partners.profile_returned", "{by} sent the public page back: “{reason}”")
PAYEE_CHANGED = happening("partners.payee_changed", "{by} gave other bank details, which are held", major=True)
PAYEE_TAKEN_DOWN = happening(
    "partners.payee_taken_down",
    "{by} wrote down bank details that {giver} gave {how}, called back on {number}. They are held",
    major=True,
)
PAYEE_READ = happening("partners.payee_read", "{by} read bank details {what}", reading=True)
PAYEE_CONFIRMED = happening("partners.payee_confirmed", "{by} confirmed the bank details", major=True)
PAYEE_REFUSED = happening("partners.payee_refused", "{by} refused the bank details: “{reason}”", major=True)
PAYEE_TAKEN_BACK = happening("partners.payee_taken_back", "{by} took the change of bank details back")
PAYEE_EXPIRED = happening("partners.payee_expired", "Nobody confirmed the bank details in time")
CHANGE_PLANNED = happening(
    "partners.change_planned", "{by} decided: {subject} {what} from {day}. “{reason}”", major=True
)
PARTNER_MERGED = happening("partners.merged", "{subject} went into {into}", major=True)
PARTNER_LEFT = happening("partners.partner_left", "{subject} left the network", major=True)
CHANGE_TAKEN_BACK = happening(
    "partners.change_taken_back", "{by} took back that {subject} {what}: “{reason}”", major=True
)


class TextState(Choice):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


class MemorandumState(Choice):
    DRAFT = "draft", "Being prepared"
    SENT = "sent", "With the partner"
    SIGNED = "signed", "Signed by the partner"
    IN_FORCE = "in_force", "In force"
    RECALLED = "recalled", "Recalled"
    DECLINED = "declined", "Declined"
    DROPPED = "dropped", "Not pursued"
    SUPERSEDED = "superseded", "Superseded"
    ENDED = "ended", "Ended"


UNDER_WAY = (
    MemorandumState.DRAFT,
    MemorandumState.SENT,
    MemorandumState.SIGNED,
    MemorandumState.RECALLED,
    MemorandumState.DECLINED,
)
"""A partner has at most one memorandum in these states, and at most one in force beside it."""
TO_SEND = (MemorandumState.DRAFT, MemorandumState.RECALLED, MemorandumState.DECLINED)
MEMORANDUM_WORKFLOW = Workflow(
    name="Memorandum of understanding",
    labels=dict(MemorandumState.choices()),
    moves={
        "send": (TO_SEND, MemorandumState.SENT),
        "recall": ((MemorandumState.SENT, MemorandumState.SIGNED), MemorandumState.RECALLED),
        "sign": ((MemorandumState.SENT,), MemorandumState.SIGNED),
        "decline": ((MemorandumState.SENT,), MemorandumState.DECLINED),
        "countersign": ((MemorandumState.SIGNED,), MemorandumState.IN_FORCE),
        "drop": (TO_SEND, MemorandumState.DROPPED),
        "supersede": ((MemorandumState.IN_FORCE,), MemorandumState.SUPERSEDED),
        "end": ((MemorandumState.IN_FORCE,), MemorandumState.ENDED),
    },
    initial=MemorandumState.DRAFT,
)
MEMORANDUM_TAGS = {
    MemorandumState.SENT: "open",
    MemorandumState.SIGNED: "brand",
    MemorandumState.IN_FORCE: "good",
    MemorandumState.RECALLED: "warn",
    MemorandumState.DECLINED: "warn",
}


class Party(Choice):
    """Who signs."""

    PARTNER = "partner", "Delivery partner"
    PROVIDER = "provider", "Provider"


TEXT_SAVED = happening("partners.text_saved", "{by} saved version {version} of the memorandum’s text")
TEXT_PUBLISHED = happening(
    "partners.text_published", "{by} published version {version} of the memorandum’s text, from {day}", major=True
)
MEMORANDUM_DRAFTED = happening("partners.memorandum_drafted", "{by} began the memorandum {ref} of {partner}")
MEMORANDUM_SENT = happening("partners.memorandum_sent", "{by} sent {ref} to {partner} to sign", major=True)
MEMORANDUM_RECALLED = happening(
    "partners.memorandum_recalled", "{by} recalled {ref} of {partner}: “{reason}”", major=True
)
MEMORANDUM_DECLINED = happening(
    "partners.memorandum_declined", "{by} declined {ref} for {partner}: “{reason}”", major=True
)
MEMORANDUM_DROPPED = happening("partners.memorandum_dropped", "{by} gave up {ref} of {partner}: “{reason}”")
SIGNATORY_NAMED = happening(
    "partners.signatory_named", "{by} named {signatory}, {role}, to sign {ref} of {partner}", major=True
)
MEMORANDUM_SIGNED = happening(
    "partners.memorandum_signed", "{signatory}, {role}, signed {ref} for {partner}", major=True
)
MEMORANDUM_COUNTERSIGNED = happening(
    "partners.memorandum_countersigned", "{by} countersigned {ref}, which is in force for {partner}", major=True
)
MEMORANDUM_SUPERSEDED = happening("partners.memorandum_superseded", "{ref} of {partner} was superseded by {after}")
MEMORANDUM_ENDED = happening("partners.memorandum_ended", "{ref} of {partner} ended: {reason}", major=True)
MEMORANDUM_FILED = happening(
    "partners.memorandum_filed", "{by} filed a memorandum signed on paper for {partner}", major=True
)
MEMORANDUM_REMINDED = happening("partners.memorandum_reminded", "{partner} was reminded to sign {ref}")
RENEWAL_PROPOSED = happening(
    "partners.renewal_proposed", "{ref} of {partner} ends on {day}, and its renewal is proposed", major=True
)
