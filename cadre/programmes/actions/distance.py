"""A new version of a qualification’s distance model, from a day on."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.programmes.models import DeliveryElement, Qualification
from cadre.programmes.rules.distance import Meeting, wrong_meetings
from cadre.programmes.states import DISTANCE_CHANGED, ElementKind, Pathway

KEPT = ("kind", "number", "title", "short", "days", "hours", "after_weeks", "length_days")


@transaction.atomic
def add_distance_model(
    qualification: Qualification, meetings: Sequence[Meeting], *, from_on: date, source: str, by: Actor, today: date
) -> None:
    """A new version with these online events; everything else is as in the version before.

    It lays out intakes that start from `from_on` on and have no timeline yet. Raises Refusal for a day that has passed
    or has a version already, and for windows that cannot be.
    """
    Qualification.objects.select_for_update().values_list("pk").get(pk=qualification.pk)
    _refuse(from_on, source, today)
    if wrong := wrong_meetings(meetings):
        raise Refusal(wrong)
    before = list(qualification.model_for(Pathway.DISTANCE, from_on))
    if not before:
        raise Refusal(f"{qualification.code} is not delivered at a distance.")
    if before[0].from_on == from_on:
        raise Refusal(f"There is a version from {long_day(from_on)} already.", field="from_on")
    same = {"qualification": qualification, "pathway": Pathway.DISTANCE, "from_on": from_on, "source": source}
    others = [row for row in before if row.kind != ElementKind.ONLINE_EVENT]
    DeliveryElement.objects.bulk_create(
        [
            *(DeliveryElement(**same, **{name: getattr(row, name) for name in KEPT}) for row in others),
            *(
                DeliveryElement(
                    **same,
                    kind=ElementKind.ONLINE_EVENT,
                    number=at,
                    title=one.title,
                    short=str(at),
                    after_weeks=one.after_weeks,
                    length_days=one.length_days,
                )
                for at, one in enumerate(sorted(meetings, key=lambda one: one.after_weeks), 1)
            ),
        ]
    )
    journal.record(DISTANCE_CHANGED, qualification, by=by, events=len(meetings), day=long_day(from_on))


def _refuse(from_on: date, source: str, today: date) -> None:
    if from_on <= today:
        raise Refusal("It holds from tomorrow at the earliest, so that nothing of the past changes.", field="from_on")
    if not source.strip():
        raise Refusal("Say where it is from: a decision, a letter, a trial.", field="source")
