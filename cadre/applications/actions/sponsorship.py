"""Asking a sponsor, and what the sponsor answers by the mailed link."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.applications import emails
from cadre.applications.actions.drafting import new_link
from cadre.applications.models import (
    Application,
    SponsorLink,
    SponsorRating,
    SponsorRules,
    Sponsorship,
)
from cadre.applications.models.sponsor import address_key
from cadre.applications.rules.sponsor import acceptance_standing, refuse_answer, refuse_sponsor
from cadre.applications.states import (
    SPONSOR_ASKED,
    SPONSOR_CONFIRMED,
    SPONSOR_DECLINED,
    SPONSOR_NOT_AWAITED,
    SPONSOR_REPLACED,
    SPONSORED,
    SPONSORSHIP,
    SponsorReason,
    SponsorState,
)
from cadre.journal import actions as journal
from cadre.journal.actions import Actor, System
from cadre.journal.locking import held, hold_all
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.refs import new_token, token_hash
from cadre.messages.actions import post

CADRE = System("Cadre")
ALSO = ("offering__intake", "offering__qualification", "school", "trust", "quote", "applicant")


class NoLongerAsked(Refusal):
    """Somebody else has been named as sponsor since."""


@transaction.atomic
def ask_sponsor(application: Application, *, now: datetime) -> Sponsorship | None:
    """Ask the sponsor whom the application names, by mail. Asked already, or nobody to ask: nothing happens.

    An applicant's own address is never asked. Raises Refusal when there are no rules for sponsors on that day.
    """
    row = _locked(application)
    found = row.sponsorships.current().first()
    if found or row.state not in SPONSORED or not row.sponsor_email:
        return found
    if refuse_sponsor(email=row.sponsor_email, own=_own_addresses(row)):
        return None
    return _asked(row, now=now)


def _asked(row: Application, *, now: datetime) -> Sponsorship:
    made = Sponsorship.objects.create(
        application=row,
        name=row.sponsor_name,
        email=row.sponsor_email,
        address=address_key(row.sponsor_email),
        asked_at=now,
        mailed_on=clock.day_of(now),
    )
    others = Sponsorship.objects.awaited().filter(address=made.address).exclude(pk=made.pk).count()
    post(emails.sponsor_asked(made, new_sponsor_link(made.address, now=now), others=others), now=now)
    journal.record(SPONSOR_ASKED, row, by=CADRE, sponsor=str(made))
    return made


def new_sponsor_link(address: str, *, now: datetime) -> str:
    """A new way to what an address is asked; only its hash is kept. Earlier links keep working."""
    token = new_token()
    expires = clock.end_of(clock.day_of(now) + timedelta(days=rules_on(clock.day_of(now)).link_days))
    SponsorLink.objects.create(address=address_key(address), token_hash=token_hash(token), expires_at=expires)
    return token


def rules_on(day: date) -> SponsorRules:
    """The rules for sponsors that hold on a day. Raises Refusal when there are none."""
    found = SponsorRules.objects.on(day).first()
    if found is None:
        raise Refusal(f"There are no rules for sponsors on {day:%-d %B %Y} yet.")
    return found


@transaction.atomic
def send_sponsor_link(email: str, *, now: datetime) -> None:
    """Mail the way back to somebody who is or was asked, once an hour. To any other address nothing is sent."""
    newest = Sponsorship.objects.current().of_address(email).select_related("application").first()
    if newest is not None:
        post(emails.sponsor_link(newest, new_sponsor_link(email, now=now), now=now), now=now)


def open_sponsorships(sponsorships: Iterable[Sponsorship], *, now: datetime) -> None:
    """Note that the sponsor has seen these, the first time."""
    unseen = [one.pk for one in sponsorships if one.opened_at is None]
    if unseen:
        Sponsorship.objects.filter(pk__in=unseen, opened_at=None).update(opened_at=now)


@transaction.atomic
def confirm_sponsorship(
    sponsorship: Sponsorship,
    *,
    seen: str,
    now: datetime,
    ratings: Mapping[str, int] | None = None,
    role: str = "",
) -> Sponsorship:
    """Confirm. `seen` is the state that the page showed; `ratings` a score for each behaviour, before a gateway.

    Confirmed already, it is answered as it stands. Raises NoLongerAsked, Conflict when another answer came first, and
    Refusal when the application has ended or a rating is missing.
    """
    row = _answerable(sponsorship, "confirm", seen=seen)
    if row.state == SponsorState.CONFIRMED:
        return row
    rules = rules_on(clock.day_of(now))
    gateway = row.application.offering.qualification.needs_gateway
    wanted = {one["key"] for one in rules.behaviours} if gateway else set()
    if set(ratings or {}) != wanted:
        raise Refusal("Give a rating for each of the behaviours." if wanted else "Nothing is rated for this course.")
    row.state = SPONSORSHIP.after("confirm", row.state)
    row.opened_at, row.answered_at, row.rules = row.opened_at or now, now, rules
    row.role, row.reason, row.words = role, "", ""
    row.save(update_fields=["state", "opened_at", "answered_at", "rules", "role", "reason", "words"])
    SponsorRating.objects.filter(sponsorship=row).delete()
    SponsorRating.objects.bulk_create(
        SponsorRating(sponsorship=row, behaviour=key, score=score) for key, score in (ratings or {}).items()
    )
    journal.record(SPONSOR_CONFIRMED, row.application, by=System(str(row)))
    return row


@transaction.atomic
def confirm_sponsorships(sponsorships: Sequence[Sponsorship], *, now: datetime) -> tuple[list[Sponsorship], list[str]]:
    """Confirm every one that waits and needs no ratings; why the others could not be, in words."""
    confirmed, refused = [], []
    hold_all([one.application for one in sponsorships])
    for one in hold_all(sponsorships):
        try:
            confirmed.append(confirm_sponsorship(one, seen=SponsorState.WAITING, now=now))
        except Refusal as refusal:
            refused.append(f"{one.application}: {refusal}")
    return confirmed, refused


@transaction.atomic
def decline_sponsorship(
    sponsorship: Sponsorship, *, seen: str, reason: str, now: datetime, words: str = ""
) -> Sponsorship:
    """Decline with a coded reason, which the applicant is told kindly; `words` are for the office alone.

    Declined already, it is answered as it stands. Raises NoLongerAsked, Conflict when another answer came first, and
    Refusal when the application has ended.
    """
    row = _answerable(sponsorship, "decline", seen=seen)
    if row.state == SponsorState.DECLINED:
        return row
    row.state = SPONSORSHIP.after("decline", row.state)
    row.opened_at, row.answered_at, row.reason, row.words = row.opened_at or now, now, SponsorReason(reason), words
    row.save(update_fields=["state", "opened_at", "answered_at", "reason", "words"])
    SponsorRating.objects.filter(sponsorship=row).delete()
    entry = journal.record(SPONSOR_DECLINED, row.application, by=System(str(row)), reason=SponsorReason(reason).label)
    post(emails.sponsor_declined(row, new_link(row.application, now=now), turn=entry.pk), now=now)
    return row


@transaction.atomic
def replace_sponsor(application: Application, *, name: str, email: str, by: Actor, now: datetime) -> Sponsorship:
    """Name another sponsor and ask them. The earlier one's links no longer lead to this application.

    An earlier sponsor who had not declined is told that nothing more is needed. Raises Refusal, naming the field, for
    the applicant's own address and for the sponsor there is, and when the application has ended.
    """
    row = _locked(application)
    if row.state not in SPONSORED:
        raise Refusal("This application has ended, so its sponsor stays as it is.")
    earlier = row.sponsorships.current().select_for_update().first()
    if wrong := refuse_sponsor(email=email, own=_own_addresses(row), present=earlier.email if earlier else ""):
        raise Refusal(wrong, field="sponsor_email")
    told = earlier is not None and earlier.state != SponsorState.DECLINED
    if earlier is not None:
        earlier.state, earlier.replaced_at = SPONSORSHIP.after("replace", earlier.state), now
        earlier.save(update_fields=["state", "replaced_at"])
    journal.record(SPONSOR_REPLACED, row, by=by, sponsor=name, earlier=row.sponsor_name or "nobody")
    row.sponsor_name, row.sponsor_email = name, email
    row.save(update_fields=["sponsor_name", "sponsor_email"])
    made = _asked(row, now=now)
    if earlier is not None:
        earlier.replaced_by = made
        earlier.save(update_fields=["replaced_by"])
        if told:
            earlier.application = row
            post(emails.sponsor_released(earlier), now=now)
    return made


def note_sponsor(application: Application, *, by: Actor, now: datetime) -> None:
    """At acceptance: record that the sponsor had not confirmed. Raises Refusal where the rules do not allow it."""
    rules = SponsorRules.objects.on(clock.day_of(now)).first()
    found = application.sponsorships.current().first()
    standing = acceptance_standing(
        needs=rules.acceptance if rules else "nothing", state=found.state if found else "", sponsor=str(found or "")
    )
    if standing.refuses:
        raise Refusal(standing.sentence)
    if standing.sentence:
        journal.record(SPONSOR_NOT_AWAITED, application, by=by, why=standing.sentence)


def _answerable(sponsorship: Sponsorship, verb: str, *, seen: str) -> Sponsorship:
    """The row, locked after its application, when the answer `verb` may be given or has been given already."""
    application = _locked(Application(pk=sponsorship.application_id))
    row = held(Sponsorship.objects.all(), sponsorship.pk)
    row.application = application
    if row.state == SponsorState.REPLACED:
        raise NoLongerAsked(f"Somebody else is asked to sponsor {application} now. Nothing is needed from you.")
    _, end = SPONSORSHIP.moves[verb]
    if row.state == end:
        return row
    taking_back = row.state == SponsorState.CONFIRMED
    if wrong := refuse_answer(application_state=application.state, name=str(application), taking_back=taking_back):
        raise Refusal(wrong)
    if row.state != seen:
        said = "confirmed" if row.state == SponsorState.CONFIRMED else "declined"
        raise Conflict(f"You {said} this meanwhile, on another page or device. Look at it again before you change it.")
    return row


def _locked(application: Application) -> Application:
    return held(Application.objects.select_related(*ALSO), application.pk)


def _own_addresses(application: Application) -> list[str]:
    return [application.email, *([application.applicant.email] if application.applicant else [])]
