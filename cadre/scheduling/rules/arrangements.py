"""From when until when partners and facilitators see what must be arranged for people."""

from datetime import date, timedelta

BEFORE = timedelta(days=28)
AFTER = timedelta(days=14)


def arrangements_shown(*, starts_on: date, ends_on: date, confirmed_on: date | None, today: date) -> bool:
    """To facilitators: from the group's confirmation, or 28 days before the event where that is earlier, to 14 days
    after it. Source: access_matrix.yaml, special_requirement_adjustment.
    """
    opens = min(filter(None, (confirmed_on, starts_on - BEFORE)))
    return opens <= today <= ends_on + AFTER


def shown_to_host(*, starts_on: date, ends_on: date, before_days: int, after_days: int, today: date) -> bool:
    """To the partner: so many days before the event to so many after it, by the dated terms.

    Source: four weeks each, as the provider asked for (DatePolicy).
    """
    return starts_on - timedelta(days=before_days) <= today <= ends_on + timedelta(days=after_days)
