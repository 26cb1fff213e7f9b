"""Whose views somebody sees and may change. See `saved_view` in the access matrix."""

from django.db.models import Q
from django.urls import resolve

from cadre.lib import clock
from cadre.people.access import holds, openers_of, opens
from cadre.people.models import User
from cadre.people.roles import STAFF, roles_of
from cadre.saved_views.models import SavedView, SavedViewQuerySet


def may_keep_views(user: User, path: str, verb: str = "C") -> bool:
    """Whether somebody opens the page at this path in a role that may have views of its own.

    No list of one thing, a group or an intake: the thing passes, and a view would outlast it.
    """
    openers = openers_of(path) or frozenset()
    keepers = {role for role in openers if opens(role, "saved_view", verb)}
    return bool(keepers) and not resolve(path).kwargs and bool(roles_of(user, today=clock.today(), among=keepers))


def may_share_views(path: str) -> bool:
    """Whether the list is the office's: those of partners and facilitators show each their own rows."""
    openers = openers_of(path) or frozenset()
    return bool(openers) and openers <= STAFF


def views_visible_to(user: User) -> SavedViewQuerySet:
    """Their own, and those that are shared of lists that open to them."""
    paths = SavedView.objects.shared().exclude(user=user).order_by().values_list("path", flat=True).distinct()
    open_to_them = [path for path in paths if may_keep_views(user, path, "L")]
    shared = Q(shared_at__isnull=False, path__in=open_to_them)
    return SavedView.objects.filter(Q(user=user) | shared).select_related("user")


def views_changed_by(user: User) -> SavedViewQuerySet:
    """Their own; for operations also what is shared of lists that open to them."""
    return views_visible_to(user) if holds(user, "ops") else SavedView.objects.kept_by(user.pk).select_related("user")


def may_change_view(user: User, view: SavedView) -> bool:
    """Whoever made it; of shared ones also operations."""
    return view.user_id == user.pk or (view.is_shared and holds(user, "ops"))
