"""What a digest says: every group of an intake with what would help it, and who reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cadre.partners.models import Contact, Partner
from cadre.partners.states import ContactPurpose
from cadre.people.access import officers_on
from cadre.people.models import User
from cadre.programmes.models import Intake
from cadre.recruitment.queries.cockpit import Cockpit, Course, Look, cockpit
from cadre.recruitment.queries.page import aids
from cadre.recruitment.queries.remindable import remindable_by_partner
from cadre.recruitment.rules.digest import help_words


@dataclass(frozen=True)
class Line:
    """A group with what would help it, empty when it runs. `reminders`: how many of its partner's may be reminded."""

    course: Course
    look: Look
    help: str
    reminders: int


@dataclass(frozen=True)
class Report:
    seen: Cockpit
    groups: list[Line]

    @property
    def days(self) -> int:
        return self.seen.days

    def of(self, partner: Partner) -> list[Line]:
        return [line for line in self.groups if line.look.group.partner_id == partner.pk]


def report(intake: Intake, *, today: date, seen: Cockpit | None = None) -> Report:
    """Groups that are short first, the fewest missing before the others. Eleven queries, whatever the intake's size."""
    seen = seen or cockpit(intake, today=today)
    drafts = remindable_by_partner(intake, seen.policy)
    lines = []
    for course, aid in aids(seen, drafts):
        for look in course.looks:
            may = drafts.get((course.offering.pk, look.group.partner_id), 0)
            said = ""
            if look.is_short:
                said = help_words(
                    missing=look.stands.short,
                    drafts=may,
                    undecided=look.counts.submitted,
                    near=len(aid.near[look.group.pk]),
                    km=aid.km,
                )
            lines.append(Line(course, look, said, may))
    return Report(seen, sorted(lines, key=lambda line: (not line.help, line.look.stands.short, line.look.group.ref)))


def office_readers(today: date) -> Iterable[User]:
    """Operations."""
    return officers_on(today)


def partner_readers(found: Report, *, today: date) -> list[tuple[Partner, User]]:
    """The leads of every partner with a group in the report. One query."""
    partners = {line.look.group.partner_id: line.look.group.partner for line in found.groups}
    rows = Contact.objects.on(today).filter(partner__in=partners, purpose=ContactPurpose.LEAD, user__is_active=True)
    return [(partners[row.partner_id], row.user) for row in rows.select_related("user").order_by("partner", "pk")]
