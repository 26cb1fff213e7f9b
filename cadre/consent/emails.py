"""What this room writes: to partners who are asked to agree, and to people who are offered another place."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from cadre.applications.emails import link
from cadre.consent.models import Agreement, AlternateOffer
from cadre.consent.queries.days import days_of
from cadre.consent.queries.words import choice_lines, moment, proposal_lines, where
from cadre.consent.states import Option, Silence
from cadre.groups.models import Group
from cadre.lib import clock
from cadre.messages.mail import Kind, Mail, Secret, Value, kind
from cadre.partners.states import ContactPurpose
from cadre.programmes.models import Offering

__all__ = ["moment"]

PARTNER = {
    "name": "the contact's name",
    "partner": "the partner",
    "course": "the qualification and intake, such as NPQSL, Spring 2027",
    "proposal": "what is proposed, one line each",
    "until": "until when an answer is wanted",
    "silence": "what no answer means",
    "agreement_link": "the page to answer on",
}
AGREEMENT = kind(
    "consent.agreement_asked",
    name="A partner is asked to agree",
    when="a plan would move its people, bring it others, or open or close a group of its own",
    fields=PARTNER,
)
AGREEMENT_REMINDER = kind(
    "consent.agreement_reminder",
    name="A partner's answer is still wanted",
    when="a partner has not answered and its last hours begin, or staff remind it",
    fields=PARTNER,
)
PERSON = {
    "name": "the person's name",
    "course": "the qualification and intake, such as NPQSL, Spring 2027",
    "what": "what is offered, in a sentence",
    "help_link": "the address to write to",
}
OFFERED = PERSON | {
    "days": "one line for each day: when and where",
    "choices": "one line for each choice",
    "until": "when the offer ends",
    "offer_link": "the page to answer on, without a password",
}
OFFER = kind(
    "consent.offer",
    name="Another place is offered",
    when="a plan has no place for somebody where they chose, and the partners agree",
    fields=OFFERED,
)
REMINDER = kind(
    "consent.offer_reminder",
    name="The offer of another place ends soon",
    when="an offer has no answer and its last hours begin, or staff remind of it",
    fields=OFFERED,
)
ACCEPTED = kind(
    "consent.offer_accepted",
    name="Another place is accepted",
    when="somebody accepts another group or distance learning",
    fields=PERSON | {"taken": "what was accepted", "offer_link": "their page"},
)
ANSWERED_FOR = kind(
    "consent.offer_answered_for",
    name="An answer is written down for somebody",
    when="staff write down what somebody answered on the phone, in person or by letter",
    fields={name: PERSON[name] for name in ("name", "course", "help_link")}
    | {"taken": "what was answered", "said": "who said so, how and when", "offer_link": "their page"},
)
LAPSED = kind(
    "consent.offer_lapsed",
    name="The offer of another place has ended",
    when="an offer was not answered in time",
    fields=PERSON | {"until": "when it ended"},
)
TAKEN_BACK = kind(
    "consent.offer_taken_back",
    name="The offer of another place is taken back",
    when="the plan has changed, or the office ends an offer or the whole round",
    fields=PERSON | {"reason": "why"},
)
AGREEMENT_SETTLED = kind(
    "consent.agreement_settled",
    name="A partner is told what became of its groups",
    when="the plan of a round in which it was asked is carried out",
    fields={name: PARTNER[name] for name in ("name", "partner", "course")}
    | {"outcome": "its groups and people, one line each", "groups_link": "the page of its groups"},
)
SETTLED = kind(
    "consent.offer_settled",
    name="An accepted place is settled",
    when="the plan of a round is carried out, to whoever accepted another group or distance learning",
    fields=PERSON | {"taken": "what was accepted", "days": OFFERED["days"], "offer_link": "their page"},
)


class Days:
    """The days of each group, read once."""

    def __init__(self) -> None:
        self.known: dict[int | None, str] = {}

    def of(self, group: Group | None, offering: Offering) -> str:
        key = group.pk if group else None
        if key not in self.known:
            self.known[key] = "\n".join(f"- {title}: {words}" for title, words in days_of(group, offering))
        return self.known[key]


def agreement_asked(agreement: Agreement, *, now: datetime) -> list[Mail]:
    """One for each lead of the partner."""
    return _to_leads(AGREEMENT, agreement, now, turn="")


def agreement_reminder(agreement: Agreement, *, now: datetime) -> list[Mail]:
    return _to_leads(AGREEMENT_REMINDER, agreement, now, turn=f":{now:%Y%m%d%H%M}")


def offer(made: AlternateOffer, token: str, *, days: Days) -> Mail:
    return _offered(OFFER, made, token, days, "")


def offer_reminder(made: AlternateOffer, token: str, *, now: datetime) -> Mail:
    return _offered(REMINDER, made, token, Days(), f":{now:%Y%m%d%H%M}")


def agreement_settled(agreement: Agreement, lines: list[str], *, now: datetime) -> list[Mail]:
    """One for each lead of the partner. `lines`: what became of its groups and people."""
    fields: dict[str, Value] = {
        "outcome": "\n".join(f"- {line}" for line in lines),
        "groups_link": link("partner:groups:recruitment"),
    }
    return _to_leads(AGREEMENT_SETTLED, agreement, now, turn="", more=fields)


def offer_answered_for(made: AlternateOffer, token: str, *, what: str, said: str) -> Mail:
    return _mail(ANSWERED_FOR, made, {"taken": what, "said": said, "offer_link": _page(token)})


def offer_accepted(made: AlternateOffer, token: str) -> Mail:
    return _mail(ACCEPTED, made, {"taken": _taken(made), "offer_link": _page(token)})


def offer_settled(made: AlternateOffer, token: str, *, days: Days) -> Mail:
    """To somebody who has the seat they accepted."""
    group = made.application.enrolment.group
    when = days.of(group, made.round.offering) or "- There are no days to show yet."
    return _mail(SETTLED, made, {"taken": _taken(made), "days": when, "offer_link": _page(token)})


def _taken(made: AlternateOffer) -> str:
    return where(made) if made.answer == Option.LOCAL else "Distance learning"


def offer_lapsed(made: AlternateOffer) -> Mail:
    return _mail(LAPSED, made, {"until": moment(made.expires_at)})


def offer_taken_back(made: AlternateOffer) -> Mail:
    return _mail(TAKEN_BACK, made, {"reason": made.why})


def _offered(of: Kind, made: AlternateOffer, token: str, days: Days, turn: str) -> Mail:
    when = days.of(made.group, made.round.offering) if made.partner else ""
    return _mail(
        of,
        made,
        {
            "days": when or "- There are no days to show yet.",
            "choices": "\n".join(f"- {line}" for line in choice_lines(made)),
            "until": moment(made.expires_at),
            "offer_link": _page(token),
        },
        turn,
    )


def _page(token: str) -> Secret:
    return Secret(link("token:consent:offer", token))


def _mail(of: Kind, made: AlternateOffer, fields: dict[str, Value], turn: str = "") -> Mail:
    person, offering = made.application, made.round.offering
    common: dict[str, Value] = {
        "name": person.name,
        "course": f"{offering.qualification}, {offering.intake}",
        "what": f"{where(made)}.",
        "help_link": f"mailto:{settings.PROVIDER['email']}",
    }
    return Mail(
        of,
        to=person.email,
        to_name=person.name,
        fields={name: value for name, value in {**common, **fields}.items() if name in of.fields},
        about=made,
        key=f"{of.key}:{made.pk}{turn}",
    )


def _to_leads(
    of: Kind, agreement: Agreement, now: datetime, *, turn: str, more: Mapping[str, Value] | None = None
) -> list[Mail]:
    offering, day = agreement.round.offering, clock.day_of(now)
    leads = (
        agreement.partner.goes_on_as()
        .contacts.on(day)
        .filter(purpose=ContactPurpose.LEAD)
        .select_related("user")
        .order_by("pk")
    )
    silence = Silence(agreement.round.policy.silence)
    fields: dict[str, Value] = {
        "partner": agreement.partner.name,
        "course": f"{offering.qualification}, {offering.intake}",
        "proposal": "\n".join(f"- {line}" for line in proposal_lines(agreement)),
        "until": moment(agreement.due_at),
        "silence": "that you agree" if silence == Silence.AGREED else "that you decline",
        "agreement_link": link("partner:consent:agreement", agreement.ref),
        **(more or {}),
    }
    return [
        Mail(
            of,
            to=contact.user.email,
            to_name=contact.user.name,
            fields={name: value for name, value in {"name": contact.user.name, **fields}.items() if name in of.fields},
            about=agreement,
            key=f"{of.key}:{agreement.pk}:{contact.user_id}{turn}",
        )
        for contact in {contact.user_id: contact for contact in leads}.values()
    ]
