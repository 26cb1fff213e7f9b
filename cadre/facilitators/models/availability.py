"""When facilitators can work: the weekdays that usually suit them, and days away."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadre.facilitators.models.facilitator import Facilitator
from cadre.facilitators.rules import availability as rules
from cadre.facilitators.states import Weekday
from cadre.lib import clock

NOTE_LIMIT = 200


class UsualDays(models.Model):
    """A weekday (0 is Monday) on which somebody usually can work, from a day until before another."""

    facilitator = models.ForeignKey(Facilitator, on_delete=models.CASCADE, related_name="usual_days")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices())
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["weekday", "from_on"]
        constraints = [
            models.UniqueConstraint(fields=["facilitator", "weekday", "from_on"], name="usual_day_once"),
            models.UniqueConstraint(
                fields=["facilitator", "weekday"], condition=Q(to_on=None), name="one_open_usual_day"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=4), name="usual_day_is_a_weekday"),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="usual_day_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.facilitator}, {self.get_weekday_display()}"

    @property
    def rule(self) -> rules.Usual:
        return rules.Usual(self.weekday, self.from_on, self.to_on)


class Unavailable(models.Model):
    """Days on which somebody cannot work, the last one included. The note is for themself and the office alone."""

    facilitator = models.ForeignKey(Facilitator, on_delete=models.CASCADE, related_name="days_away")
    from_on = models.DateField()
    to_on = models.DateField()
    note = models.CharField(max_length=NOTE_LIMIT, blank=True)
    marked_at = models.DateTimeField(default=clock.now)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["facilitator", "from_on", "to_on"], name="days_away_once"),
            models.CheckConstraint(condition=Q(from_on__lte=F("to_on")), name="days_away_in_order"),
        ]
        indexes = [models.Index(fields=["from_on", "to_on"], name="days_away")]

    def __str__(self) -> str:
        return f"{self.facilitator}, {self.from_on} to {self.to_on}"

    @property
    def rule(self) -> rules.Away:
        return rules.Away(self.from_on, self.to_on)
