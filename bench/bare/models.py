from django.db import models


class Answer(models.Model):
    """What the bare form inserts."""

    name = models.CharField(max_length=100)
    email = models.CharField(max_length=254)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """What the bare form of many pages keeps, by the number of the page."""

    answers = models.JSONField(default=dict)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return f"{len(self.answers)} answers"
