"""Who reads the journal as a whole. The log of one row is shown by its room, to whoever may see the row.

The room lies below `people`, so it is told the roles that opened the page. See `audit_log` and `import_job` in the
access matrix.
"""

from collections.abc import Collection

from cadre.journal.models import Entry, EntryQuerySet

# About accounts and their rights: the data protection lead's and the system administrator's, not operations'.
ACCOUNTS = ("people.user", "people.staffrole")


def entries_visible_to(roles: Collection[str]) -> EntryQuerySet:
    """Everything for the data protection lead and the system administrator; for operations all but accounts."""
    if {"dpo", "sysadmin"} & set(roles):
        return Entry.objects.all()
    return Entry.objects.exclude(subject_kind__in=ACCOUNTS) if "ops" in roles else Entry.objects.none()


def sees_persons(roles: Collection[str]) -> bool:
    """The system administrator sees that something happened, and no personal values."""
    return bool({"dpo", "ops"} & set(roles))


def may_retry(roles: Collection[str]) -> bool:
    return bool({"ops", "finance"} & set(roles))
