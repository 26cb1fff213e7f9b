"""Schools, districts and lists are public facts: everybody may see each of them. The office changes them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from cadre.people.access import holds
from cadre.people.models import User
from cadre.schools.models import (
    CategoryList,
    CategoryListQuerySet,
    CategoryUpload,
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


def uploads_visible_to(user: User) -> QuerySet[CategoryUpload]:
    """Files that were read, for whoever may publish them."""
    return CategoryUpload.objects.all() if may_publish(user) else CategoryUpload.objects.none()


def may_publish(user: User) -> bool:
    return holds(user, "ops")


def may_settle(user: User) -> bool:
    return holds(user, "ops")


def loads_visible_to(user: User) -> QuerySet[RegisterLoad]:
    """Loads of the school register, for whoever may make one."""
    return RegisterLoad.objects.select_related("by") if may_load(user) else RegisterLoad.objects.none()


def may_load(user: User) -> bool:
    return holds(user, "ops")
