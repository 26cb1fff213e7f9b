"""Groups, and who is enrolled in them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cadre.applications.models import Application
from cadre.applications.states import GONE, WAITING, State
from cadre.groups.states import EnrolmentState, GroupState, JoinedBy, ShortfallAnswer
from cadre.journal.quick_rows import QuickRow
from cadre.lib import clock
from cadre.partners.models import Partner
from cadre.programmes.models import Offering
from cadre.programmes.states import Pathway

TAKES_A_PLACE = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)


class GroupQuerySet(models.QuerySet["Group"]):
    def in_person(self) -> "GroupQuerySet":
        """The groups of partners, without those of the distance pathway."""
        return self.filter(pathway=Pathway.IN_PERSON)

    def with_people(self) -> "GroupQuerySet":
        """Annotates `people`: how many places are taken."""
        return self.annotate(people=places_taken("pk"))

    def with_choices(self) -> "GroupQuerySet":
        """Annotates who chose the partner for this offering: `chose` (applied), `accepted`, `undecided`, `waiting`
        (accepted, no place yet) and `drafts` (unfinished)."""
        chose = Application.objects.filter(offering=OuterRef("offering"), preferred_partner=OuterRef("partner"))
        waits = Q(enrolment=None) | Q(enrolment__state=EnrolmentState.WAITING)
        return self.annotate(
            chose=_counted(chose.exclude(state__in=(State.DRAFT, *GONE)), "offering"),
            accepted=_counted(chose.filter(state=State.ACCEPTED), "offering"),
            undecided=_counted(chose.filter(state__in=WAITING), "offering"),
            waiting=_counted(chose.filter(waits, state=State.ACCEPTED), "offering"),
            drafts=_counted(chose.filter(state=State.DRAFT), "offering"),
        )


def _counted(rows: models.QuerySet[Any], by: str) -> Coalesce:
    """How many of `rows`, which refer to the outer row: a subquery, so that counts never multiply each other."""
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)


def places_taken(group: str) -> Coalesce:
    """How many places of a group are taken, to annotate rows with. `group`: how a row leads to its group."""
    return _counted(Enrolment.objects.taking_a_place().filter(group=OuterRef(group)), "group")


class Group(QuickRow):
    """One partner's group for one offering. `minimum` and `size` were the rule's when it was opened.

    A group of the distance pathway is delivered by the provider itself: its `partner` is the provider's own row.

    `dissolved_*`: when, by whom and why a confirmed group ended before its time.
    """

    ref = models.CharField(max_length=24, unique=True)
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="groups")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="groups")
    pathway = models.CharField(max_length=10, choices=Pathway.choices(), default=Pathway.IN_PERSON)
    state = models.CharField(max_length=12, choices=GroupState.choices(), default=GroupState.FORMING)
    minimum = models.PositiveSmallIntegerField()
    size = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_people = models.PositiveSmallIntegerField(null=True, blank=True)
    override_reason = models.TextField(blank=True)
    dissolved_at = models.DateTimeField(null=True, blank=True)
    dissolved_by = models.CharField(max_length=200, blank=True)
    dissolved_reason = models.TextField(blank=True)

    history = ""
    """Whose it was before, or who goes on with it, in words: set by `queries.history`."""

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["offering", "partner__name", "ref"]
        constraints = [
            models.CheckConstraint(condition=Q(minimum__gt=0, size__gte=F("minimum")), name="group_size_sane"),
            models.CheckConstraint(condition=Q(state__in=GroupState.values()), name="group_state_known"),
            models.CheckConstraint(condition=Q(pathway__in=Pathway.values()), name="group_pathway_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[GroupState.CONFIRMED, GroupState.FINISHED])
                | Q(confirmed_at__isnull=False, confirmed_people__isnull=False),
                name="confirmed_group_has_a_count",
            ),
            models.CheckConstraint(
                condition=Q(state=GroupState.DISSOLVED, dissolved_at__isnull=False, confirmed_at__isnull=False)
                | (~Q(state=GroupState.DISSOLVED) & Q(dissolved_at=None)),
                name="dissolved_group_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def is_distance(self) -> bool:
        """Whether it meets online, with a tutor, and is hosted by nobody."""
        return self.pathway == Pathway.DISTANCE

    @property
    def name(self) -> str:
        """What the office calls it: its partner's name, or `Distance learning`."""
        return Pathway.DISTANCE.label if self.is_distance else self.partner.name

    @property
    def where(self) -> str:
        """The partner's town, or `online`."""
        return "online" if self.is_distance else self.partner.town

    @property
    def is_confirmed(self) -> bool:
        return self.state in (GroupState.CONFIRMED, GroupState.FINISHED)


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def taking_a_place(self) -> "EnrolmentQuerySet":
        return self.filter(state__in=TAKES_A_PLACE)


class Enrolment(QuickRow):
    """A candidate's place in a group. Moving changes the group; the journal keeps where they were.

    `seat` numbers the places of a group from 1 to its size. Whoever takes a place has one, and no two have the same,
    so that even a placing that forgot to lock the group cannot give a place twice.
    """

    ref = models.CharField(max_length=20, unique=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="enrolments")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="enrolment")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=12, choices=EnrolmentState.choices(), default=EnrolmentState.ENROLLED)
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    joined_by = models.CharField(max_length=12, choices=JoinedBy.choices())
    enrolled_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = models.TextField(blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["application__name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=EnrolmentState.values()), name="enrolment_state_known"),
            models.UniqueConstraint(fields=["group", "seat"], name="seat_taken_once"),
            models.CheckConstraint(
                condition=Q(state__in=TAKES_A_PLACE, seat__gte=1)
                | (~Q(state__in=TAKES_A_PLACE) & Q(seat__isnull=True)),
                name="place_has_a_seat",
            ),
        ]
        indexes = [models.Index(fields=["group", "state"])]

    def __str__(self) -> str:
        return self.application.name


class ShortfallQuerySet(models.QuerySet["Shortfall"]):
    def to_decide(self) -> "ShortfallQuerySet":
        return self.filter(decided_at=None, past_at=None)

    def stands(self) -> "ShortfallQuerySet":
        """Decisions that were not undone, the latest first."""
        return self.exclude(decided_at=None).filter(undone_at=None).order_by("-decided_at", "-pk")


class Shortfall(models.Model):
    """A confirmed group fell under what it runs with, and somebody must decide. `least` was the bar, `people` who were
    left when it was last counted. It is past when people came back, or the group ended, before anybody decided.

    `target`: the group that took its people; `went` and `left_out`: applications, by key, who were moved there and who
    were left to be placed. `undone_*`: when all that was taken back.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="shortfalls")
    people = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField()
    because = models.TextField()
    raised_at = models.DateTimeField()
    past_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=ShortfallAnswer.choices(), blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    target = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    went = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=200, blank=True)
    undone_reason = models.TextField(blank=True)

    objects = ShortfallQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(decided_at=None, past_at=None), name="shortfall_one_to_decide"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, answer="")
                | Q(decided_at__isnull=False, answer__in=ShortfallAnswer.values()),
                name="shortfall_decided_with_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.people} people"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None and self.past_at is None

    @property
    def kind(self) -> str:
        """The colour of the tag that says the outcome."""
        return "warn" if self.is_open else "brand"

    @property
    def outcome(self) -> str:
        """What became of it, in a few words."""
        if self.is_open:
            return "To decide"
        if self.undone_at:
            return f"{ShortfallAnswer(self.answer).label}, undone"
        return ShortfallAnswer(self.answer).label if self.answer else "People came back"
