"""Leave to run a qualification: given, renewed with a reason, and reminded of before it ends."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.facilitators import emails
from cadre.facilitators.actions.availability import held
from cadre.facilitators.models import Accreditation, AccreditationPolicy, Facilitator
from cadre.facilitators.rules.accreditation import ends_on, refuse_renewal, renewed_until
from cadre.facilitators.states import ACCREDITATION_RENEWED, ACCREDITED
from cadre.journal import actions as journal
from cadre.journal import locking
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.messages.actions import post
from cadre.programmes.models import Qualification


def accreditation_policy_on(day: date) -> AccreditationPolicy:
    """The policy that holds. Raises Refusal when there is none."""
    found = AccreditationPolicy.objects.on(day).first()
    if found is None:
        raise Refusal("There is no policy for accreditations on this day. Load the reference data.")
    return found


@transaction.atomic
def accredit(
    facilitator: Facilitator, qualifications: Sequence[Qualification], *, by: journal.Actor, today: date
) -> list[Accreditation]:
    """From today until the policy's end, for each. One that still holds stays as it is; one that ended begins anew."""
    person, policy = held(facilitator), accreditation_policy_on(today)
    made = []
    for one in qualifications:
        until = ends_on(today, policy.valid_months)
        row, new = Accreditation.objects.get_or_create(
            facilitator=person, qualification=one, defaults={"from_on": today, "to_on": until}
        )
        if not new and (row.to_on is None or row.to_on > today):
            continue
        row.from_on, row.to_on, row.reminded_at = today, until, None
        row.save(update_fields=["from_on", "to_on", "reminded_at"])
        journal.record(ACCREDITED, person, by=by, qualification=one.code)
        made.append(row)
    return made


@transaction.atomic
def renew(accreditation: Accreditation, *, reason: str, by: journal.Actor, today: date) -> Accreditation:
    """Another term, with a reason. Raises Refusal long before its end, so that pressing twice renews once."""
    if not reason.strip():
        raise Refusal("Say why it is renewed.", field="reason")
    policy = accreditation_policy_on(today)
    row = locking.held(Accreditation.objects.select_related("facilitator__user", "qualification"), accreditation.pk)
    refuse_renewal(row.to_on, today, policy.remind_days)
    assert row.to_on is not None
    row.to_on, row.reminded_at = renewed_until(row.to_on, today, policy.valid_months), None
    row.save(update_fields=["to_on", "reminded_at"])
    last = long_day(row.to_on - timedelta(days=1))
    said = {"qualification": row.qualification.code, "until": last, "reason": reason.strip()}
    journal.record(ACCREDITATION_RENEWED, row.facilitator, by=by, **said)
    return row


@transaction.atomic
def remind_of_accreditations(*, today: date, now: datetime) -> int:
    """Tell active facilitators, once each term, whose accreditation ends soon. Safe to repeat. How many."""
    policy = AccreditationPolicy.objects.on(today).first()
    if policy is None:
        return 0
    due = Accreditation.objects.filter(
        to_on__gt=today,
        to_on__lte=today + timedelta(days=policy.remind_days),
        reminded_at=None,
        facilitator__in=Facilitator.objects.active_on(today),
    )
    rows = locking.all_held(due.select_related("facilitator__user", "qualification"))
    for row in rows:
        row.reminded_at = now
        row.save(update_fields=["reminded_at"])
        post(emails.accreditation_ends(row), now=now)
    return len(rows)
