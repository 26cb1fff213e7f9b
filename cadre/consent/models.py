"""Rounds of consent, what partners answered, what people were offered, and the terms of it all."""

import json
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadre.applications.models import Application
from cadre.consent.rules.terms import Answered, Proposed
from cadre.consent.states import (
    AGREEMENT_TAGS,
    LIVE_OFFERS,
    LIVE_ROUNDS,
    OFFER_TAGS,
    ROUND_TAGS,
    STAYS_IN,
    AgreementState,
    GroupWish,
    OfferState,
    Option,
    RoundState,
    Silence,
)
from cadre.formation.models import Plan
from cadre.groups.models import Group
from cadre.groups.states import EnrolmentState
from cadre.partners.models import Partner
from cadre.programmes.models import DatedQuerySet, Offering


class ConsentPolicy(models.Model):
    """The terms of asking, from a day on.

    `partner_days`: how long a partner has, and `silence` what no answer means then. `offer_hours`: how long an offer
    holds a seat. `remind_hours`: how long before its end either is recalled, 0 for never.
    """

    partner_days = models.PositiveSmallIntegerField()
    silence = models.CharField(max_length=8, choices=Silence.choices())
    offer_hours = models.PositiveSmallIntegerField()
    remind_hours = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "consent policies"
        constraints = [
            models.CheckConstraint(condition=Q(partner_days__gt=0, offer_hours__gt=0), name="consent_takes_time"),
            models.CheckConstraint(condition=Q(silence__in=Silence.values()), name="silence_known"),
        ]

    def __str__(self) -> str:
        return f"{self.partner_days} days and {self.offer_hours} hours from {self.from_on}"


class RoundQuerySet(models.QuerySet["Round"]):
    def live(self) -> "RoundQuerySet":
        return self.filter(state__in=LIVE_ROUNDS)

    def behind(self) -> "RoundQuerySet":
        """Those where something was answered or changed since their plan was made."""
        return self.live().exclude(changes=F("solved"))


class Round(models.Model):
    """Consent asked for one plan. `asked` is the plan it began with, `plan` the one it goes on with.

    `changes` counts what was answered or changed, `solved` is how many of these `plan` knows. `stuck`: why it cannot be
    planned without the office. `keep`: references of groups that stay open by their partners' answers.
    """

    ref = models.CharField(max_length=20, unique=True)
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="rounds")
    asked = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="rounds")
    policy = models.ForeignKey(ConsentPolicy, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=RoundState.choices(), default=RoundState.PARTNERS)
    sends_alone = models.BooleanField(default=True)
    changes = models.PositiveIntegerField(default=0)
    solved = models.PositiveIntegerField(default=0)
    stuck = models.TextField(blank=True)
    keep = models.JSONField(default=list)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    ended_reason = models.TextField(blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RoundState.values()), name="round_state_known"),
            models.UniqueConstraint(
                fields=["offering"], condition=Q(state__in=LIVE_ROUNDS), name="one_live_round_an_offering"
            ),
        ]

    def __str__(self) -> str:
        return str(self.ref)

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_ROUNDS

    @property
    def is_behind(self) -> bool:
        return self.is_live and self.changes != self.solved

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return ROUND_TAGS.get(RoundState(self.state), "")


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def open(self) -> "AgreementQuerySet":
        return self.filter(state=AgreementState.OPEN)


class Agreement(models.Model):
    """What one partner is asked, and its answer. What goes beyond what it allowed is asked as the next `turn`.

    `proposal`: {"going": [[reference, km]], "left": [references], "coming": [km], "opens": bool, "closes": [references
    of groups], "seated": people}; its own people by references, others only by their distance. `may_go`, `takes` and
    `group` are a counter-proposal's.
    """

    ref = models.CharField(max_length=20, unique=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="agreements")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    turn = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=AgreementState.choices(), default=AgreementState.OPEN)
    proposal = models.JSONField(default=dict)
    may_go = models.BooleanField(default=True)
    takes = models.PositiveSmallIntegerField(null=True, blank=True)
    group = models.CharField(max_length=12, choices=GroupWish.choices(), default=GroupWish.AS_PROPOSED)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["partner__name", "turn"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AgreementState.values()), name="agreement_state_known"),
            models.CheckConstraint(condition=Q(group__in=GroupWish.values()), name="group_wish_known"),
            models.UniqueConstraint(fields=["round", "partner", "turn"], name="agreement_once_a_turn"),
            models.UniqueConstraint(
                fields=["round", "partner"], condition=Q(state=AgreementState.OPEN), name="one_open_agreement"
            ),
        ]

    def __str__(self) -> str:
        return str(self.partner.short_name)

    @property
    def is_open(self) -> bool:
        return self.state == AgreementState.OPEN

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return AGREEMENT_TAGS.get(AgreementState(self.state), "")

    @property
    def proposed(self) -> Proposed:
        said = self.proposal
        return Proposed(len(said["going"]), len(said["coming"]), said["opens"], bool(said["closes"]))

    @property
    def mark(self) -> str:
        """Stands for what is proposed, so that an answer is to what was read."""
        return sha256(json.dumps(self.proposal, sort_keys=True).encode()).hexdigest()[:16]

    def answered(self, silence: str) -> Answered:
        return Answered(self.state, self.may_go, self.takes, self.group, silence)


