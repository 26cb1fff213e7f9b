"""The life of an application, what is asked in it, and what can happen to it."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow


class State(Choice):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    ASKED = "asked", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DEFERRED = "deferred", "Deferred"
    MERGED = "merged", "Merged"


WAITING = (State.SUBMITTED, State.ASKED)
"""Handed in, and not decided."""

ALIVE = (*WAITING, State.ACCEPTED)
"""Takes part in its intake, or may."""

GONE = (State.DECLINED, State.WITHDRAWN, State.DEFERRED, State.MERGED)
"""Handed in, and no longer counted for its intake."""

WORKFLOW = Workflow(
    name="Application",
    labels=dict(State.choices()),
    moves={
        "submit": ((State.DRAFT,), State.SUBMITTED),
        "ask": ((State.SUBMITTED,), State.ASKED),
        "answer": ((State.ASKED,), State.SUBMITTED),
        "accept": ((State.SUBMITTED, State.ASKED), State.ACCEPTED),
        "decline": ((State.SUBMITTED, State.ASKED), State.DECLINED),
        "withdraw": ((*ALIVE, State.DEFERRED), State.WITHDRAWN),
        "reopen": ((State.DECLINED, State.WITHDRAWN, State.ACCEPTED), State.SUBMITTED),
        "defer": (ALIVE, State.DEFERRED),
        "take_up": ((State.DEFERRED,), State.SUBMITTED),
        "take_up_accepted": ((State.DEFERRED,), State.ACCEPTED),
        "merge": ((*ALIVE, State.DECLINED, State.WITHDRAWN, State.DEFERRED), State.MERGED),
    },
    initial=State.DRAFT,
)


TAGS = {
    State.DRAFT: "open",
    State.SUBMITTED: "brand",
    State.ASKED: "warn",
    State.ACCEPTED: "good",
    State.DECLINED: "bad",
    State.WITHDRAWN: "",
    State.DEFERRED: "open",
    State.MERGED: "",
}


class WorkplaceKind(Choice):
    """Where somebody works. Of several schools one is the main one, and decides; a trust’s team has no school."""

    SCHOOL = "school", "One school"
    SEVERAL = "several", "Several schools"
    TRUST = "trust", "A trust’s central team"


class ReasonKind(Choice):
    """What a coded reason is for."""

    DECLINE = "decline", "Declining"
    WITHDRAW = "withdraw", "Withdrawing"
    DEFER = "defer", "Deferring"


class Item(Choice):
    """One line of the checklist of evidence. The label is what it asks."""

    IDENTITY = "identity", "Name, birth date and teacher number"
    SCHOOL = "school", "School found"
    QUOTE = "quote", "Price confirmed"
    CODE = "code", "Partner and code agree"
    SPONSOR = "sponsor", "Sponsor’s answer"
    GATEWAY = "gateway", "Gateway questions"
    DUPLICATE = "duplicate", "Possible duplicates looked at"
    PAYER = "payer", "Invoice details"
    DEADLINE = "deadline", "Deadline kept"


class Ruling(Choice):
    """What a policy says of a request."""

    YES = "yes", "Allowed"
    NO = "no", "Not allowed"
    PERSON = "person", "A person decides"


class PairState(Choice):
    """What became of two applications that may be one person's."""

    OPEN = "open", "To look at"
    DIFFERENT = "different", "Two people"
    BOTH_STAND = "both_stand", "One person, both stand"
    MERGED = "merged", "Merged"


class DeferralState(Choice):
    ASKED = "asked", "Asked for"
    GRANTED = "granted", "Waits for its intake"
    TAKEN_UP = "taken_up", "Moved to its intake"
    REFUSED = "refused", "Refused"
    TAKEN_BACK = "taken_back", "Taken back"


class Funding(Choice):
    SCHOLARSHIP = "scholarship", "A scholarship, if my school is eligible"
    SCHOOL = "school", "My school"
    TRUST = "trust", "My trust"
    SELF = "self", "I pay myself"


class Payer(Choice):
    """Who is invoiced when there is something to pay."""

    SCHOOL = "school", "My school"
    TRUST = "trust", "My trust"
    SELF = "self", "I pay myself"


class Before(Choice):
    """Whether somebody has had to do with this qualification before."""

    NO = "no", "No"
    HOLDS = "holds", "Yes, I hold it"
    LEFT = "left", "Yes, I started it and left"
    FUNDED = "funded", "No, but the Department for Education has paid for another NPQ of mine"


