"""The provider's published facts brought up to date."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cadre.programmes.models import DeliveryElement, ListFee, Qualification
from cadre.programmes.states import Pathway

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
    kept = []
    for element in model:
        key = {"pathway": Pathway.IN_PERSON} | {name: element[name] for name in ELEMENT_KEY if name in element}
        first: dict[str, Any] = {"qualification": qualification, "from_on": from_on}
        row, _ = DeliveryElement.objects.update_or_create(**first, **key, defaults=dict(element))
        kept.append(row.pk)
    qualification.delivery_model.filter(from_on=from_on).exclude(pk__in=kept).delete()
    return qualification
