"""Where partners host."""

from django.db import models

from cadre.partners.models.partner import Partner


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