class Finding(Choice):
    """What was found out about one person's scholarship. The value is the reason code of the quotes that follow."""

    ELIGIBLE = "settled_eligible", "Eligible, with evidence"
    NOT_ELIGIBLE = "settled_not_eligible", "Not eligible"
    FUNDED_BEFORE = "settled_funded_before", "Funded before"
    DEPARTMENT_REFUSED = "department_refused", "Refused by the Department"
    FUNDS_EXHAUSTED = "funds_exhausted", "Funds exhausted"


BY_STAFF = (Finding.ELIGIBLE, Finding.NOT_ELIGIBLE, Finding.FUNDED_BEFORE)
"""What our team finds out by itself. The others follow from the Department's confirmation."""


class Answered(Choice):
    """How far the Department for Education's confirmation of a scholarship is."""

    TO_APPLY = "to_apply", "To apply"
    APPLIED = "applied", "Applied"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    EXHAUSTED = "exhausted", "Funds exhausted"
    ENDED = "ended", "Not needed"


CONFIRMATION = Workflow(
    name="Confirmation of a scholarship",
    labels=dict(Answered.choices()),
    moves={
        "apply": ((Answered.TO_APPLY,), Answered.APPLIED),
        "approve": ((Answered.APPLIED,), Answered.APPROVED),
        "refuse": ((Answered.APPLIED,), Answered.REFUSED),
        "exhaust": ((Answered.TO_APPLY, Answered.APPLIED), Answered.EXHAUSTED),
        "apply_again": (
            (Answered.APPLIED, Answered.APPROVED, Answered.REFUSED, Answered.EXHAUSTED, Answered.ENDED),
            Answered.TO_APPLY,
        ),
        "end": ((Answered.TO_APPLY, Answered.APPLIED, Answered.APPROVED), Answered.ENDED),
    },
    initial=Answered.TO_APPLY,
)
ANSWERS = (Answered.APPROVED, Answered.REFUSED, Answered.EXHAUSTED)
CONFIRMATION_TAGS = {
    Answered.TO_APPLY: "warn",
    Answered.APPLIED: "brand",
    Answered.APPROVED: "good",
    Answered.REFUSED: "bad",
    Answered.EXHAUSTED: "bad",
    Answered.ENDED: "",
}


class Preference(Choice):
    """What may put somebody first when funds are short."""

    OPPORTUNITY_AREA = "opportunity_area", "Opportunity area"
    BELOW_FLOOR = "opportunity_area_below_floor", "Opportunity area and below the floor standard"
    FREE_MEALS = "fsm_over_30", "School with more than 30% free school meals"
    ETHNICITY = "bme_participant", "Black or minority ethnic participant"


class Counted(Choice):
    """Whose people count together towards a discount."""

    PAYER = "payer", "The people that one payer pays for"
    SCHOOL = "school", "All people of one school, whether the school or its trust pays"
    TRUST = "trust", "All people of one trust, whether it or its schools pay"


class Over(Choice):
    """What a discount counts over, always within one intake."""

    ALL = "all", "All qualifications together"
    QUALIFICATION = "qualification", "Each qualification by itself"


class CodeSource(Choice):
    """Who gave somebody the allocation code they typed. Asked of everybody who types one, right or wrong."""

    PARTNER = "partner", "The delivery partner I chose"
    OTHER_PARTNER = "other", "Another delivery partner"
    SCHOOL = "school", "My school, trust or diocese"
    SOMEBODY = "somebody", "Somebody else, or I found it"


class CodeVerdict(Choice):
    """How the office settles a code that belongs to another partner."""

    PARTNER = "partner", "Keep the partner they chose"
    CODE = "code", "Take the partner whose code it is"


class Heard(Choice):
    """How somebody heard of the qualification."""

    PARTNER = "partner", "From a delivery partner"
    HEAD = "head", "From my headteacher or my trust"
    COLLEAGUE = "colleague", "From a colleague who took part"
    MAIL = "mail", "From a letter or an email"
    WEB = "web", "On the web or in social media"
    EVENT = "event", "At an event"
    OTHER = "other", "In another way"


GATEWAY_AREAS = {
    "strategy_improvement": "Strategy and Improvement",
    "teaching_curriculum": "Teaching and Curriculum Excellence",
    "leading_impact": "Leading with Impact",
    "partnership": "Working in Partnership",
    "resources_risks": "Managing Resources and Risks",
    "capability": "Increasing Capability",
}
"""The six content areas that an applicant for NPQH or NPQEL rates. Source: gateway form of 23 June 2017."""

