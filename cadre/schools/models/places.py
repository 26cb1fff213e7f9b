"""Districts, trusts, dioceses and schools, and where a school belonged from day to day."""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import Q

from cadre.journal.quick_rows import QuickRow
from cadre.schools.models.search import SchoolWord, has_one_of
from cadre.schools.rules import TEXT_LENGTH, Place, search_words
from cadre.schools.states import STATUSES

OPEN, OPEN_TO_CLOSE = "1", "3"


class DistrictQuerySet(models.QuerySet["District"]):
    def on(self, day: date) -> "DistrictQuerySet":
        """The districts that existed on `day`."""
        return self.filter(Q(from_on=None) | Q(from_on__lte=day)).filter(Q(to_on=None) | Q(to_on__gt=day))


class District(models.Model):
    """A local authority district. `to_on` is the first day on which it no longer existed."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=80)
    region = models.CharField(max_length=40)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    successor_code = models.CharField(max_length=9, blank=True)

    objects = DistrictQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """The district as a rule reads it."""
        return Place(self.code, self.name, self.from_on, self.to_on, self.successor_code)


class Trust(models.Model):
    uid = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=160)

    def __str__(self) -> str:
        return self.name


class Diocese(models.Model):
    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


def open_on(day: date, school: str = "") -> Q:
    """Schools that were open on a day; `school` is the way to one, such as `school__`."""
    return Q(**{f"{school}status__in": (OPEN, OPEN_TO_CLOSE)}) | Q(**{f"{school}closed_on__gt": day})


class SchoolQuerySet(models.QuerySet["School"]):
    def open(self) -> "SchoolQuerySet":
        """Open, and open but proposed to close."""
        return self.filter(status__in=(OPEN, OPEN_TO_CLOSE))

    def open_on(self, day: date) -> "SchoolQuerySet":
        """Open on a day: open today, or closed since. What opened later has no placement on the day."""
        return self.filter(open_on(day))

    def matching(self, typed: str) -> "SchoolQuerySet":
        """Those that have a word beginning with each word typed: name, town, postcode, URN. A query or a few."""
        groups = [(word,) for word in search_words(typed)]
        return self.having(groups, by=SchoolWord.objects.by_rarity(groups)[:1]) if groups else self.none()

    def having(self, groups: Sequence[Sequence[str]], *, by: Sequence[Sequence[str]]) -> "SchoolQuerySet":
        """Those with a word of each of `groups`, read from the index of the words `by`, or from the whole table."""
        rows = self.indexed_by(by) if by else self
        for group in groups:
            rows = rows.filter(has_one_of(group))
        return rows

    def indexed_by(self, groups: Sequence[Sequence[str]]) -> "SchoolQuerySet":
        """Those with one of the words of one of `groups`, none of which is of the commonest."""
        words = [word for group in groups for word in group]
        return self.filter(pk__in=SchoolWord.objects.beginning_with(*words).values("school"))


class School(QuickRow):
    """One establishment of the public register. `search` is what `rules.search_text` makes of it; whoever writes it
    calls `actions.index_schools` too. `is_near` is set on finds that have not all the words that
    were searched for as they were spelt.

    An academy conversion gives a new URN: the old school is closed, and `successor` is the new one. Codes, telephone
    and website stand as the register writes them; `number` is the school's within its local authority; `changed_on` is
    when the register last changed its row.
    """

    urn = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=160)
    search = models.CharField(max_length=TEXT_LENGTH, db_index=True, blank=True)
    type_code = models.CharField(max_length=3)
    status = models.CharField(max_length=1, default=OPEN)
    phase = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=160, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    region = models.CharField(max_length=40, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    pupils = models.PositiveIntegerField(null=True, blank=True)
    fsm_percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    type_group = models.CharField(max_length=3, blank=True)
    religious_character = models.CharField(max_length=4, blank=True)
    la_code = models.CharField(max_length=4, blank=True)
    la_name = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=6, blank=True)
    ukprn = models.CharField(max_length=8, blank=True)
    locality = models.CharField(max_length=160, blank=True)
    address3 = models.CharField(max_length=160, blank=True)
    county = models.CharField(max_length=80, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    website = models.CharField(max_length=300, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="predecessors")

    is_near = False
    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name", "id"], name="school_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """`Matlock, DE4 3AA`."""
        return ", ".join(part for part in (self.town, self.postcode) if part)

    @property
    def is_open(self) -> bool:
        return self.status in (OPEN, OPEN_TO_CLOSE)

    def was_open_on(self, day: date) -> bool:
        return self.is_open or (self.closed_on is not None and day < self.closed_on)

    @property
    def state(self) -> str:
        """`Open`, `Closed`, `Open, but proposed to close` or `Proposed to open`."""
        return STATUSES.get(self.status, STATUSES[OPEN])

    @property
    def address(self) -> str:
        """All its lines, one after another."""
        lines = (self.street, self.locality, self.address3, self.town, self.county, self.postcode)
        return ", ".join(part for part in lines if part)


class PlacementQuerySet(models.QuerySet["Placement"]):
    def on(self, day: date) -> "PlacementQuerySet":
        return self.filter(Q(from_on=None) | Q(from_on__lte=day)).filter(Q(to_on=None) | Q(to_on__gt=day))


class Placement(models.Model):
    """Where a school belonged from a day until before another: its district, trust and diocese."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="placements")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="placements")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, null=True, blank=True, related_name="placements")
    diocese = models.ForeignKey(Diocese, on_delete=models.PROTECT, null=True, blank=True, related_name="placements")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], condition=Q(to_on=None), name="one_present_placement")
        ]

    def __str__(self) -> str:
        return f"{self.school} in {self.district}"
