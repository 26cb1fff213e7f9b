"""People who must say who pays, as the office lists them."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When

from cadre.applications.lists import CourseFilter
from cadre.applications.models import ApplicationQuerySet, PayerQuestion, PayerRule
from cadre.applications.queries import for_lists
from cadre.applications.rules.payer import asked_until
from cadre.applications.states import State
from cadre.lib import clock
from cadre.ui.listing import Column

STAFF, REMINDED = "staff", "reminded"
STAGES = [(STAFF, "For you"), (REMINDED, "Being reminded")]


def payers_listed(rows: ApplicationQuerySet, today: date) -> ApplicationQuerySet:
    """Accepted people with an open question, when it was `asked` and `mailed`, `reminders`, and its `stage`.

    Without a rule nobody is reminded, and everybody is for staff.
    """
    asked = PayerQuestion.objects.open().filter(application=OuterRef("pk"))
    rule = PayerRule.objects.on(today).first()
    until = clock.end_of(asked_until(rule.schedule, today=today) if rule else today)
    waiting = rows.filter(state=State.ACCEPTED, pk__in=PayerQuestion.objects.open().values("application"))
    stage = Case(When(asked__lt=until, then=Value(STAFF)), default=Value(REMINDED), output_field=CharField())
    found: ApplicationQuerySet = for_lists(waiting, "email", "phone").annotate(
        **{name: Subquery(asked.values(field)[:1]) for name, field in ASKED.items()}
    )
    return found.annotate(stage=stage)


ASKED = {"asked": "asked_at", "mailed": "mailed_on", "reminders": "reminders"}


class PayerFilter(CourseFilter):
    stage = forms.ChoiceField(label="Stage", choices=[("", "All"), *STAGES])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["state"]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        stage = self.cleaned_data.get("stage")
        return rows.filter(stage=stage) if stage else rows


COLUMNS = [
    Column("name", "Person", "name", sort=("name",)),
    Column("ref", "Reference", "ref", sort=("ref",)),
    Column("school", "School", "workplace"),
    Column("course", "Course", "course"),
    Column("asked", "Asked", lambda row: clock.day_of(row.asked), sort=("asked",)),
    Column("reminders", "Reminders", "reminders", sort=("reminders",), number=True),
    Column("mailed", "Last mail", "mailed", sort=("mailed",)),
    Column("stage", "Stage", lambda row: dict(STAGES)[row.stage]),
]
