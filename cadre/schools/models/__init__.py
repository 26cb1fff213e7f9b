"""The school system as the provider needs it, each fact with the days it held."""

from cadre.schools.models.categories import (
    CategoryList,
    CategoryListQuerySet,
    CategoryUpload,
    CategoryUploadQuerySet,
    DistrictCategory,
    DistrictCategoryQuerySet,
)
from cadre.schools.models.loads import RegisterLoad, RegisterRow
from cadre.schools.models.places import (
    OPEN,
    OPEN_TO_CLOSE,
    Diocese,
    District,
    DistrictQuerySet,
    Placement,
    PlacementQuerySet,
    School,
    SchoolQuerySet,
    Trust,
    open_on,
)
from cadre.schools.models.search import SchoolWord, SchoolWordQuerySet, Spelling, beginning, has_one_of, has_word

__all__ = [
    "OPEN",
    "OPEN_TO_CLOSE",
    "CategoryList",
    "CategoryListQuerySet",
    "CategoryUpload",
    "CategoryUploadQuerySet",
    "Diocese",
    "District",
    "DistrictCategory",
    "DistrictCategoryQuerySet",
    "DistrictQuerySet",
    "Placement",
    "PlacementQuerySet",
    "RegisterLoad",
    "RegisterRow",
    "School",
    "SchoolQuerySet",
    "SchoolWord",
    "SchoolWordQuerySet",
    "Spelling",
    "Trust",
    "beginning",
    "has_one_of",
    "has_word",
    "open_on",
]
