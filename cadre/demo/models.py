"""How far the demo has moved its date."""

from django.db import models


class SiteDate(models.Model):
    """One row: the days between the real date and the site's."""

    days_ahead = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.days_ahead} days ahead"
