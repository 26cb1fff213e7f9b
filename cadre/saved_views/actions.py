"""A view is saved, changed, put in place of another and deleted. On record is what the office shares, and no filter."""

from datetime import datetime

from django.db import transaction

from cadre.journal.actions import record
from cadre.journal.locking import held
from cadre.lib.errors import Refusal
from cadre.lib.happenings import Happening
from cadre.lib.seen import refuse_changed
from cadre.people.models import User
from cadre.saved_views import rules, states
from cadre.saved_views.access import may_change_view, may_keep_views, may_share_views
from cadre.saved_views.models import SavedView

NOT_YOURS = "This view is not yours to change."
NOT_OPEN = "This list is not open to you."
FOR_ONESELF = "Only lists of the office are shared. Keep this one for yourself."


@transaction.atomic
def save_view(path: str, query: str, *, name: str, share: bool, by: User, now: datetime) -> SavedView:
    """A new one. Raises Refusal for a name that is taken or none, at the most of a list, and where nothing is kept."""
    if not may_keep_views(by, path):
        raise Refusal(NOT_OPEN)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    names = _names(by.pk, path)
    _refuse(rules.refuse_address(query))
    _refuse(rules.refuse_another(len(names)))
    _refuse(rules.refuse_name(name, names), field="name")
    _refuse_sharing(share, path)
    at = {"shared_at": now if share else None, "saved_at": now}
    view = SavedView.objects.create(user=by, path=path, query=query, name=name, **at)
    if share:
        _record(states.VIEW_SHARED, view, by)
    return view


@transaction.atomic
def change_view(view: SavedView, *, name: str, share: bool, by: User, now: datetime, seen: str = "") -> SavedView:
    """Another name, or other readers. Raises Refusal as `save_view`, and Conflict where somebody else was quicker."""
    User.objects.select_for_update(no_key=True).get(pk=view.user_id)
    row = _held(view, by)
    refuse_changed({"name": row.name, "share": row.is_shared}, seen)
    _refuse(rules.refuse_name(name, _names(row.user_id, row.path) - {row.name}), field="name")
    _refuse_sharing(share, row.path)
    was, before = row.is_shared, row.name
    row.name, row.shared_at = name, (row.shared_at or now) if share else None
    row.save(update_fields=["name", "shared_at"])
    if share and not was:
        _record(states.VIEW_SHARED, row, by)
    elif was and not share:
        _record(states.VIEW_WITHDRAWN, row, by)
    elif was and name != before:
        _record(states.SHARED_VIEW_CHANGED, row, by)
    return row


@transaction.atomic
def replace_view(view: SavedView, query: str, *, by: User, now: datetime) -> SavedView:
    """It shows from now on what `query` says. Raises Refusal where that cannot be kept."""
    row = _held(view, by)
    _refuse(rules.refuse_address(query))
    row.query, row.saved_at = query, now
    row.save(update_fields=["query", "saved_at"])
    if row.is_shared:
        _record(states.SHARED_VIEW_CHANGED, row, by)
    return row


@transaction.atomic
def delete_view(view: SavedView, *, by: User) -> None:
    """Its list stays as it is."""
    row = _held(view, by)
    if row.is_shared:
        _record(states.SHARED_VIEW_DELETED, row, by)
    row.delete()


def _held(view: SavedView, by: User) -> SavedView:
    """Raises Refusal where it is gone, or not theirs to change."""
    try:
        row = held(SavedView.objects.all(), view.pk)
    except SavedView.DoesNotExist:
        raise Refusal("This view was deleted meanwhile.") from None
    if not may_change_view(by, row):
        raise Refusal(NOT_YOURS)
    return row


def _names(user_id: int, path: str) -> set[str]:
    return set(SavedView.objects.kept_by(user_id).filter(path=path).values_list("name", flat=True))


def _refuse(reason: str, field: str | None = None) -> None:
    if reason:
        raise Refusal(reason, field=field)


def _refuse_sharing(share: bool, path: str) -> None:
    if share and not may_share_views(path):
        raise Refusal(FOR_ONESELF, field="share")


def _record(happening: Happening, view: SavedView, by: User) -> None:
    """By its list: a name may be somebody's, and entries stay."""
    record(happening, view, by=by, about=f"a view of {view.place}", path=view.path)
