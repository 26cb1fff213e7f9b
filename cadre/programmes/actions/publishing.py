"""The provider's published facts brought up to date."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cadre.programmes.models import DeliveryElement, ListFee, Qualification

ELEMENT_KEY = ("pathway", "kind", "number")


@transaction.atomic
def publish_qualification(
    facts: Mapping[str, Any], model: Iterable[Mapping[str, Any]], *, position: int, from_on: date, fee_source: str
) -> Qualification:
    """Bring a qualification's facts and delivery models up to date. A fee is a dated row, and is never overwritten.

    `model`: the elements of every pathway; one that names no pathway is in person. They are the version from
    `from_on`; later ones stay.
    """
    values = {key: value for key, value in facts.items() if key not in ("code", "fee_pence")}
    qualification, _ = Qualification.objects.update_or_create(
        code=facts["code"], defaults=values | {"position": position}
    )
    ListFee.objects.get_or_create(
        qualification=qualification,
        from_on=from_on,
        defaults={"pence": facts["fee_pence"], "source": fee_source},
    )
    elements = [DeliveryElement(qualification=qualification, from_on=from_on, **element) for element in model]
    _lay_down(elements)
    known = {_key(element): element.pk for element in qualification.delivery_model.filter(from_on=from_on)}
    gone = set(known) - {_key(element) for element in elements}
    qualification.delivery_model.filter(pk__in=[known[key] for key in gone]).delete()
    return qualification


def _lay_down(elements: Sequence[DeliveryElement]) -> None:
    """Written, or brought up to date where that element is there since the same day."""
    once = ("qualification", "from_on", *ELEMENT_KEY)
    said = [field.name for field in DeliveryElement._meta.concrete_fields if field.name not in ("id", *once)]
    DeliveryElement.objects.bulk_create(elements, update_conflicts=True, unique_fields=once, update_fields=said)


def _key(element: DeliveryElement) -> tuple[str, str, int]:
    return element.pathway, element.kind, element.number
