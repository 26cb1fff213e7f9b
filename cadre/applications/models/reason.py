"""Why an application was declined, withdrawn or deferred: dated rows with the words we propose."""

from django.db import models
from django.db.models import Q

from cadre.applications.states import ReasonKind
from cadre.programmes.models import CodedReason


class Reason(CodedReason):
    """A coded reason of one kind."""

    kind = models.CharField(max_length=12, choices=ReasonKind.choices())

    class Meta(CodedReason.Meta):
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "from_on"], name="reason_once_a_day"),
            models.CheckConstraint(condition=Q(kind__in=ReasonKind.values()), name="reason_kind_known"),
        ]
