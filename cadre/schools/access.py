"""Schools, districts and lists are public facts: everybody may see each of them. The office changes them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from cadre.people.access import holds
from cadre.people.models import User
from cadre.schools.models import (
    CategoryList,
    CategoryListQuerySet,
    CategoryUpload,
    CategoryUploadQuerySet,
    District,
    DistrictCategory,
    DistrictQuerySet,
    RegisterLoad,
    School,
    SchoolQuerySet,
    Trust,
)


def schools_visible_to(user: User | AnonymousUser) -> SchoolQuerySet:
    """All of them; name, place, district and trust are public."""
    return School.objects.all()


def trusts_visible_to(user: User | AnonymousUser) -> QuerySet[Trust]:
    return Trust.objects.all()


def districts_visible_to(user: User) -> DistrictQuerySet:
    return District.objects.all()


def lists_visible_to(user: User) -> CategoryListQuerySet:
    return CategoryList.objects.all()


def list_rows_visible_to(user: User, listed: CategoryList) -> QuerySet[DistrictCategory]:
    return DistrictCategory.objects.filter(list=listed).select_related("district", "settled_by")


def uploads_visible_to(user: User) -> CategoryUploadQuerySet:
    """Files that were read and not thrown away, for whoever may publish them."""
    kept = CategoryUpload.objects.filter(thrown_away_at=None)
    return kept if may_publish(user) else kept.none()


def may_publish(user: User) -> bool:
    return holds(user, "ops")


def may_withdraw(user: User, listed: CategoryList) -> bool:
    return may_publish(user) and listed.withdrawn_at is None


def may_settle(user: User) -> bool:
    return holds(user, "ops")


def loads_visible_to(user: User) -> QuerySet[RegisterLoad]:
    """Loads of the school register, for whoever may make one."""
    return RegisterLoad.objects.select_related("by") if may_load(user) else RegisterLoad.objects.none()


def may_load(user: User) -> bool:
    return holds(user, "ops")
