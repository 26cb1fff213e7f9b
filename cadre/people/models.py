from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from cadre.lib import clock
from cadre.people.states import StaffRoleName


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
