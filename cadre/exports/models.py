"""Spreadsheets that were asked for, their bytes while they are kept, and the dated terms."""

from datetime import date, datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict

from cadre.exports.states import Standing


class ExportPolicyQuerySet(models.QuerySet["ExportPolicy"]):
    def on(self, day: date) -> "ExportPolicyQuerySet":
        """What holds on `day`, latest first."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day).order_by("-from_on")


class ExportPolicy(models.Model):
    """How spreadsheets are made, from a day on.

    `rows_at_once`: up to so many rows a reader waits for it. Longer ones are made by the worker, `most_at_once` for one
    person, and deleted `kept_hours` later.
    """

    rows_at_once = models.PositiveIntegerField()
    most_at_once = models.PositiveSmallIntegerField()
    kept_hours = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = ExportPolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "export policies"
        constraints = [
            models.CheckConstraint(condition=Q(most_at_once__gt=0, kept_hours__gt=0), name="export_can_be_had")
        ]

    def __str__(self) -> str:
        return f"{self.rows_at_once} rows at once from {self.from_on}"


class SheetQuerySet(models.QuerySet["Sheet"]):
    def being_made(self) -> "SheetQuerySet":
        """Neither ready nor refused."""
        return self.filter(made_at=None, why="")

    def ready(self, now: datetime) -> "SheetQuerySet":
        """Those that may be taken away."""
        return self.filter(kept_until__gt=now).exclude(made_at=None)


class Sheet(models.Model):
    """One spreadsheet for one person. Nobody else ever sees it.

    `path` and `query` are the list's address, `fingerprint` theirs, `narrowed_by` its filters in words. `is_half_in`:
    the person had signed in by the first step alone. `rows` are expected until it is ready, and counted then. `why` it
    was not made.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sheets")
    is_half_in = models.BooleanField()
    name = models.CharField(max_length=150)
    path = models.CharField(max_length=500)
    query = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    narrowed_by = models.CharField(max_length=300, blank=True)
    rows = models.PositiveIntegerField()
    size = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    kept_until = models.DateTimeField()

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "fingerprint"], condition=Q(made_at=None, why=""), name="sheet_made_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(made_at=None) | Q(why=""), name="sheet_made_or_refused"),
        ]
        indexes = [models.Index(fields=["kept_until"], name="sheet_kept_until")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        return f"{self.name}.xlsx"

    @property
    def list_address(self) -> str:
        """Of the list itself, filtered and sorted as it was."""
        query = QueryDict(self.query, mutable=True)
        query.pop("format", None)
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def standing(self) -> Standing:
        if self.made_at:
            return Standing.READY
        return Standing.REFUSED if self.why else Standing.BEING_MADE

    @property
    def is_being_made(self) -> bool:
        return self.standing == Standing.BEING_MADE


class Piece(models.Model):
    """So much of a spreadsheet as is held in memory at once."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="piece_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id}, {self.number}"
