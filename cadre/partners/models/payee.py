"""Where a partner's money goes: bank and VAT details in versions, the digits sealed."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.partners.models.partner import Partner
from cadre.partners.states import PAYEE_TAGS, PayeeState, Told
from cadre.programmes.models import DatedQuerySet


class PayeePolicy(models.Model):
    """How a change of bank details is held, from a day on.

    `held_days`: how long it waits to be confirmed. `told_days`: contacts that ended within so many days are told of a
    change too, so that nobody is replaced in order that they do not hear of it.
    """

    held_days = models.PositiveSmallIntegerField()
    told_days = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.held_days} days"


class PayeeQuerySet(models.QuerySet["PayeeDetails"]):
    def waiting(self) -> "PayeeQuerySet":
        """Held until somebody confirms or refuses them: at most one of a partner."""
        return self.filter(state=PayeeState.WAITING)

    def confirmed(self) -> "PayeeQuerySet":
        """What is paid to: at most one of a partner."""
        return self.filter(state=PayeeState.CONFIRMED)

    def in_force(self, before: datetime) -> "PayeeQuerySet":
        """What had been confirmed by `before`, each partner's latest first. The first of a partner is paid to."""
        known = self.filter(state__in=(PayeeState.CONFIRMED, PayeeState.REPLACED), decided_at__lt=before)
        return known.order_by("partner", "-decided_at", "-number")


class PayeeDetails(models.Model):
    """One version. Sort code, account and roll number are in `sealed` alone; `last_four` is what is shown of them.

    `giver`, `told` and `called_back`: who gave them to finance, how, and on which number they were called back. All
    are empty where the partner typed them.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="payees")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=PayeeState.choices(), default=PayeeState.WAITING)
    account_name = models.CharField(max_length=120)
    sealed = models.TextField()
    last_four = models.CharField(max_length=4)
    vat_number = models.CharField(max_length=12, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    giver = models.CharField(max_length=200, blank=True)
    told = models.CharField(max_length=10, choices=Told.choices(), blank=True)
    called_back = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = PayeeQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "number"], name="payee_number_once"),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(state=PayeeState.WAITING), name="payee_one_waiting"
            ),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(state=PayeeState.CONFIRMED), name="payee_one_confirmed"
            ),
            models.CheckConstraint(condition=Q(state__in=PayeeState.values()), name="payee_state_known"),
            models.CheckConstraint(
                condition=~Q(state=PayeeState.CONFIRMED) | ~Q(decided_by=models.F("entered_by")),
                name="payee_confirmed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(giver="", told="", called_back="")
                | (~Q(giver="") & Q(told__in=Told.values()) & ~Q(called_back="")),
                name="payee_taken_down_with_its_proof",
            ),
        ]

    def __str__(self) -> str:
        return f"Bank details of {self.partner}, version {self.number}"

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return PAYEE_TAGS.get(PayeeState(self.state), "")

    @property
    def given_by(self) -> str:
        """Who gave these details: `Money Pike`, or `Money Pike, by letter, written down by Martin Hale`."""
        if not self.giver:
            return self.entered_by.name
        return f"{self.giver}, {Told(self.told).label.lower()}, written down by {self.entered_by.name}"

    @property
    def masked(self) -> str:
        """`•••• 5678`: as much as is shown of the account."""
        return f"•••• {self.last_four}"

    def is_held_at(self, now: datetime) -> bool:
        """Whether it can still be confirmed."""
        return self.state == PayeeState.WAITING and now < self.expires_at
