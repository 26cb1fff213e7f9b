"""One person's application for one offering."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Upper

from cadre.applications.models.search import SearchWord
from cadre.applications.rules.search import words_of
from cadre.applications.states import (
    SPONSOR_TAGS,
    TAGS,
    WAITING,
    Before,
    CodeSource,
    Funding,
    Heard,
    Payer,
    SponsorState,
    State,
    WorkplaceKind,
)
from cadre.journal.quick_rows import QuickRow
from cadre.lib import clock
from cadre.partners.models import AllocationCode, Partner
from cadre.programmes.models import Offering
from cadre.schools.models import School, Trust

FEW, MOST_WORDS = 500, 6
NEAR = timedelta(days=7)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def submitted(self) -> "ApplicationQuerySet":
        """Everything that was ever handed in."""
        return self.exclude(state=State.DRAFT)

    def matching(self, typed: str) -> "ApplicationQuerySet":
        """Those that have a word beginning with each word typed: name, e-mail address, reference, school.

        Asks the index of words at once: a few finds are given by their keys, since the database would else walk the
        whole list in its order to find them.
        """
        hits = SearchWord.objects.finding(words_of(typed)[:MOST_WORDS])
        if hits is None:
            return self
        few = list(hits[: FEW + 1])
        return self.filter(pk__in=few if len(few) <= FEW else hits)

    def unsettled(self) -> "ApplicationQuerySet":
        """Submitted, and waiting for a decision or an answer."""
        return self.filter(state__in=WAITING)

    def standing(self) -> "ApplicationQuerySet":
        """Without those that were merged into another."""
        return self.exclude(state=State.MERGED)

    def in_work_order(self, today: date) -> "ApplicationQuerySet":
        """What waits for the office before what waits for an answer; first where registration closes within a week,
        then the oldest."""
        near = Q(state=State.SUBMITTED, offering__intake__closes_on__range=(today, today + NEAR))
        rank = Case(When(near, then=0), When(state=State.SUBMITTED, then=1), default=2)
        return self.order_by(rank, "submitted_at", "pk")

    def without_workplace(self) -> "ApplicationQuerySet":
        """Those whose school, or trust, is not found in the register."""
        return self.filter(school=None, trust=None)

    def in_conflict(self) -> "ApplicationQuerySet":
        """The code belongs to another partner than the one chosen, or to none we know, and nobody has settled it."""
        unknown = Q(code=None) & ~Q(code_typed="")
        other = Q(code__isnull=False) & ~Q(code__partner=F("preferred_partner"))
        return self.filter(unknown | other, code_settled_at=None)


class Application(QuickRow):
    """One person's application for one offering.

    `answers` holds what was typed at each step, valid or not; the named fields are filled from it at submission.
    `version` counts what was saved in the draft. `started_with` is the hash of the page it was started from, so that
    a double click starts one. `payer` is who is invoiced when there is something to pay. `ended_for` is the coded
    reason of a declined, withdrawn or deferred one; `merged_into` is what stands for it since they were merged.
    """

    ref = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=12, choices=State.choices(), default=State.DRAFT)
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    answers = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=0)
    started_with = models.CharField(max_length=64, unique=True, null=True, blank=True)

    preferred_partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="preferred_by"
    )
    code_typed = models.CharField(max_length=60, blank=True)
    code = models.ForeignKey(AllocationCode, on_delete=models.PROTECT, null=True, blank=True, related_name="used_in")

    code_source = models.CharField(max_length=8, choices=CodeSource.choices(), blank=True)
    code_settled_at = models.DateTimeField(null=True, blank=True)

    name = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    born_on = models.DateField(null=True, blank=True)
    trn = models.CharField(max_length=7, blank=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="applications")
    school_typed = models.CharField(max_length=200, blank=True)
    workplace_kind = models.CharField(
        max_length=8, choices=WorkplaceKind.choices(), default=WorkplaceKind.SCHOOL, blank=True
    )
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, null=True, blank=True, related_name="applications")
    job_title = models.CharField(max_length=120, blank=True)
    leading_years = models.PositiveSmallIntegerField(null=True, blank=True)
    gateway_ratings = models.JSONField(default=dict, blank=True)
    gateway_evidence = models.JSONField(default=list, blank=True)
    before = models.CharField(max_length=8, choices=Before.choices(), blank=True)
    funding = models.CharField(max_length=12, choices=Funding.choices(), blank=True)
    payer = models.CharField(max_length=8, choices=Payer.choices(), blank=True)
    billing_name = models.CharField(max_length=160, blank=True)
    billing_email = models.CharField(max_length=254, blank=True)
    billing_address = models.TextField(blank=True)
    billing_postcode = models.CharField(max_length=12, blank=True)
    purchase_order = models.CharField(max_length=60, blank=True)
    sponsor_name = models.CharField(max_length=100, blank=True)
    sponsor_email = models.CharField(max_length=254, blank=True)
    mentor_name = models.CharField(max_length=100, blank=True)
    mentor_email = models.CharField(max_length=254, blank=True)
    may_offer_local = models.BooleanField(null=True)
    may_offer_distance = models.BooleanField(null=True)
    travel_km = models.PositiveSmallIntegerField(null=True, blank=True)

    heard = models.CharField(max_length=10, choices=Heard.choices(), blank=True)
    heard_detail = models.CharField(max_length=120, blank=True)

    submitted_at = models.DateTimeField(null=True, blank=True)
    late_seconds = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_reason = models.TextField(blank=True)
    ended_for = models.ForeignKey(
        "applications.Reason", on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from")
    question_asked = models.TextField(blank=True)
    question_answer = models.TextField(blank=True)
    quote = models.OneToOneField("Quote", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values()), name="application_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(submitted_at__isnull=False), name="submitted_has_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into__isnull=True)),
                name="merged_points_to_the_one_kept",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-submitted_at"]),
            models.Index(fields=["-submitted_at", "id"]),
            models.Index(fields=["name", "id"]),
            models.Index(Upper("email"), name="application_email"),
            models.Index(fields=["trn"]),
            models.Index(fields=["born_on"]),
            models.Index(fields=["offering", "preferred_partner", "state"]),
        ]

    def __str__(self) -> str:
        return self.name or "Unnamed applicant"

    @property
    def workplace(self) -> str:
        if self.trust:
            return f"{self.trust.name}, central team"
        return self.school.name if self.school else self.school_typed

    @property
    def has_workplace(self) -> bool:
        """Whether the register was found to know it."""
        return self.school_id is not None or self.trust_id is not None

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return TAGS[State(self.state)]

    @property
    def sponsor_kind(self) -> str:
        """The kind of its sponsor's tag, in rows read for a list."""
        state = getattr(self, "sponsor_state", None)
        return SPONSOR_TAGS[SponsorState(state)] if state else ""

    @property
    def sponsor_words(self) -> str:
        """How its sponsor stands, in rows read for a list."""
        state = getattr(self, "sponsor_state", None)
        return SponsorState(state).label if state else "Not asked"

    @property
    def is_pickable(self) -> bool:
        """Whether it can be ticked in a list: it waits for a decision, or for its code to be settled."""
        return self.state == State.SUBMITTED or self.in_conflict

    @property
    def in_conflict(self) -> bool:
        """Whether partner and code do not agree, and nobody has settled it."""
        return self.code_differs and self.code_settled_at is None

    @property
    def sponsor_note(self) -> str:
        """`Sponsor: waiting`, in rows read for a list."""
        return f"Sponsor: {self.sponsor_words.lower()}"

    @property
    def code_differs(self) -> bool:
        """Whether partner and code do not agree."""
        return self.code.partner_id != self.preferred_partner_id if self.code else bool(self.code_typed)

    @property
    def code_conflict(self) -> str:
        """Why partner and code do not agree, in words; empty when they do."""
        if not self.in_conflict:
            return ""
        return f"The code belongs to {self.code.partner}." if self.code else "No partner has this code."
