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


class Funding(Choice):
    SCHOLARSHIP = "scholarship", "A scholarship, if my school is eligible"
    SCHOOL = "school", "My school"
    TRUST = "trust", "My trust"
    SELF = "self", "I pay myself"


class Outcome(Choice):
    """What a quote came to."""

    LIST_FEE = "list_fee", "List fee"
    DISCOUNT = "discount", "Discount"
    SCHOLARSHIP = "scholarship", "Scholarship"
    NOT_CONFIRMED = "not_confirmed", "Scholarship not confirmed"


APPLICATION_STARTED = happening("applications.started", "An application was started")
APPLICATION_SUBMITTED = happening("applications.submitted", "{subject} applied", major=True)
INFORMATION_ASKED = happening("applications.information_asked", "{by} asked {subject}: “{question}”")
INFORMATION_GIVEN = happening("applications.information_given", "{subject} answered: “{answer}”")
APPLICATION_ACCEPTED = happening("applications.accepted", "{by} accepted {subject}: “{reason}”", major=True)
APPLICATION_DECLINED = happening("applications.declined", "{by} declined {subject}: “{reason}”", major=True)
APPLICATION_WITHDRAWN = happening("applications.withdrawn", "{subject} withdrew: “{reason}”", major=True)
QUOTE_MADE = happening("applications.quote_made", "{subject} was quoted {total}: {sentence}")
