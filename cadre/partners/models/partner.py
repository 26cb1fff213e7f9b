"""Delivery partners."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, Manager, OuterRef, Q

from cadre.journal.quick_rows import QuickRow
from cadre.partners.rules.standing import closed_because
from cadre.partners.states import PartnerKind, Stage
from cadre.programmes.models import Qualification
from cadre.schools.models import School


class PartnerQuerySet(models.QuerySet["Partner"]):
    def active_on(self, day: date) -> "PartnerQuerySet":
        """With a memorandum in force, and not left: whoever may plan and promote groups."""
        holds = Q(memorandum_ends_on=None) | Q(memorandum_ends_on__gt=day)
        return self.filter(holds, signed_on__lte=day).filter(Q(left_on=None) | Q(left_on__gt=day))

    def not_signed_on(self, day: date) -> "PartnerQuerySet":
        """Prospects, and those in onboarding."""
        return self.filter(Q(signed_on=None) | Q(signed_on__gt=day)).filter(Q(left_on=None) | Q(left_on__gt=day))

    def spoken_for_by(self, partners: "models.QuerySet[Any]") -> "PartnerQuerySet":
        """Those whose keys `partners` gives, and those that went into them, three steps far."""
        near = Q(merged_into__in=partners) | Q(merged_into__merged_into__in=partners)
        return self.filter(Q(pk__in=partners) | near | Q(merged_into__merged_into__merged_into__in=partners))

    def delivering(self, qualification: Qualification) -> "PartnerQuerySet":
        """Those whose memorandum names the qualification. One that names none delivers all."""
        named = Partner.qualifications.through.objects.filter(partner=OuterRef("pk"))
        return self.filter(~Exists(named) | Exists(named.filter(qualification=qualification)))


class NetworkManager(Manager.from_queryset(PartnerQuerySet)):  # type: ignore[misc]
    """Partners of the network. The provider's own row is not among them, so that nothing lists or counts it."""

    def get_queryset(self) -> PartnerQuerySet:
        found: PartnerQuerySet = super().get_queryset()
        return found.exclude(kind=PartnerKind.PROVIDER)


class Partner(QuickRow):
    """A teaching school, trust or diocese that delivers qualifications.

    `contact_email` and `contact_phone` are its office's, whoever speaks for it.

    One more row is the provider itself, which delivers the distance pathway. It is reached through a group
    (`group.partner`) or by `everybody`; `objects` leaves it out.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=PartnerKind.choices())
    host_school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    region = models.CharField(max_length=40)
    town = models.CharField(max_length=80)
    postcode = models.CharField(max_length=10)
    address = models.TextField(blank=True)
    contact_email = models.CharField(max_length=254, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    overview = models.TextField(blank=True)
    qualifications = models.ManyToManyField(Qualification, blank=True, related_name="+")
    onboarding_from = models.DateField(null=True, blank=True)
    # What the memoranda say, kept here so that lists need not look them up: `actions.memoranda` alone writes it.
    # Since when one is in force without a break, and the first day on which none is, or None.
    signed_on = models.DateField(null=True, blank=True)
    memorandum_ends_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="went_in")

    history = ""
    """Which partners it was before, or which goes on with it, in words: set by `queries.tell_mergers`."""

    objects = NetworkManager()
    everybody = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PartnerKind.values()), name="partner_kind_known"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind=PartnerKind.PROVIDER), name="partner_one_provider"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_active_on(self, day: date) -> bool:
        """With a memorandum in force, and not left."""
        closed = closed_because(
            partner=self.short_name,
            signed_on=self.signed_on,
            ends_on=self.memorandum_ends_on,
            left_on=self.left_on,
            today=day,
        )
        return closed is None

    def goes_on_as(self) -> "Partner":
        """Itself, or the partner it went into, and so on. A query for each step."""
        row = self
        while row.merged_into is not None:
            row = row.merged_into
        return row

    def stage_on(self, day: date) -> Stage:
        """Left, signed, in onboarding since somebody was invited to speak for it, or a prospect."""
        if self.left_on is not None and self.left_on <= day:
            return Stage.LEFT
        if self.signed_on is not None and self.signed_on <= day:
            return Stage.SIGNED
        return Stage.ONBOARDING if self.onboarding_from is not None else Stage.PROSPECT
