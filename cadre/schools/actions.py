"""Districts and their categories, brought up to date from published files."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cadre.schools import rules
from cadre.schools.models import CategoryList, Diocese, District, DistrictCategory, Placement, School, Trust


@transaction.atomic
def publish_districts(rows: Iterable[Mapping[str, str]]) -> int:
    """Districts by their code, as `districts.csv` writes them; the number of rows."""
    made = [
        District(
            code=row["gss_code"],
            name=row["name"],
            region=row["region"],
            from_on=_day(row["start_date"]),
            to_on=_day(row["end_date"]),
            successor_code=row["successor_gss"],
        )
        for row in rows
    ]
    District.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "region", "from_on", "to_on", "successor_code"],
    )
    return len(made)


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


@transaction.atomic
def add_school(
    *,
    urn: str,
    name: str,
    type_code: str,
    district: District | None,
    trust: Trust | None = None,
    diocese: Diocese | None = None,
    from_on: date | None = None,
    source: str = "",
    **facts: Any,
) -> School:
    """One school and where it belongs. `facts` are further fields of `School`: town, postcode, phase, pupils…"""
    search = rules.search_text(name=name, town=facts.get("town", ""), postcode=facts.get("postcode", ""), urn=urn)
    school = School.objects.create(urn=urn, name=name, type_code=type_code, search=search, **facts)
    Placement.objects.create(
        school=school, district=district, trust=trust, diocese=diocese, from_on=from_on, source=source
    )
    return school


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
