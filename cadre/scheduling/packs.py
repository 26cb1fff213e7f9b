"""A group with all that messages about it need."""

from dataclasses import dataclass, field

from cadre.groups.models import Enrolment, Group
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.messages.mail import Attachment
from cadre.scheduling import emails
from cadre.scheduling.calendars import attachment
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.queries.people import roster, team_of


@dataclass
class Pack:
    """A group with all that its messages need. Five queries."""

    group: Group
    events: list[Event] = field(init=False)
    team: list[Assignment] = field(init=False)
    people: list[Enrolment] = field(init=False)
    common: emails.Common = field(init=False)

    def __post_init__(self) -> None:
        self.events = list(
            self.group.events.select_related("element", "venue", "group__offering__qualification").order_by("starts_on")
        )
        self.team = list(team_of(self.group).select_related("facilitator__user", "group"))
        self.people = list(roster(self.group))
        self.common = emails.group_fields(self.group, self.events, self.team)

    def ics(self, entry: Entry, *, cancelled: bool = False) -> Attachment:
        return attachment(self.events, stamped=entry.at, cancelled=cancelled)

    def from_now(self, entry: Entry) -> "Pack":
        """The same with only the events that are still to come: for those who join or leave midway."""
        self.events = [event for event in self.events if event.ends_on >= clock.day_of(entry.at)]
        self.common = emails.group_fields(self.group, self.events, self.team)
        return self


def held_pack(pk: int | str) -> Pack:
    """The same with its group held until the end of the transaction: nobody joins or leaves, and no day moves, between
    what is told and what is kept as told. Read once it is held."""
    Group.objects.select_for_update().values_list("pk").get(pk=pk)
    return pack_of(pk)


def pack_of(pk: int | str) -> Pack:
    groups = Group.objects.select_related("partner", "offering__qualification", "offering__intake")
    return Pack(groups.get(pk=pk))
