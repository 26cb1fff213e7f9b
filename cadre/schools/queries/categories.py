"""Lists of district categories as pages show them."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from cadre.schools.models import CategoryList, CategoryUpload, District, DistrictCategory
from cadre.schools.rules import OTHERS, PRIORITY, Difference, Listed, Row, compare


def lists_with_counts(lists: QuerySet[CategoryList]) -> QuerySet[CategoryList]:
    """With how many districts each has: `districts` in all, `priority` that count, `settled` by staff. One query."""
    is_priority = Q(rows__category__in=sorted(PRIORITY)) | ~Q(rows__opportunity_area="")
    return lists.annotate(
        districts=Count("rows__district", distinct=True),
        priority=Count("rows__district", distinct=True, filter=is_priority),
        settled=Count("rows__district", distinct=True, filter=Q(rows__settled_by__isnull=False)),
    )


def withdrawn_lists() -> list[int]:
    """The keys of lists that were published and taken out of use again."""
    return list(CategoryList.objects.exclude(withdrawn_at=None).values_list("pk", flat=True))


def rows_in_force(rows: QuerySet[DistrictCategory], day: date) -> QuerySet[DistrictCategory]:
    """The row of each district that holds on `day`, with its district."""
    return rows.in_force(day)  # type: ignore[attr-defined]


def in_doubt(rows: QuerySet[DistrictCategory]) -> QuerySet[DistrictCategory]:
    """Those that give neither a category nor an opportunity area."""
    return rows.filter(opportunity_area="").exclude(category__in=sorted(PRIORITY | OTHERS))


def difference_of(
    upload: CategoryUpload, *, from_on: date, districts_as_at: date
) -> tuple[CategoryList | None, Difference]:
    """The list in use from that day on, and how the file differs from it. Three queries."""
    used = CategoryList.objects.on(from_on).first()
    rows = used.rows.on(from_on).select_related("district") if used else ()
    held: dict[str, Row] = {row.district.code: row.rule for row in rows}
    districts = {district.code: district.place for district in District.objects.all()}
    listed = [Listed(**row) for row in upload.rows]
    return used, compare(listed, used=held, districts=districts, districts_as_at=districts_as_at)
