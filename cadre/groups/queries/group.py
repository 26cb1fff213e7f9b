"""One group: what its page shows, who is in it, and what happened."""

from cadre.applications.models import Application
from cadre.applications.states import Outcome
from cadre.groups import rules
from cadre.groups.models import Enrolment, EnrolmentQuerySet, Group, GroupQuerySet
from cadre.groups.states import MOVED, JoinedBy
from cadre.journal.models import Entry, EntryQuerySet
from cadre.partners.models import Partner


def with_everything(groups: GroupQuerySet) -> GroupQuerySet:
    """Groups with what their page shows of them, in one query."""
    return groups.select_related("partner", "offering__intake", "offering__qualification").with_people().with_choices()


def members(enrolments: EnrolmentQuerySet, group: Group) -> EnrolmentQuerySet:
    """Those of `enrolments` that hold a place in the group, with their school and price, by name. One query."""
    rows = enrolments.taking_a_place().filter(group=group)
    return rows.select_related("application__school", "application__quote").order_by("application__name", "pk")


def member_lines(enrolments: EnrolmentQuerySet, group: Group) -> list[tuple[Enrolment, str, str]]:
    """(place, who pays, how they joined) of each member."""
    return [(row, fee_words(row.application), joined_words(row)) for row in members(enrolments, group)]


def fee_words(application: Application) -> str:
    """`Scholarship`, `10% less`, `School pays`: who pays for a person, in a word or two."""
    quote = application.quote
    if quote and quote.outcome == Outcome.SCHOLARSHIP:
        return "Scholarship"
    if quote and quote.discount_pence and quote.list_pence:
        return f"{round(100 * quote.discount_pence / quote.list_pence)}% less"
    return {"school": "School pays", "trust": "Trust pays", "self": "Pays alone"}.get(application.funding, "Full fee")


def distance(application: Application, partner: Partner) -> int | None:
    """Kilometres from the person's school to the partner, as the crow flies."""
    school = application.school
    if school is None:
        return None
    return rules.distance_km((school.easting, school.northing), (partner.easting, partner.northing))


def what_happened(group: Group) -> EntryQuerySet:
    """Of the group, the people who are or were in it, and those who moved out, newest first."""
    people = Enrolment.objects.filter(group=group)
    about = Entry.objects.about(group, *people).order_by().values("pk")
    out = Entry.objects.filter(happening=MOVED.key, data__before=group.ref).order_by().values("pk")
    return Entry.objects.filter(pk__in=about.union(out)).order_by("-at", "-pk")


def joined_words(enrolment: Enrolment) -> str:
    """`code`, `preferred`, `by hand`, `on the day`: how somebody came into the group, beneath who pays."""
    words = {
        JoinedBy.CODE: "code",
        JoinedBy.PREFERENCE: "preferred",
        JoinedBy.HAND: "by hand",
        JoinedBy.LATE: "on the day",
    }
    return words[JoinedBy(enrolment.joined_by)]


OF_A_PLACE = (
    "application__school",
    "application__quote",
    "application__code",
    "group__partner",
    "group__offering__intake",
    "group__offering__qualification",
)
"""What pages about one person's place show, for `select_related`."""


def without_one(group: Group, *, days: int) -> tuple[str, str, str, str]:
    """(people, people without one of them, tag, kind): what it changes when somebody leaves."""
    people = group.enrolments.taking_a_place().count()
    after = rules.viability(people - 1, group.minimum, group.size, days_left=days, state=group.state)
    return str(people), str(people - 1), after.tag, after.kind
