"""What follows from an answer. Each is safe to repeat."""

from cadre.groups.models import Group
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.messages.actions import post, post_all
from cadre.staffing import actions, emails
from cadre.staffing.models import Invitation, Substitution
from cadre.staffing.queries.visits import visits_with_all

STAFFING = System("Staffing")


def _invitation(entry: Entry) -> Invitation:
    return Invitation.objects.select_related(*emails.LOOK, "suggestion").get(pk=entry.subject_id)


def ask_the_next(entry: Entry) -> None:
    """After a no, or none in time: the next suggested is invited, where that was chosen."""
    before = _invitation(entry)
    if before.follow:
        actions.invite_next(before, by=STAFFING, now=clock.now())


def tell_it_is_past(entry: Entry) -> None:
    """Whoever was asked for a seat or date that somebody else has, or that is withdrawn, is told."""
    row = _invitation(entry)
    post(emails.cover_past(row) if row.cover else emails.past(row), now=clock.now())


def tell_of_stand_in(entry: Entry) -> None:
    """After SUBSTITUTED or SUBSTITUTION_ENDED: both read what is arranged."""
    look = ("event__element", "event__group__partner", "out__user", "stand_in__user")
    row = Substitution.objects.select_related(*look).get(pk=entry.data["substitution"])
    post_all(emails.stands_in(row, entry), now=entry.at)


def tell_visitors_of_move(entry: Entry) -> None:
    """After DATE_MOVED: whoever visits the event gets the new day, and their calendar follows."""
    visits = visits_with_all().standing().filter(event=int(entry.subject_id))
    post_all([emails.visit_arranged(visit, now=entry.at) for visit in visits], now=entry.at)


def tell_visitors_it_is_off(entry: Entry) -> None:
    """After GROUP_DISSOLVED: visits to its events that were called off leave calendars."""
    off = visits_with_all().standing().filter(event__group=int(entry.subject_id), event__called_off_at__isnull=False)
    post_all([emails.visit_ended(visit, now=entry.at) for visit in off], now=entry.at)


def end_covers_of_who_left(entry: Entry) -> None:
    """After FACILITATOR_RELEASED: nobody is looked for to stand in for them any more."""
    group = Group.objects.get(pk=int(entry.subject_id))
    actions.end_covers_of(group, entry.data["facilitator_id"], by=STAFFING, now=clock.now())
