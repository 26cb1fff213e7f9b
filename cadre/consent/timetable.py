"""What falls due in rounds as time passes. Each is safe to repeat."""

from datetime import date, datetime

from cadre.consent import actions
from cadre.consent.models import Round


def keep_rounds(today: date, now: datetime) -> int:
    """Partners that are silent have answered by the terms, offers lapse, and rounds that are behind are planned again.

    How many rounds were planned.
    """
    actions.end_silence(now=now)
    actions.lapse_offers(now=now)
    behind = list(Round.objects.behind().filter(stuck="").values_list("pk", flat=True))
    for round_id in behind:
        actions.go_on(round_id, today=today, now=now)
    return len(behind)


def remind_of_consent(today: date, now: datetime) -> int:
    """Recall agreements and offers whose last hours begin."""
    return actions.remind_partners_when_due(now=now) + actions.remind_candidates_when_due(now=now)
