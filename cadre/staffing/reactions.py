"""What follows from an answer. Each is safe to repeat."""

from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.messages.actions import post, post_all
from cadre.staffing import actions, emails
from cadre.staffing.models import Invitation, Substitution

STAFFING = System("Staffing")


def _invitation(entry: Entry) -> Invitation:
    return Invitation.objects.select_related(*emails.LOOK, "suggestion").get(pk=entry.subject_id)


def ask_the_next(entry: Entry) -> None:
    """After a no, or none in time: the next suggested is invited, where that was chosen."""
    before = _invitation(entry)
    if before.follow:
        actions.invite_next(before, by=STAFFING, now=clock.now())


def tell_it_is_past(entry: Entry) -> None:
    """Whoever was asked for a seat that somebody else has, or that is withdrawn, is told."""
    post(emails.past(_invitation(entry)), now=clock.now())


def tell_of_stand_in(entry: Entry) -> None:
    """After SUBSTITUTED or SUBSTITUTION_ENDED: both read what is arranged."""
    look = ("event__element", "event__group__partner", "out__user", "stand_in__user")
    row = Substitution.objects.select_related(*look).get(pk=entry.data["substitution"])
    post_all(emails.stands_in(row, entry), now=entry.at)