class AlternateOfferQuerySet(models.QuerySet["AlternateOffer"]):
    def open(self) -> "AlternateOfferQuerySet":
        return self.filter(state=OfferState.OPEN)

    def live(self) -> "AlternateOfferQuerySet":
        """Open, or accepted and to be carried out, of rounds that go on."""
        waits = Q(state=OfferState.OPEN) | Q(state=OfferState.ACCEPTED, answer__in=STAYS_IN)
        return self.filter(waits, round__state__in=LIVE_ROUNDS)

    def holding(self) -> "AlternateOfferQuerySet":
        """Those that hold a seat of a group: live ones whose person does not sit there already."""
        there = Q(application__enrolment__group=F("group"), application__enrolment__state=EnrolmentState.ENROLLED)
        elsewhere = Q(state=OfferState.ACCEPTED) & ~Q(answer=Option.LOCAL)
        return self.live().filter(group__isnull=False).exclude(elsewhere).exclude(there)


class AlternateOffer(models.Model):
    """What one person is offered in a round: a seat elsewhere, and what else they may choose instead.

    `place` is the seat's in the plan, `group` its group, None where that is yet to be opened; both are empty for
    somebody whom no place fits. `options`: values of `Option`. `answer`: the one that was taken.
    """

    ref = models.CharField(max_length=20, unique=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="offers")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="alternate_offers")
    state = models.CharField(max_length=10, choices=OfferState.choices(), default=OfferState.OPEN)
    options = models.JSONField(default=list)
    place = models.CharField(max_length=60, blank=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="alternate_offers")
    km = models.FloatField(null=True, blank=True)
    next_offering = models.ForeignKey(Offering, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=10, choices=Option.choices(), blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)

    objects = AlternateOfferQuerySet.as_manager()

    class Meta:
        ordering = ["application__name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OfferState.values()), name="alternate_offer_state_known"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="alternate_offer_lasts"),
            models.CheckConstraint(
                condition=Q(state=OfferState.ACCEPTED, answer__in=Option.values()) | ~Q(state=OfferState.ACCEPTED),
                name="accepted_offer_says_what",
            ),
            models.UniqueConstraint(
                fields=["round", "application"], condition=Q(state__in=LIVE_OFFERS), name="one_live_alternate_offer"
            ),
            models.UniqueConstraint(
                fields=["round", "application", "partner"],
                condition=~Q(state=OfferState.OVER),
                name="same_place_offered_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_at"]), models.Index(fields=["group", "state"])]

    def __str__(self) -> str:
        return str(self.application.name)

    @property
    def is_open(self) -> bool:
        return self.state == OfferState.OPEN

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return OFFER_TAGS.get(OfferState(self.state), "")

    @property
    def what(self) -> str:
        """`a place at Trent Reach`, `distance learning`: the first thing it offers, in words."""
        if self.partner:
            return f"a place at {self.partner.short_name}"
        first = Option(self.options[0]) if self.options else Option.WITHDRAWAL
        return first.label.lower()

    @property
    def taken(self) -> str:
        """What was accepted, in words."""
        return self.what if self.answer == Option.LOCAL else Option(self.answer).label.lower() if self.answer else ""


class OfferLink(models.Model):
    """One mailed link to one offer. Only the hash of the secret is kept; earlier links keep working."""

    offer = models.ForeignKey(AlternateOffer, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Link {self.pk}"
