"""What recruitment does: remind, tell how it stands, and say which groups are at risk."""

from cadre.recruitment.actions.at_risk import mark_at_risk
from cadre.recruitment.actions.digests import send_due_digests
from cadre.recruitment.actions.moving import tell_of_earlier_close
from cadre.recruitment.actions.reminding import remind_unfinished, stop_reminders

__all__ = ["mark_at_risk", "remind_unfinished", "send_due_digests", "stop_reminders", "tell_of_earlier_close"]
