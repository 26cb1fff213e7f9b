"""What pages show of the mails and papers that would follow from a plan."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from cadre.formation.models import ForeseenMail, Plan, Rehearsal
from cadre.formation.states import MailChoice
from cadre.messages.mail import kinds


@dataclass(frozen=True)
class KindCount:
    """How many mails of a kind there are, and of how many each was chosen."""

    key: str
    name: str
    mails: int
    held: int
    left_out: int

    @property
    def words(self) -> str:
        """`12 to send`, `9 to send, 2 held, 1 left out`."""
        parts = ((self.mails - self.held - self.left_out, "to send"), (self.held, "held"), (self.left_out, "left out"))
        return ", ".join(f"{number} {words}" for number, words in parts if number) or "none"


def rehearsal_of(plan: Plan) -> Rehearsal | None:
    return Rehearsal.objects.filter(plan=plan).first()


def mail_rows(rehearsal: Rehearsal) -> QuerySet[ForeseenMail]:
    return rehearsal.mails.defer("text", "html")


def kind_counts(rehearsal: Rehearsal) -> list[KindCount]:
    """By name. One query."""
    names = {kind.key: kind.name for kind in kinds()}
    held, left = Q(choice=MailChoice.HOLD), Q(choice=MailChoice.LEAVE_OUT)
    rows = rehearsal.mails.order_by().values_list("kind")
    counted = rows.annotate(mails=Count("pk"), held=Count("pk", filter=held), left=Count("pk", filter=left))
    found = [KindCount(key, names.get(key, key), *numbers) for key, *numbers in counted]
    return sorted(found, key=lambda one: one.name)
