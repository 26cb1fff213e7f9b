"""The dated lists of district categories."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cadre.schools.facts import CategoryListFacts
from cadre.schools.models.places import District
from cadre.schools.rules import Row, said, standing_of
from cadre.schools.states import Standing


class CategoryListQuerySet(models.QuerySet["CategoryList"]):
    def on(self, day: date) -> "CategoryListQuerySet":
        """The lists in use on `day`, the newest first. One that was withdrawn is in use on no day."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day, withdrawn_at=None).order_by(
            "-from_on", "-pk"
        )


class CategoryList(models.Model):
    """One published list of district categories, with the days it is used for and where it is from."""

    name = models.CharField(max_length=120)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    districts_as_at = models.DateField()
    is_complete = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    objects = CategoryListQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> CategoryListFacts:
        """The list as a rule reads it."""
        return CategoryListFacts(
            self.name, self.districts_as_at, self.is_complete, self.source, from_on=self.from_on, row=self.pk
        )


class DistrictCategoryQuerySet(models.QuerySet["DistrictCategory"]):
    def on(self, day: date) -> "DistrictCategoryQuerySet":
        """The rows that were known on `day`, the latest of a district last."""
        return self.filter(from_on__lte=day).order_by("district__code", "from_on")

    def in_force(self, day: date) -> "DistrictCategoryQuerySet":
        """The one row of each district that holds on `day`."""
        later = DistrictCategory.objects.filter(
            list=OuterRef("list"), district=OuterRef("district"), from_on__gt=OuterRef("from_on"), from_on__lte=day
        )
        return self.filter(~Exists(later), from_on__lte=day)


class DistrictCategory(models.Model):
    """What a list says about a district from a day on. Category is 1 to 6, or blank when the list does not say;
    `5or6` is kept as said. A later row of the same district was settled by a member of staff, and holds instead.
    """

    list = models.ForeignKey(CategoryList, on_delete=models.CASCADE, related_name="rows")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="categories")
    from_on = models.DateField()
    category = models.CharField(max_length=4, blank=True)
    opportunity_area = models.CharField(max_length=60, blank=True)
    certainty = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DistrictCategoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "district", "from_on"], name="district_once_a_list_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.district}: {self.words}"

    @property
    def rule(self) -> Row:
        """The row as a rule reads it."""
        return Row(self.category, self.opportunity_area, self.certainty, self.source)

    @property
    def standing(self) -> Standing:
        return standing_of(self.rule)

    @property
    def words(self) -> str:
        """`category 5, Derby opportunity area`, or `not confirmed`."""
        return said(self.category, self.opportunity_area)


class CategoryUploadQuerySet(models.QuerySet["CategoryUpload"]):
    def waiting(self) -> "CategoryUploadQuerySet":
        """Those that are neither published nor thrown away."""
        return self.filter(published=None, thrown_away_at=None)


class CategoryUpload(models.Model):
    """A list as it was read from a file, before it is published. `rows` are those of `rules.lists.Listed`."""

    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.JSONField()
    notes = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published = models.OneToOneField(
        CategoryList, on_delete=models.PROTECT, null=True, blank=True, related_name="upload"
    )
    thrown_away_at = models.DateTimeField(null=True, blank=True)

    objects = CategoryUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
