"""The dated lists of district categories."""

from datetime import date

from django.db import models
from django.db.models import Q

from cadre.schools.facts import CategoryListFacts
from cadre.schools.models.places import District


class CategoryListQuerySet(models.QuerySet["CategoryList"]):
    def on(self, day: date) -> "CategoryListQuerySet":
        """The lists in use on `day`, the newest first."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day).order_by("-from_on", "-pk")


class CategoryList(models.Model):
    """One published list of district categories, with the days it is used for and where it is from."""

    name = models.CharField(max_length=120)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    districts_as_at = models.DateField()
    is_complete = models.BooleanField(default=False)
    source = models.CharField(max_length=300)

    objects = CategoryListQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> CategoryListFacts:
        """The list as a rule reads it."""
        return CategoryListFacts(self.name, self.districts_as_at, self.is_complete, self.source)


class DistrictCategory(models.Model):
    """A district's row in a list. Category is 1 to 6, or blank when the list does not say; `5or6` is kept as said."""

    list = models.ForeignKey(CategoryList, on_delete=models.CASCADE, related_name="rows")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="categories")
    category = models.CharField(max_length=4, blank=True)
    opportunity_area = models.CharField(max_length=60, blank=True)
    certainty = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "district"], name="district_once_a_list")]

    def __str__(self) -> str:
        return f"{self.district}: {self.category or 'no category'}"
