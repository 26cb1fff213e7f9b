"""Loads of the public school register, and their rows: what each would change, kept apart until it is applied."""

from typing import Any

from django.db import models
from django.db.models import Q

from cadre.lib import clock
from cadre.lib.dates import long_day
from cadre.people.models import User
from cadre.schools.states import UNDER_WAY, LoadState, RowKind

GIAS = "GIAS"


class RegisterLoad(models.Model):
    """One file of the register: who gave it, what of it was read, and what became of it.

    `dated` is the day the file is of. `kept_as` and `links_kept_as` name the files while they are needed. `counts` has
    a number per kind of row, those that stay `same`, those we hold that the file leaves out (`left_out`), and the
    districts that are not in our list, by code: [name, schools].
    """

    register = models.CharField(max_length=20, default=GIAS)
    state = models.CharField(max_length=20, choices=LoadState.choices(), default=LoadState.STAGING)
    dated = models.DateField()
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    kept_as = models.CharField(max_length=80, blank=True)
    encoding = models.CharField(max_length=20)
    links_name = models.CharField(max_length=200, blank=True)
    links_hash = models.CharField(max_length=64, blank=True)
    links_kept_as = models.CharField(max_length=80, blank=True)
    links_encoding = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    received_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    rows_expected = models.PositiveIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    absent_columns = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    why = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register"], condition=Q(state__in=list(UNDER_WAY)), name="one_register_load_at_a_time"
            ),
            models.CheckConstraint(condition=Q(state__in=LoadState.values()), name="register_load_state"),
        ]
        indexes = [models.Index(fields=["state", "-dated"], name="register_load_newest")]

    def __str__(self) -> str:
        return f"the school register of {long_day(self.dated)}"

    @property
    def title(self) -> str:
        return f"T{str(self)[1:]}"

    @property
    def source(self) -> str:
        """How a fact that came of this load names it."""
        return str(self)

    @property
    def is_working(self) -> bool:
        """A task has it in hand, or will soon."""
        return self.state in (LoadState.STAGING, LoadState.APPLYING)

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def label(self) -> str:
        return dict(LoadState.choices())[self.state]

    @property
    def changes(self) -> int:
        """How many rows would change something."""
        does = (RowKind.NEW, RowKind.CHANGED, RowKind.CLOSED, RowKind.SUCCEEDED)
        return sum(self.counts.get(kind, 0) for kind in does)


class RegisterRow(models.Model):
    """One row of a load that would change something, or that could not be read.

    `after` is the whole row as read, `before` what was, of the changed fields alone (empty for a new school), `fields`
    their names between spaces, to filter by. For a succession `links_to` is the URN that follows.
    """

    load = models.ForeignKey(RegisterLoad, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=10, choices=RowKind.choices())
    number = models.PositiveIntegerField()
    urn = models.CharField(max_length=6, blank=True)
    name = models.CharField(max_length=160, blank=True)
    after = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    fields = models.CharField(max_length=400, blank=True)
    links_to = models.CharField(max_length=6, blank=True)
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=RowKind.values()), name="register_row_kind")]
        indexes = [
            models.Index(fields=["load", "kind", "number"], name="register_row_in_order"),
            models.Index(fields=["load", "urn"], name="register_row_by_urn"),
        ]

    def __str__(self) -> str:
        return f"row {self.number}: {self.name or self.urn}"

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """(field, before, after) of what is otherwise."""
        return [(name, before, self.after.get(name)) for name, before in self.before.items()]
