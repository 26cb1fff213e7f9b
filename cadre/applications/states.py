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


WORKFLOW = Workflow(
    name="Application",
    labels=dict(State.choices()),
    moves={
        "submit": ((State.DRAFT,), State.SUBMITTED),
        "ask": ((State.SUBMITTED,), State.ASKED),
        "answer": ((State.ASKED,), State.SUBMITTED),
        "accept": ((State.SUBMITTED, State.ASKED), State.ACCEPTED),
        "decline": ((State.SUBMITTED, State.ASKED), State.DECLINED),
        "withdraw": ((State.SUBMITTED, State.ASKED, State.ACCEPTED), State.WITHDRAWN),
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
}


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


class Counted(Choice):
    """Whose people count together towards a discount."""

    PAYER = "payer", "The people that one payer pays for"
    SCHOOL = "school", "All people of one school, whether the school or its trust pays"
    TRUST = "trust", "All people of one trust, whether it or its schools pay"


class Over(Choice):
    """What a discount counts over, always within one intake."""

    ALL = "all", "All qualifications together"
    QUALIFICATION = "qualification", "Each qualification by itself"


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


GRACE_MINUTES = 15
LINK_DAYS = 14

APPLICATION_STARTED = happening("applications.started", "An application was started")
APPLICATION_SUBMITTED = happening("applications.submitted", "{subject} applied and was quoted {total}", major=True)
INFORMATION_ASKED = happening("applications.information_asked", "{by} asked {subject}: “{question}”")
INFORMATION_GIVEN = happening("applications.information_given", "{subject} answered: “{answer}”")
APPLICATION_ACCEPTED = happening("applications.accepted", "{by} accepted {subject}: “{reason}”", major=True)
APPLICATION_DECLINED = happening("applications.declined", "{by} declined {subject}: “{reason}”", major=True)
APPLICATION_WITHDRAWN = happening("applications.withdrawn", "{subject} withdrew: “{reason}”", major=True)
QUOTE_MADE = happening("applications.quote_made", "{subject} was quoted {total}: {sentence}")
SCHOOL_SETTLED = happening("applications.school_settled", "{by} found the school: {school}")
SCHOLARSHIP_SETTLED = happening(
    "applications.scholarship_settled", "{by} settled the scholarship: {finding}. “{words}”"
)
ARRANGEMENTS_READ = happening("applications.arrangements_read", "{by} read what {subject} needs at events")
