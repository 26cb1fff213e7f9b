"""The dated lists of district categories: read from a file, published, and single districts settled by staff."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal
from cadre.people.models import User
from cadre.schools.models import CategoryList, CategoryUpload, District, DistrictCategory
from cadre.schools.rules import CATEGORIES, Listed, Read, said
from cadre.schools.states import CATEGORIES_PUBLISHED, DISTRICT_SETTLED

BY_HAND = "by hand"


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
    """A list of district categories, as `categories.csv` writes it. A district's row is replaced; none is guessed.

    What staff settled since stays as it is.
    """
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
                from_on=from_on,
                category=row["category"],
                opportunity_area=row["opportunity_area"],
                certainty=row["certainty"],
                source="; ".join(part for part in (row["source"], row["note"]) if part)[:300],
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["list", "district", "from_on"],
        update_fields=["category", "opportunity_area", "certainty", "source"],
    )
    return published


@transaction.atomic
def upload_categories(*, read: Read, file_name: str, digest: str, by: Actor, now: datetime) -> CategoryUpload:
    """Keep what a file says until it is published. The same file sent again by the same person is kept once."""
    list(User.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))
    same = CategoryUpload.objects.waiting().filter(digest=digest, uploaded_by=by.pk).first()
    return same or CategoryUpload.objects.create(
        file_name=file_name[:200],
        digest=digest,
        rows=[asdict(row) for row in read.rows],
        notes=list(read.notes),
        uploaded_at=now,
        uploaded_by_id=by.pk,
    )


@transaction.atomic
def publish_upload(
    upload: CategoryUpload,
    *,
    name: str,
    from_on: date,
    districts_as_at: date,
    is_complete: bool,
    source: str,
    keep: bool,
    by: Actor,
) -> CategoryList:
    """The list in use from `from_on`. Earlier lists stay, and what was decided by them. Published already, it is it.

    `keep` takes over what the list in use says of districts that the file leaves out or does not categorise.
    Districts we do not know are left out. Raises Refusal for a file thrown away, for a name that is taken, and for
    a list called complete that leaves out a district of its day.
    """
    hold_lists()
    row = CategoryUpload.objects.get(pk=upload.pk)
    if row.published:
        return row.published
    if row.thrown_away_at:
        raise Refusal("This file was thrown away. Load it again to publish it.")
    if CategoryList.objects.filter(name__iexact=name).exists():
        raise Refusal("There is a list of this name. Give this one another.", field="name")
    used = CategoryList.objects.on(from_on).first()
    published = CategoryList.objects.create(
        name=name, from_on=from_on, districts_as_at=districts_as_at, is_complete=is_complete, source=source
    )
    made = _rows_of(row, published, source=source)
    if keep and used:
        made = _kept(made, used, published)
    districts = {district.pk: district for district in District.objects.on(districts_as_at)}
    unsaid = districts.keys() - {pk for pk, one in made.items() if one.words != said("", "")}
    if is_complete and unsaid:
        some = ", ".join(sorted(districts[pk].name for pk in unsaid)[:5])
        raise Refusal(
            f"{len(unsaid)} districts of that day have no category, among them {some}. So the list is not complete.",
            field="is_complete",
        )
    DistrictCategory.objects.bulk_create(made.values())
    row.published = published
    row.save(update_fields=["published"])
    journal.record(CATEGORIES_PUBLISHED, published, by=by, rows=len(made))
    return published


@transaction.atomic
def settle_district(
    district: District, *, category: str, opportunity_area: str, source: str, by: Actor, today: date
) -> DistrictCategory:
    """Say what a district is from today on, with where that is from: a dated row of the list in use.

    Blank category and area take an earlier word back: not confirmed. What was decided before stays as it was decided.
    Raises Refusal without a list in use, for a category that is none, and for what the list says already.
    """
    hold_lists()
    used = CategoryList.objects.on(today).first()
    if used is None:
        raise Refusal("No list is in use today. Publish one first.")
    if category and category not in CATEGORIES:
        raise Refusal("A category is from 1 to 6.", field="category")
    if not district.place.existed_on(used.districts_as_at):
        raise Refusal(f"{district} is no district of the day this list is of. Settle the ones it was made of.")
    holding = used.rows.on(today).filter(district=district).last()
    values = {"category": category, "opportunity_area": opportunity_area, "source": source[:300]}
    if holding and all(getattr(holding, field) == value for field, value in values.items()):
        raise Refusal(f"{district} stands there as {holding.words} already, from the same source.")
    row, _ = DistrictCategory.objects.update_or_create(
        list=used,
        district=district,
        from_on=max(today, used.from_on),
        defaults=values | {"certainty": BY_HAND, "settled_by_id": by.pk},
    )
    journal.record(DISTRICT_SETTLED, district, by=by, said=row.words, source=source)
    return row


def hold_lists() -> None:
    """Whoever publishes a list or changes the one in use does so alone, until the end of the transaction."""
    for model in (CategoryUpload, CategoryList):
        list(model._default_manager.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _rows_of(upload: CategoryUpload, published: CategoryList, *, source: str) -> dict[int, DistrictCategory]:
    """By the key of the district."""
    districts = dict(District.objects.values_list("code", "pk"))
    listed = [Listed(**row) for row in upload.rows]
    return {
        districts[row.code]: DistrictCategory(
            list=published,
            district_id=districts[row.code],
            from_on=published.from_on,
            category=row.category,
            opportunity_area=row.opportunity_area,
            source=row.source or source,
        )
        for row in listed
        if row.code in districts
    }


def _kept(
    made: dict[int, DistrictCategory], used: CategoryList, published: CategoryList
) -> dict[int, DistrictCategory]:
    """With what the list in use says, where the file says less."""
    made = dict(made)
    for old in used.rows.on(published.from_on):
        new = made.get(old.district_id)
        made[old.district_id] = DistrictCategory(
            list=published,
            district_id=old.district_id,
            from_on=published.from_on,
            category=new.category if new and new.category else old.category,
            opportunity_area=new.opportunity_area if new and new.opportunity_area else old.opportunity_area,
            certainty=new.certainty if new and new.category else old.certainty,
            source="; ".join(dict.fromkeys(filter(None, (new.source if new else "", old.source))))[:300],
            settled_by_id=None if new and new.category else old.settled_by_id,
        )
    return made