GATEWAY_RATINGS = {
    "1": "Little or none across a school",
    "2": "Developing, through a team or a body",
    "3": "Directly responsible, with clear potential",
    "4": "Substantial, with proven impact",
}
"""What its four points say, in our words. Source: the same form."""


class Outcome(Choice):
    """What a quote came to."""

    LIST_FEE = "list_fee", "List fee"
    DISCOUNT = "discount", "Discount"
    SCHOLARSHIP = "scholarship", "Scholarship"
    NOT_CONFIRMED = "not_confirmed", "Scholarship not confirmed"


class Verdict(Choice):
    """What a scholarship rule says."""

    YES = "yes", "Eligible"
    NO = "no", "Not eligible"
    NOT_CONFIRMED = "not_confirmed", "Not confirmed"


class SponsorState(Choice):
    """How it stands between an application and one person who was asked to sponsor it."""

    WAITING = "waiting", "Waiting"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Declined"
    REPLACED = "replaced", "Replaced"


SPONSORSHIP = Workflow(
    name="Sponsorship",
    labels=dict(SponsorState.choices()),
    moves={
        "confirm": ((SponsorState.WAITING, SponsorState.DECLINED), SponsorState.CONFIRMED),
        "decline": ((SponsorState.WAITING, SponsorState.CONFIRMED), SponsorState.DECLINED),
        "replace": ((SponsorState.WAITING, SponsorState.CONFIRMED, SponsorState.DECLINED), SponsorState.REPLACED),
    },
    initial=SponsorState.WAITING,
)

SPONSORED = (State.SUBMITTED, State.ASKED, State.ACCEPTED)
"""States of an application in which its sponsor may answer or be replaced."""

SPONSOR_TAGS = {
    SponsorState.WAITING: "open",
    SponsorState.CONFIRMED: "good",
    SponsorState.DECLINED: "bad",
    SponsorState.REPLACED: "",
}


class SponsorReason(Choice):
    """Why somebody does not sponsor an applicant."""

    TIME = "time", "The school cannot release them for the days"
    NOT_NOW = "not_now", "It is not the right time for them"
    OTHER_COURSE = "other_course", "Another qualification would suit them better"
    MONEY = "money", "The school cannot pay for it"
    NOT_MINE = "not_mine", "Somebody else should sponsor them"
    UNKNOWN = "unknown", "I do not know them, or they do not work here"
    OTHER = "other", "Another reason"


SPONSOR_DECLINED_WORDS = {
    SponsorReason.TIME: "The school cannot release you for the days of this course at the moment.",
    SponsorReason.NOT_NOW: "They think that another year would suit you better.",
    SponsorReason.OTHER_COURSE: "They think that another of our qualifications would suit you better.",
    SponsorReason.MONEY: "The school cannot pay for it at the moment.",
    SponsorReason.NOT_MINE: "They think that somebody else should sponsor you.",
    SponsorReason.UNKNOWN: "They are not the right person to sponsor you. The address may belong to somebody else.",
    SponsorReason.OTHER: "They gave no reason that we pass on. It is best to talk with them.",
}
"""What the applicant reads of each reason."""


class AcceptanceNeeds(Choice):
    """What accepting an applicant needs of their sponsor."""

    NOTHING = "nothing", "Nothing"
    WARNING = "warning", "A confirmation, or a recorded exception"
    CONFIRMATION = "confirmation", "A confirmation"


GRACE_MINUTES = 15
LINK_DAYS = 14

