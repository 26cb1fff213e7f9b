"""The dated lists of district categories."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from cadre.schools.models import CategoryList, District, DistrictCategory


@transaction.atomic
def publish_categories(
    rows: Iterable[Mapping[str, str]],
    *,
    name: str,
    from_on: date,
    districts_as_at: date,
    is_complete: bool,
    source: str,
) -> CategoryList:
    """A list of district categories, as `categories.csv` writes it. A district's row is replaced; none is guessed."""
    published, _ = CategoryList.objects.update_or_create(
        name=name,
        defaults={
            "from_on": from_on,
            "districts_as_at": districts_as_at,
            "is_complete": is_complete,
            "source": source,
        },
    )
    districts = dict(District.objects.values_list("code", "pk"))
    DistrictCategory.objects.bulk_create(
        [
            DistrictCategory(
                list=published,
                district_id=districts[row["lad_code"]],
                category=row["category"],
                opportunity_area=row["opportunity_area"],
                certainty=row["certainty"],
                source="; ".join(part for part in (row["source"], row["note"]) if part)[:300],
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["list", "district"],
        update_fields=["category", "opportunity_area", "certainty", "source"],
    )
    return published
