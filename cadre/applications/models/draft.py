"""What belongs to an application beside its fields: the mailed way back into it."""

from django.db import models

from cadre.applications.models.application import Application


class ResumeLink(models.Model):
    """A mailed way back into a draft. Only the hash of the secret is kept."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="resume_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Resume link of {self.application_id}"
