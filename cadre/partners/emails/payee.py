"""About bank details, to everybody who looks or looked after them. No digit of an account is in any of it."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Q

from cadre.lib import clock
from cadre.lib.dates import LONDON, clock_time, long_day
from cadre.messages.mail import Kind, Mail, Value, kind
from cadre.partners.models import PayeeDetails
from cadre.partners.states import ContactPurpose, PayeeState
from cadre.people.models import User

PERSON = {"name": "the person's name", "partner": "the partner", "help_link": "the address to write to"}
CHANGED = kind(
    "partners.payee_changed",
    name="Bank details are to be changed",
    when="a partner gives other bank details, at once, to everybody who looked after the old ones",
    fields=PERSON | {"by": "who gave them", "at": "when"},
)
DECIDED = kind(
    "partners.payee_decided",
    name="A change of bank details is decided",
    when="a change is confirmed, refused, taken back or waited too long",
    fields=PERSON | {"outcome": "what became of it"},
)
OUTCOMES = {
    PayeeState.CONFIRMED: "is confirmed. We pay to the new account from now on.",
    PayeeState.REFUSED: "is refused. We pay to the account we had before.",
    PayeeState.TAKEN_BACK: "was taken back. We pay to the account we had before.",
    PayeeState.EXPIRED: "ended: nobody confirmed it in time. We pay to the account we had before. Give it again.",
}
WHO = (ContactPurpose.FINANCE, ContactPurpose.LEAD)


def payee_changed(payee: PayeeDetails, *, told_since: date, today: date) -> list[Mail]:
    """To each finance contact and lead of today, and those that ended since `told_since`."""
    at = payee.entered_at.astimezone(LONDON)
    fields: dict[str, Value] = {"by": payee.given_by, "at": f"{long_day(at.date())}, {clock_time(at)}"}
    return _mails(CHANGED, payee, _told(payee, told_since), fields)


def payee_decided(payee: PayeeDetails) -> list[Mail]:
    """To the same people, as they are known now."""
    reason = f" The reason: {payee.reason}" if payee.state == PayeeState.REFUSED else ""
    fields: dict[str, Value] = {"outcome": f"{OUTCOMES[PayeeState(payee.state)]}{reason}"}
    since = clock.day_of(payee.entered_at)
    return _mails(DECIDED, payee, _told(payee, since), fields)


def _told(payee: PayeeDetails, since: date) -> list[User]:
    rows = payee.partner.contacts.filter(purpose__in=WHO).filter(Q(to_on=None) | Q(to_on__gte=since))
    people = {row.user_id: row.user for row in rows.select_related("user").order_by("pk")}
    return list((people if payee.giver else people | {payee.entered_by_id: payee.entered_by}).values())


def _mails(of: Kind, payee: PayeeDetails, people: Iterable[User], fields: dict[str, Value]) -> list[Mail]:
    common: dict[str, Value] = {"partner": payee.partner.name, "help_link": f"mailto:{settings.PROVIDER['email']}"}
    return [
        Mail(
            of,
            to=user.email,
            to_name=user.name,
            fields={"name": user.name, **common, **fields},
            about=payee.partner,
            key=f"{of.key}:{payee.pk}:{user.pk}",
        )
        for user in people
    ]
