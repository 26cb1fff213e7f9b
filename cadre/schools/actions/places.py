"""Districts and schools, brought up to date from published files."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cadre.schools import rules
from cadre.schools.actions.search import index_schools
from cadre.schools.models import Diocese, District, Placement, School, Trust


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
    index_schools([school.pk])
    Placement.objects.create(
        school=school, district=district, trust=trust, diocese=diocese, from_on=from_on, source=source
    )
    return school


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
