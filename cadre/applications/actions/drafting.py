"""An application on its way: started, saved at every step, taken up again by a mailed link."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from cadre.applications import emails
from cadre.applications.models import Application, ResumeLink
from cadre.applications.rules.deadline import in_time
from cadre.applications.states import APPLICATION_STARTED, LINK_DAYS, State
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.refs import new_token, reference, token_hash
from cadre.messages.actions import post
from cadre.partners.models import Partner
from cadre.programmes.models import Offering

APPLICANT = System("Somebody who applies")
KEPT_LENGTH = 20_000
KEPT_FIELDS = 60
TRIES = 20


class RegistrationClosed(Refusal):
    """The intake takes no more applications."""


def start_application(
    *,
    offering: Offering,
    once: str,
    opened_at: datetime,
    typed: Mapping[str, str],
    ok: bool,
    now: datetime,
    partner: Partner | None = None,
) -> Application:
    """A draft with its first step, and the partner chosen there, so that unfinished ones count.

    The same page (`once`) sent twice starts one. Raises RegistrationClosed.
    """
    refuse_closed(offering, opened_at=opened_at, now=now)
    key = token_hash(once)
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                made = Application.objects.create(
                    ref=reference(ref_prefix()),
                    offering=offering,
                    preferred_partner=partner,
                    started_with=key,
                    answers={"course": kept(typed, ok=ok)},
                    created_at=min(opened_at, now),
                    changed_at=now,
                )
                journal.record(APPLICATION_STARTED, made, by=APPLICANT)
                return made
        except IntegrityError:  # a double click, or a reference that is taken
            begun = Application.objects.select_related("offering__intake", "offering__qualification")
            found = begun.filter(started_with=key, state=State.DRAFT).first()
            if found:
                return save_step(found, slug="course", typed=typed, ok=ok, now=now, offering=offering)
    raise Conflict("This application was started from another page. Open it with the link we mailed to you.")


def save_step(
    application: Application,
    *,
    slug: str,
    typed: Mapping[str, str],
    ok: bool,
    now: datetime,
    noted: Mapping[str, Any] | None = None,
    offering: Offering | None = None,
    **columns: Any,
) -> Application:
    """Keep what was typed at one step, right or wrong, and nothing of the other steps: two tabs lose nothing.

    One UPDATE, tried again when another tab saved in between. `noted` goes beside the answers. `columns` are the
    name and email of the draft. Raises Refusal when it has been submitted.
    """
    fresh = application
    for _ in range(TRIES):
        answers = {**fresh.answers, slug: kept(typed, ok=ok)}
        if noted is not None:
            answers["noted"] = {**fresh.answers.get("noted", {}), **noted}
        change: dict[str, Any] = {"answers": answers, "changed_at": now, "version": fresh.version + 1, **columns}
        if offering is not None:
            change["offering"] = offering
        rows = Application.objects.filter(pk=fresh.pk, version=fresh.version, state=State.DRAFT)
        if rows.update(**change):
            for field, value in change.items():
                setattr(application, field, value)
            return application
        fresh = Application.objects.get(pk=fresh.pk)
        if fresh.state != State.DRAFT:
            raise Refusal("This application has been submitted. It can no longer be changed here.")
    raise Conflict("Another tab keeps saving this application. Press the button once more.")


def kept(typed: Mapping[str, str], *, ok: bool) -> dict[str, Any]:
    """What is stored of a step: every field as typed, without the characters that a database cannot hold."""
    texts = {
        name[:60]: str(value)[:KEPT_LENGTH].replace("\x00", "").encode("utf-8", "replace").decode()
        for name, value in list(typed.items())[:KEPT_FIELDS]
    }
    return {"typed": texts, "ok": ok}


def refuse_closed(offering: Offering, *, opened_at: datetime, now: datetime) -> None:
    """Raises RegistrationClosed outside registration, the grace for an open form included."""
    intake = offering.intake
    if clock.day_of(now) < intake.opens_on:
        raise RegistrationClosed(f"Registration for {intake} opens on {intake.opens_on:%-d %B %Y}.")
    if not in_time(deadline=clock.end_of(intake.closes_on), opened_at=opened_at, now=now):
        raise RegistrationClosed(f"Registration for {intake} closed on {intake.closes_on:%-d %B %Y}.")


def ref_prefix() -> str:
    """The provider's initials, `OLP`."""
    return "".join(word[0] for word in settings.PROVIDER["name"].split() if word[0].isalpha())[:4].upper() or "APP"


def new_link(application: Application, *, now: datetime) -> str:
    """A new way into the application; only its hash is kept. Earlier links keep working."""
    token = new_token()
    ResumeLink.objects.create(
        application=application, token_hash=token_hash(token), expires_at=now + timedelta(days=LINK_DAYS)
    )
    return token


@transaction.atomic
def send_resume_link(application: Application, *, now: datetime, again: bool = False) -> None:
    """Mail the way back. Once for each address; `again`, on request, once an hour."""
    post(emails.resume(application, new_link(application, now=now), now=now, again=again), now=now)
