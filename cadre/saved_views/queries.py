"""Read shapes for the views of lists."""

from django.db.models import Q

from cadre.people.models import User
from cadre.saved_views.models import SavedView


def views_on(path: str, user: User) -> list[SavedView]:
    """Of a list that opens to `user`: their own by name, then those that others share. One query."""
    found = SavedView.objects.of_list(path).filter(Q(user=user) | Q(shared_at__isnull=False))
    return sorted(found, key=lambda view: (view.user_id != user.pk, view.name.casefold()))
