"""Delivery partners, their contacts, venues and allocation codes."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, Manager, OuterRef, Q

from cadre.partners.states import ContactPurpose, PartnerKind
from cadre.programmes.models import Qualification
from cadre.schools.models import School


class PartnerQuerySet(models.QuerySet["Partner"]):
    def active_on(self, day: date) -> "PartnerQuerySet":
        """Signed, and not left."""
        return self.filter(signed_on__lte=day).filter(Q(left_on=None) | Q(left_on__gt=day))

    def delivering(self, qualification: Qualification) -> "PartnerQuerySet":
        """Those whose memorandum names the qualification. One that names none delivers all."""
        named = Partner.qualifications.through.objects.filter(partner=OuterRef("pk"))
        return self.filter(~Exists(named) | Exists(named.filter(qualification=qualification)))


class NetworkManager(Manager.from_queryset(PartnerQuerySet)):  # type: ignore[misc]
    """Partners of the network. The provider's own row is not among them, so that nothing lists or counts it."""

    def get_queryset(self) -> PartnerQuerySet:
        found: PartnerQuerySet = super().get_queryset()
        return found.exclude(kind=PartnerKind.PROVIDER)


class Partner(models.Model):
    """A teaching school, trust or diocese that delivers qualifications.

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
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    overview = models.TextField(blank=True)
    qualifications = models.ManyToManyField(Qualification, blank=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

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
        """Signed, and not left."""
        return self.signed_on is not None and self.signed_on <= day and (self.left_on is None or day < self.left_on)


class ContactQuerySet(models.QuerySet["Contact"]):
    def on(self, day: date) -> "ContactQuerySet":
        return self.filter(from_on__lte=day).filter(Q(to_on=None) | Q(to_on__gt=day))


class Contact(models.Model):
    """A person who speaks for a partner, for one purpose, from a day until before another."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="contacts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="partner_contacts")
    purpose = models.CharField(max_length=10, choices=ContactPurpose.choices())
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "user", "purpose"], condition=Q(to_on=None), name="contact_once_a_purpose"
            ),
            models.CheckConstraint(condition=Q(purpose__in=ContactPurpose.values()), name="contact_purpose_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.partner}"


class Venue(models.Model):
    """Where a partner hosts."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="venues")
    name = models.CharField(max_length=120)
    address = models.TextField()
    postcode = models.CharField(max_length=10)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    getting_there = models.TextField(blank=True)
    step_free = models.BooleanField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AllocationCodeQuerySet(models.QuerySet["AllocationCode"]):
    def on(self, day: date) -> "AllocationCodeQuerySet":
        """The codes that lead somewhere on `day`."""
        return self.filter(from_on__lte=day).filter(Q(to_on=None) | Q(to_on__gt=day))


class AllocationCode(models.Model):
    """A code a partner gives out, so that people end up in its groups. A hint, never a right.

    `normal` is what typed codes are compared with (`lib.refs.normal_code`); `shown` is what is printed.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="codes")
    normal = models.CharField(max_length=20, unique=True)
    shown = models.CharField(max_length=24)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = AllocationCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]

    def __str__(self) -> str:
        return self.shown
