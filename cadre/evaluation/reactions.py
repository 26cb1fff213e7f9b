"""What follows by itself in this room. Safe to repeat."""

from cadre.delivery.models import Register
from cadre.evaluation import actions
from cadre.journal.models import Entry


def invite_attendees(entry: Entry) -> None:
    """After a register was completed or corrected: exactly those present are invited, each once."""
    register = Register.objects.filter(pk=entry.subject_id).first()
    if register is not None:
        actions.invite_attendees(register, now=entry.at)
