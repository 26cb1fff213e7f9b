"""Course fees of a group before they are invoiced."""

from django.db.models import Count, Sum

from cadre.groups.models import Group


def course_total(group: Group) -> tuple[int, int]:
    """How many places pay something, and what they pay together, in pence. One query."""
    paying = group.enrolments.taking_a_place().filter(application__quote__payable_pence__gt=0)
    found = paying.aggregate(places=Count("pk"), total=Sum("application__quote__payable_pence"))
    return found["places"], found["total"] or 0
