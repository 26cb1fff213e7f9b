"""The waiting list: needs in their order, who stands behind each, and what they were offered."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.bookings.models.booking import Booking
from cadre.bookings.states import ENTRY_TAGS, LIVE_ENTRIES, EntryState, JoinedQueueBy, OfferState
from cadre.groups.models import Group
from cadre.groups.states import EnrolmentState
from cadre.lib import clock
from cadre.partners.models import Partner
from cadre.programmes.models import Offering
from cadre.schools.models import School


class QueueEntryQuerySet(models.QuerySet["QueueEntry"]):
    def live(self) -> "QueueEntryQuerySet":
        return self.filter(state__in=LIVE_ENTRIES)

    def waiting(self) -> "QueueEntryQuerySet":
        return self.filter(state=EntryState.WAITING)

    def seatable(self) -> "QueueEntryQuerySet":
        """Those whose people are all accepted, and none of them has a place or has withdrawn."""
        settled = Q(application__enrolment__isnull=False) & ~Q(application__enrolment__state=EnrolmentState.WAITING)
        gone = QueueMember.objects.filter(entry=OuterRef("pk"), ended_at=None)
        return self.filter(~Exists(gone.filter(~Q(application__state=State.ACCEPTED) | settled)))


class QueueEntry(models.Model):
    """One need: the offering, a partner or an area or both, and how many places at once.

    Its place in line is `joined_at`. It ends once, and never comes back: whoever wants a place again joins again. An
    area is a `region`, or `within_km` of `school`.
    """

    ref = models.CharField(max_length=20, unique=True)
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="queue")
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="queue")
    state = models.CharField(max_length=12, choices=EntryState.choices(), default=EntryState.WAITING)
    places = models.PositiveSmallIntegerField(default=1)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="queue")
    region = models.CharField(max_length=40, blank=True)
    within_km = models.PositiveSmallIntegerField(null=True, blank=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254)
    how = models.CharField(max_length=8, choices=JoinedQueueBy.choices())
    joined_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)
    passed_over = models.TextField(blank=True)

    objects = QueueEntryQuerySet.as_manager()

    class Meta:
        ordering = ["joined_at", "pk"]
        verbose_name_plural = "queue entries"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=EntryState.values()), name="entry_state_known"),
            models.CheckConstraint(condition=Q(places__gte=1), name="entry_wants_a_place"),
            models.CheckConstraint(
                condition=Q(state__in=LIVE_ENTRIES, ended_at__isnull=True)
                | (~Q(state__in=LIVE_ENTRIES) & Q(ended_at__isnull=False)),
                name="ended_entry_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["offering", "state", "joined_at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_ENTRIES

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return ENTRY_TAGS.get(EntryState(self.state), "")

    @property
    def need_words(self) -> str:
        """`Peakside, or within 25 km`."""
        area = [f"within {self.within_km} km of {self.school or 'their school'}"] if self.within_km is not None else []
        area = [*([f"in {self.region}"] if self.region else []), *area]
        if self.partner:
            return f"{self.partner.short_name}{', or ' + ' '.join(area) if area else ''}"
        return "a group " + " ".join(area) if area else "any group"


class QueueMember(models.Model):
    """One application behind a need; a party has several. Nobody stands behind two needs at a time."""

    entry = models.ForeignKey(QueueEntry, on_delete=models.CASCADE, related_name="members")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="queue_places")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=Q(ended_at=None), name="waits_once"),
            models.UniqueConstraint(fields=["entry", "application"], name="member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} in {self.entry_id}"


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self) -> "OfferQuerySet":
        """Those that hold places. One past its time holds them until it is expired: no place is held twice."""
        return self.filter(state=OfferState.OPEN)


class Offer(models.Model):
    """Places of a group, held for one entry until a time. An answer, or the time, ends it."""

    entry = models.ForeignKey(QueueEntry, on_delete=models.CASCADE, related_name="offers")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="offers")
    places = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=OfferState.choices(), default=OfferState.OPEN)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(state=OfferState.OPEN), name="one_open_offer"),
            models.CheckConstraint(condition=Q(state__in=OfferState.values()), name="offer_state_known"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at"), places__gte=1), name="offer_sane"),
        ]
        indexes = [models.Index(fields=["group", "state"]), models.Index(fields=["state", "expires_at"])]

    def __str__(self) -> str:
        return f"{self.places} in {self.group}"