APPLICATION_STARTED = happening("applications.started", "An application was started")
APPLICATION_SUBMITTED = happening("applications.submitted", "{subject} applied and was quoted {total}", major=True)
INFORMATION_ASKED = happening("applications.information_asked", "{by} asked {subject}: “{question}”")
INFORMATION_GIVEN = happening("applications.information_given", "{subject} answered: “{answer}”")
APPLICATION_ACCEPTED = happening("applications.accepted", "{by} accepted {subject}: “{reason}”", major=True)
APPLICATION_DECLINED = happening("applications.declined", "{by} declined {subject}: “{reason}”", major=True)
APPLICATION_WITHDRAWN = happening("applications.withdrawn", "{subject} withdrew: “{reason}”", major=True)
PARTNER_FOLLOWED = happening("applications.partner_followed", "{subject} follows {before} into {after}")
CODE_SETTLED = happening(
    "applications.code_settled", "{by} settled partner and code of {subject}: {outcome}, “{reason}”"
)
QUOTE_MADE = happening("applications.quote_made", "{subject} was quoted {total}: {sentence}")
TRUST_SETTLED = happening("applications.trust_settled", "{by} found the trust: {trust}")
SCHOOL_SETTLED = happening("applications.school_settled", "{by} found the school: {school}")
SCHOLARSHIP_SETTLED = happening(
    "applications.scholarship_settled", "{by} settled the scholarship: {finding}. “{words}”"
)
CONFIRMATION_OPENED = happening("applications.confirmation_opened", "The Department is to confirm {subject}")
CONFIRMATION_MOVED = happening("applications.confirmation_moved", "{by}: {what}, {day}{more}", major=True)
MOVED_WORDS = {
    "apply": "the scholarship was applied for",
    "approve": "the Department approved the scholarship",
    "refuse": "the Department refused the scholarship",
    "exhaust": "the money for scholarships is used up",
    "apply_again": "the scholarship is to be applied for again",
}
PAYER_ASKED = happening("applications.payer_asked", "{subject} is asked to withdraw or to say who pays: {because}")
PAYER_REMINDED = happening("applications.payer_reminded", "{by} reminded {subject} to withdraw or to say who pays")
PAYER_CHOSEN = happening("applications.payer_chosen", "{subject} goes on without a scholarship: {payer}", major=True)
FUND_ADDED = happening("applications.rule_added", "{by} added {what}, from {day}", major=True)
ARRANGEMENTS_READ = happening(
    "applications.arrangements_read", "{by} read what {subject} needs at events", reading=True
)
BILLING_CHANGED = happening("applications.billing_changed", "{by} changed who is invoiced: {what}")
SPONSOR_ASKED = happening("applications.sponsor_asked", "{sponsor} was asked to sponsor {subject}")
SPONSOR_CONFIRMED = happening("applications.sponsor_confirmed", "{by} sponsors {subject}", major=True)
SPONSOR_DECLINED = happening("applications.sponsor_declined", "{by} does not sponsor {subject}: “{reason}”", major=True)
SPONSOR_REPLACED = happening("applications.sponsor_replaced", "{by} named {sponsor} as sponsor instead of {earlier}")
SPONSOR_REMINDED = happening("applications.sponsor_reminded", "{by} reminded {sponsor}, who is to sponsor {subject}")
SPONSOR_NOT_AWAITED = happening("applications.sponsor_not_awaited", "{by} accepted {subject} as an exception: {why}")
INVOICE_DETAILS_CHANGED = happening("applications.invoice_details_changed", "{by} changed {fields} of {subject}")
OFFICER_ASSIGNED = happening("applications.officer_assigned", "{by} gave {subject} to {officer}")
OFFICER_RELEASED = happening("applications.officer_released", "{by} took {subject} from {officer}")
EVIDENCE_TICKED = happening("applications.evidence_ticked", "{by} ticked “{item}” for {subject}: “{note}”")
EVIDENCE_UNTICKED = happening("applications.evidence_unticked", "{by} took the tick from “{item}” for {subject}")
APPLICATION_REOPENED = happening("applications.reopened", "{by} reopened {subject}: “{reason}”", major=True)
DEFERRAL_ASKED = happening("applications.deferral_asked", "{subject} asked to start in {to}: “{reason}”")
APPLICATION_DEFERRED = happening("applications.deferred", "{by} deferred {subject} to {to}: “{reason}”", major=True)
DEFERRAL_REFUSED = happening("applications.deferral_refused", "{by} refused to defer {subject}: “{reason}”", major=True)
DEFERRAL_TAKEN_UP = happening(
    "applications.deferral_taken_up", "{subject} moved from {left} to {to}. Price {before}, now {after}", major=True
)
PAIR_FOUND = happening("applications.pair_found", "{subject} may be the same person as {other}: {why}")
PAIR_SETTLED = happening("applications.pair_settled", "{by} looked at {subject} and {other}: {verdict}. “{note}”")
APPLICATION_MERGED = happening("applications.merged", "{by} merged {gone} into {kept}: “{reason}”", major=True)
APPLICATION_TOOK_IN = happening("applications.took_in", "{by} merged {gone} into {kept}: “{reason}”", major=True)
