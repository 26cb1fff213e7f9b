"""How often each answer to the equality questions was given. No row knows of a person."""

from django.db import models

from cadre.programmes.models import Offering


class EqualityCount(models.Model):
    """Answers of one kind in one offering: a number, so that nobody's answers stand together or in an order."""

    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="equality_counts")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offering", "question", "answer"], name="equality_count_once")]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}, {self.number}"
