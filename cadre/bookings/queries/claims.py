"""What the waiting list claims of a group's free places: those that were offered, and those of whoever is next."""

from collections.abc import Sequence

from django.db.models import Q, Sum

from cadre.applications.models import Application
from cadre.bookings.models import Offer, QueueEntry
from cadre.bookings.queries.pictures import pictures
from cadre.bookings.rules.queue import Outcome
from cadre.groups import claims
from cadre.groups.claims import Claim
from cadre.groups.models import Group
from cadre.lib import clock


@claims.provide
def kept(groups: Sequence[Group], application: Application | None) -> dict[int, Claim]:
    """One query where nobody waits; else some more, the same for any number of groups."""
    offerings = {group.offering_id for group in groups}
    offered = Q(members__application=application, members__ended_at=None) if application else Q(pk=None)
    own = list(QueueEntry.objects.live().filter(offered).values_list("pk", flat=True)) if application else []
    held = Offer.objects.open().filter(group__in=[group.pk for group in groups]).exclude(entry__in=own).order_by()
    found = {row["group"]: Claim(offered=row["n"]) for row in held.values("group").annotate(n=Sum("places"))}
    if QueueEntry.objects.waiting().filter(offering__in=offerings).exists():
        wanted = {group.pk for group in groups}
        for each in pictures(offerings, today=clock.today()).values():
            for verdict in [] if each.closed else each.ahead_of(application.pk if application else None):
                room = verdict.room
                if verdict.outcome == Outcome.OFFER and room and room.key in wanted:
                    found[room.key] = found.get(room.key, Claim()) + Claim(waited_for=verdict.need.places)
    return found
