"""A party: places that a school or trust books at once, billed once, each to be filled by its own application."""

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower

from cadre.applications.models import Application
from cadre.applications.states import Payer
from cadre.bookings.states import LIVE_PLACES, BookingState, PlaceState
from cadre.lib import clock
from cadre.partners.models import Partner
from cadre.programmes.models import Intake, Offering
from cadre.schools.models import School, Trust

OPEN_PLACES = (PlaceState.INVITED, PlaceState.FILLED)
EMPTY_PLACES = (PlaceState.UNNAMED, PlaceState.INVITED)
"""Nobody has applied for them."""


class BookingQuerySet(models.QuerySet["Booking"]):
    def submitted(self) -> "BookingQuerySet":
        return self.exclude(state=BookingState.DRAFT)

    def with_counts(self) -> "BookingQuerySet":
        """Annotates `booked`, `unnamed`, `invited` and `applied`: how many of its places."""
        return self.annotate(
            booked=Count("places", filter=Q(places__state__in=LIVE_PLACES)),
            unnamed=Count("places", filter=Q(places__state=PlaceState.UNNAMED)),
            invited=Count("places", filter=Q(places__state=PlaceState.INVITED)),
            applied=Count("places", filter=Q(places__state=PlaceState.FILLED)),
        )


class Booking(models.Model):
    """One party for one intake. `answers` holds what was typed at each step of the draft, valid or not.

    Whoever leads it needs no account: a mailed link opens it. `payer` is school or trust; the billing holds for every
    place. `asks_scholarship`: each place asks for a scholarship first, and the payer pays where none is given.
    """

    ref = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=12, choices=BookingState.choices(), default=BookingState.DRAFT)
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="bookings")
    started_with = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)

    lead_name = models.CharField(max_length=100)
    lead_email = models.CharField(max_length=254)
    lead_role = models.CharField(max_length=120, blank=True)
    payer = models.CharField(max_length=8, choices=Payer.choices(), blank=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings")
    school_typed = models.CharField(max_length=200, blank=True)
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings")
    preferred_partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    code_typed = models.CharField(max_length=60, blank=True)
    asks_scholarship = models.BooleanField(default=False)
    keeps_together = models.BooleanField(default=False)
    billing_name = models.CharField(max_length=160, blank=True)
    billing_email = models.CharField(max_length=254, blank=True)
    billing_address = models.TextField(blank=True)
    billing_postcode = models.CharField(max_length=12, blank=True)
    purchase_order = models.CharField(max_length=60, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BookingState.values()), name="booking_state_known"),
            models.CheckConstraint(
                condition=Q(state=BookingState.DRAFT) | Q(submitted_at__isnull=False), name="booked_has_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-submitted_at"]),
            models.Index(Lower("lead_email"), name="lead_email"),
        ]

    def __str__(self) -> str:
        return f"{self.payer_name or self.lead_name}, {self.intake}"

    @property
    def is_draft(self) -> bool:
        return self.state == BookingState.DRAFT

    @property
    def payer_name(self) -> str:
        """Who is invoiced: the trust, the school, or what was typed."""
        if self.payer == Payer.TRUST and self.trust:
            return self.trust.name
        return self.school.name if self.school else self.school_typed


class BookedPlaceQuerySet(models.QuerySet["BookedPlace"]):
    def live(self) -> "BookedPlaceQuerySet":
        return self.filter(state__in=LIVE_PLACES)

    def with_applications(self) -> "BookedPlaceQuerySet":
        return self.select_related("offering__qualification", "offering__intake", "application", "booking__intake")


class BookedPlace(models.Model):
    """One place of a party. `number` counts them from 1 within it; a place given to another person gets a new one.

    `application` is linked from the moment it is started. `name_by`: until when an unnamed place wants its name.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField()
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="booked_places")
    state = models.CharField(max_length=12, choices=PlaceState.choices(), default=PlaceState.UNNAMED)
    name = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=254, blank=True)
    name_by = models.DateField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)
    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="booked_place"
    )

    objects = BookedPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["booking", "number"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "number"], name="place_number_once"),
            models.UniqueConstraint(
                Lower("email"), "booking", "offering", condition=Q(state__in=OPEN_PLACES), name="person_once_a_booking"
            ),
            models.CheckConstraint(condition=Q(state__in=PlaceState.values()), name="booked_place_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=OPEN_PLACES) | ~Q(name="", email=""), name="invited_place_has_a_name"
            ),
        ]
        indexes = [models.Index(Lower("email"), "state", name="booked_person")]

    def __str__(self) -> str:
        return self.name or f"place {self.number}"
