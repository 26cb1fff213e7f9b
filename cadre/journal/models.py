from typing import Any

from django.db import models

from cadre.journal.quick_rows import QuickRow
from cadre.lib import clock, happenings


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, *subjects: models.Model) -> "EntryQuerySet":
        """Entries about any of the given rows, newest first."""
        matches = models.Q()
        for subject in subjects:
            matches |= models.Q(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
        return self.filter(matches).order_by("-at", "-pk")

    def changes(self) -> "EntryQuerySet":
        """Without those of who read something."""
        return self.exclude(happening__in=happenings.readings())


class Entry(QuickRow):
    """One thing that happened. Written once and never changed; it outlives the rows it speaks of."""

    happening = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=200)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=clock.now)
    data = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-at"]),
            models.Index(fields=["happening", "-at"]),
            models.Index(fields=["-at"]),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        return happenings.sentence_for(self.happening, {"by": self.by_name, "subject": self.subject_label, **self.data})

    @property
    def major(self) -> bool:
        return happenings.is_major(self.happening)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("A journal entry is written once.")
        super().save(*args, **kwargs)


class Reaction(models.Model):
    """A consequence owed for an entry: done once, retried alone, parked where staff see it."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reactions")
    name = models.CharField(max_length=120)
    task_id = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="reaction_once_per_entry")]
        indexes = [models.Index(fields=["task_id"], name="reaction_task")]

    def __str__(self) -> str:
        return f"{self.name} after {self.entry_id}"


class Tick(models.Model):
    """When a duty of the clockwork ran last, by the real clock, and how it failed if it did."""

    name = models.CharField(max_length=80, primary_key=True)
    ran_at = models.DateTimeField()
    fault = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
