"""Who speaks for a partner, from when until when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.partners.models.partner import Partner
from cadre.partners.states import ContactPurpose


class ContactQuerySet(models.QuerySet["Contact"]):
    def on(self, day: date) -> "ContactQuerySet":
        return self.filter(from_on__lte=day).filter(Q(to_on=None) | Q(to_on__gt=day))


class Contact(models.Model):
    """A person who speaks for a partner, for one purpose, from a day until before another.

    `postal_address`: where post reaches them, empty for the partner's own. `is_public`: the partner wants name and
    address on its public page.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="contacts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="partner_contacts")
    purpose = models.CharField(max_length=10, choices=ContactPurpose.choices())
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    postal_address = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)
    invited_at = models.DateTimeField(null=True, blank=True)

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
