"""Digests before a deadline: to operations how every group stands, to each partner its own, with what would help."""

from datetime import date, datetime

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.messages.actions import post_all
from cadre.programmes.models import Intake
from cadre.recruitment import emails
from cadre.recruitment.models import Digest, RecruitmentPolicy
from cadre.recruitment.queries.digests import office_readers, partner_readers, report
from cadre.recruitment.rules.digest import days_words, stage_due
from cadre.recruitment.states import DIGEST_SENT


def send_due_digests(today: date, now: datetime, *, by: Actor) -> int:
    """The digests whose day has come, each once. How many intakes were told about. Safe to repeat."""
    policy = RecruitmentPolicy.objects.on(today).first()
    if policy is None:
        return 0
    told = 0
    for intake in Intake.objects.open_on(today):
        stage = stage_due((intake.closes_on - today).days, days=policy.digest_days, daily_from=policy.daily_from)
        named = {"intake": intake, "closes_on": intake.closes_on, "stage": stage}
        if stage is not None and not Digest.objects.filter(**named).exists():
            told += _send(intake, stage, today=today, now=now, by=by)
    return told


@transaction.atomic
def _send(intake: Intake, stage: int, *, today: date, now: datetime, by: Actor) -> bool:
    """Whoever writes the row sends; a second one at the same time waits for it, and sends nothing."""
    named = {"intake": intake, "closes_on": intake.closes_on, "stage": stage}
    digest, new = Digest.objects.get_or_create(**named, defaults={"sent_at": now})
    if not new:
        return False
    seen = report(intake, today=today)
    if not seen.groups:
        return False
    mails = [emails.office_digest(user, seen, digest) for user in office_readers(today)]
    for partner, user in partner_readers(seen, today=today):
        mails.append(emails.partner_digest(user, partner, seen, digest))
    post_all(mails, now=now)
    many = f"{len(mails)}"
    journal.record(DIGEST_SENT, intake, by=by, number=many, days=days_words(seen.days))
    return True
