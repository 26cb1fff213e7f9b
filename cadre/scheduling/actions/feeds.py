"""A private calendar feed is made, and ended."""

from datetime import date, datetime

from django.db import transaction

from cadre.journal import actions as journal
from cadre.lib.refs import new_token, token_hash
from cadre.people.models import User
from cadre.scheduling.models import CalendarFeed
from cadre.scheduling.states import FEED_ENDED, FEED_MADE


@transaction.atomic
def make_feed(user: User, *, now: datetime) -> str:
    """A new secret for the address; the one before leads nowhere from now on. It is shown once, and never kept."""
    User.objects.select_for_update().get(pk=user.pk)
    _end(user, now=now)
    token = new_token()
    CalendarFeed.objects.create(user=user, token_hash=token_hash(token), made_at=now)
    journal.record(FEED_MADE, user, by=user)
    return token


@transaction.atomic
def end_feed(user: User, *, now: datetime) -> bool:
    """The address leads nowhere any more. Whether there was one."""
    User.objects.select_for_update().get(pk=user.pk)
    if not _end(user, now=now):
        return False
    journal.record(FEED_ENDED, user, by=user)
    return True


def note_reading(feed: CalendarFeed, *, today: date) -> None:
    """On which day a calendar last read it, written once a day."""
    if feed.read_on != today:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=today)


def _end(user: User, *, now: datetime) -> int:
    return CalendarFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
