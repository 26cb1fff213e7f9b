"""What can happen in recruitment."""

from cadre.lib.happenings import happening

GROUP_AT_RISK = happening(
    "recruitment.group_at_risk", "Registration closed and {subject} is {short} short: it is at risk", major=True
)
DIGEST_SENT = happening("recruitment.digest_sent", "How {subject} stands went to {number} people, {days}")
APPLICANTS_REMINDED = happening(
    "recruitment.applicants_reminded", "{by} reminded {number} to finish their application for {subject}", major=True
)
REMINDERS_STOPPED = happening("recruitment.reminders_stopped", "{subject} wants no reminders")
