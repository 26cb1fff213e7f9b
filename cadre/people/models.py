from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from cadre.lib import clock
from cadre.people.states import RoleRequestState, StaffRoleName


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, name: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=email, name=name, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person with one sign-in, whatever roles they hold. E-mail addresses differ by more than case."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[UserManager] = UserManager()

    is_half_in = False
    """Whether the person of this request has signed in by the first step alone, and holds no role that asks for the
    second (`second_step.py`)."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """What a page greets them by."""
        return self.name.split(" ")[0]

    def get_full_name(self) -> str:
        return self.name


class ProofPolicyQuerySet(models.QuerySet["ProofPolicy"]):
    def on(self, day: date) -> "ProofPolicyQuerySet":
        """What holds on `day`, latest first."""
        return self.filter(models.Q(to_on=None) | models.Q(to_on__gt=day), from_on__lte=day).order_by("-from_on")


class ProofPolicy(models.Model):
    """How somebody proves anew who they are, from a day on.

    `fresh_minutes`: for how long a sign-in or a proof is enough for what is kept most carefully. `code_minutes`: how
    long a mailed code works, for `tries` tries. `codes_an_hour`: how many are mailed for one purpose.
    """

    fresh_minutes = models.PositiveSmallIntegerField()
    code_minutes = models.PositiveSmallIntegerField()
    tries = models.PositiveSmallIntegerField()
    codes_an_hour = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = ProofPolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "proof policies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code_minutes__gt=0, tries__gt=0, codes_an_hour__gt=0), name="proof_can_be_given"
            )
        ]

    def __str__(self) -> str:
        return f"{self.fresh_minutes} minutes from {self.from_on}"


class MailedCode(models.Model):
    """The newest code that was mailed for one purpose, as a fingerprint that needs the site's key.

    `sent` codes were mailed since `counted_from`; `tries_left` is none once it was used or guessed at too often.
    """

    purpose = models.CharField(max_length=100, unique=True)
    fingerprint = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField()
    counted_from = models.DateTimeField()
    sent = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.purpose)


class StaffRoleQuerySet(models.QuerySet["StaffRole"]):
    def on(self, day: date) -> "StaffRoleQuerySet":
        """Roles held on `day`."""
        return self.filter(from_on__lte=day).filter(models.Q(to_on=None) | models.Q(to_on__gt=day))


class StaffRole(models.Model):
    """A role in the provider's office, held from a day until before another."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="staff_roles")
    role = models.CharField(max_length=20, choices=StaffRoleName.choices())
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = StaffRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], condition=models.Q(to_on=None), name="staff_role_once"),
            models.CheckConstraint(condition=models.Q(role__in=StaffRoleName.values()), name="staff_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.role}"


class RoleRequest(models.Model):
    """A role in the office that one of system administration asks for somebody, and another decides."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_requests")
    role = models.CharField(max_length=20, choices=StaffRoleName.choices())
    from_on = models.DateField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=RoleRequestState.choices(), default=RoleRequestState.WAITING)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(state=RoleRequestState.WAITING),
                name="role_asked_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RoleRequestState.GIVEN) | ~models.Q(decided_by=models.F("asked_by")),
                name="role_given_by_a_second",
            ),
            models.CheckConstraint(condition=~models.Q(asked_by=models.F("user")), name="role_not_asked_for_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.label} for {self.user}"

    @property
    def label(self) -> str:
        return str(StaffRoleName(self.role).label)
