"""What must be arranged for a person at events."""

from django.db import models

from cadre.applications.models.application import Application


class Arrangement(models.Model):
    """What must be arranged for a person at events, with their explicit consent. Special category data."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="arrangement")
    needed = models.TextField(blank=True)
    dietary = models.TextField(blank=True)
    consent_text = models.TextField()
    consented_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Arrangements for {self.application_id}"
