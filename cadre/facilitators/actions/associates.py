"""An associate application on its way: started or nominated, saved, sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from cadre.facilitators import emails
from cadre.facilitators.actions.referees import ask_referees
from cadre.facilitators.models import AssociateApplication, AssociateLink, Referee
from cadre.facilitators.rules.associates import refuse_referees
from cadre.facilitators.states import (
    ASSOCIATE_NOMINATED,
    ASSOCIATE_STARTED,
    ASSOCIATE_SUBMITTED,
    ASSOCIATE_WORKFLOW,
    LINK_DAYS,
    AssociateState,
)
from cadre.journal import actions as journal
from cadre.journal import locking
from cadre.journal.actions import System
from cadre.lib.errors import Refusal
from cadre.lib.refs import new_token, reference, token_hash
from cadre.messages.actions import post
from cadre.partners.models import Partner
from cadre.people.models import User

KEPT_FIELDS, KEPT_LENGTH = 60, 20_000
SENT = ("phone", "role", "employer", "urn", "region", "years_leading", "experience", "subjects")


def _begin(name: str, email: str, once: str, now: datetime, **more: Any) -> tuple[AssociateApplication, bool]:
    """The application that the page `once` starts, and whether it is new."""
    key = token_hash(once)
    known = AssociateApplication.objects.filter(started_with=key).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            made = AssociateApplication.objects.create(
                ref=reference("FA", 8),
                name=name,
                email=email,
                started_with=key,
                created_at=now,
                changed_at=now,
                **more,
            )
    except IntegrityError:  # pressed twice in one moment
        return AssociateApplication.objects.get(started_with=key), False
    return made, True


@transaction.atomic
def start_associate(*, name: str, email: str, once: str, now: datetime) -> AssociateApplication:
    """A draft, and the way back into it by mail. The same page sent twice starts one."""
    made, new = _begin(name, email, once, now)
    if new:
        journal.record(ASSOCIATE_STARTED, made, by=System(name))
        send_link(made, now=now)
    return made


@transaction.atomic
def nominate(
    *, name: str, email: str, words: str, partner: Partner, once: str, by: User, now: datetime
) -> AssociateApplication:
    """A partner's lead names somebody, who is mailed a link to apply. The same page sent twice nominates once."""
    said = {"nominated_by": partner, "nominated_by_name": by.name[:200], "nominated_words": words}
    made, new = _begin(name, email, once, now, **said)
    if new:
        journal.record(ASSOCIATE_NOMINATED, made, by=by, partner=partner.name)
        post(emails.nominated(made, new_link(made, now=now)), now=now)
    return made


def new_link(application: AssociateApplication, *, now: datetime) -> str:
    """A new way in. Earlier ones keep working."""
    token = new_token()
    until = now + timedelta(days=LINK_DAYS)
    AssociateLink.objects.create(application=application, token_hash=token_hash(token), expires_at=until)
    return token


@transaction.atomic
def send_link(application: AssociateApplication, *, now: datetime) -> None:
    """Mail the way back, at most once an hour."""
    post(emails.associate_link(application, new_link(application, now=now), now=now), now=now)


def kept(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as a database can hold it."""

    def plain(value: Any) -> str:
        return str(value)[:KEPT_LENGTH].replace("\x00", "").encode("utf-8", "replace").decode()

    return {
        name[:60]: [plain(one) for one in value[:KEPT_FIELDS]] if isinstance(value, list) else plain(value)
        for name, value in list(typed.items())[:KEPT_FIELDS]
    }


def held(application: AssociateApplication) -> AssociateApplication:
    """The application as it is, its row held."""
    return locking.held(AssociateApplication.objects.select_related("nominated_by"), application.pk)


@transaction.atomic
def save_associate(application: AssociateApplication, *, typed: Mapping[str, Any], now: datetime) -> None:
    """Keep what was typed on one page, right or wrong, beside that of the others. Raises Refusal once it is sent."""
    row = held(application)
    if not row.may_be_changed:
        raise Refusal("This application has been sent. It can no longer be changed here.")
    row.typed, row.changed_at = kept({**row.typed, **typed}), now
    row.save(update_fields=["typed", "changed_at"])


@transaction.atomic
def submit_associate(application: AssociateApplication, *, said: Mapping[str, Any], now: datetime) -> None:
    """Send it, and ask its referees. Twice is once. Raises Refusal for referees that are not two other people."""
    row = held(application)
    if row.state == AssociateState.SUBMITTED:
        return
    refuse_referees(row.email, [said["referee1_email"], said["referee2_email"]])
    row.state = ASSOCIATE_WORKFLOW.after("submit", row.state)
    for name in SENT:
        setattr(row, name, said[name])
    row.submitted_at, row.changed_at = row.submitted_at or now, now
    row.save()
    row.qualifications.set(said["qualifications"])
    _name_referees(row, said)
    journal.record(ASSOCIATE_SUBMITTED, row, by=System(row.name))
    post(emails.associate_received(row, now=now), now=now)
    ask_referees(row, now=now)


def _name_referees(row: AssociateApplication, said: Mapping[str, Any]) -> None:
    """Who answered stays, whatever is typed afterwards."""
    for number in (1, 2):
        known = row.referees.filter(number=number).first() or Referee(application=row, number=number)
        fields = {part: said[f"referee{number}_{part}"] for part in ("name", "email", "role")}
        if known.answered_at or all(getattr(known, part) == value for part, value in fields.items()):
            continue
        if known.email.lower() != fields["email"].lower():
            known.asked_at = known.expires_at = known.token_hash = known.reminded_at = None
        for part, value in fields.items():
            setattr(known, part, value)
        known.save()
