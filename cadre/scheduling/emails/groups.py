"""Messages about a group: its details, joining instructions, and who leaves."""

from collections.abc import Sequence

from cadre.documents.models import Document
from cadre.groups.models import Enrolment, Group
from cadre.journal.models import Entry
from cadre.lib.dates import clock_time
from cadre.messages.mail import Attachment, Mail, kind
from cadre.people.models import User
from cadre.scheduling.emails.shared import GROUP, Common, link
from cadre.scheduling.models import Assignment, DetailsVersion, Event
from cadre.scheduling.states import FacilitatorRole

GROUP_DETAILS = kind(
    "scheduling.group_details",
    name="Group details to the partner",
    when="when a group is confirmed",
    fields=GROUP | {"people": "how many candidates there are", "group_link": "the group's page for the partner"},
)
JOINING = kind(
    "scheduling.joining_instructions",
    name="Joining instructions to a candidate",
    when="when a group is confirmed, and when somebody joins a confirmed group",
    fields=GROUP
    | {
        "qualification_name": "the qualification in full",
        "arrival": "when arrival begins, such as 08:30",
        "getting_there": "how to get to the venue of the first event",
        "place_link": "the candidate's own page",
    },
)
JOINING_ONLINE = kind(
    "scheduling.joining_online",
    name="Joining instructions to a candidate at a distance",
    when="when a distance-learning group is confirmed, and when somebody joins a confirmed one",
    fields=GROUP
    | {
        "qualification_name": "the qualification in full",
        "opens": "when the joining link of the first event opens, such as 09:15",
        "join_link": "where the first event is joined; the reader's own page while there is no link yet",
        "place_link": "the candidate's own page",
    },
)
FACILITATOR_DATES = kind(
    "scheduling.facilitator_dates",
    name="Dates of a group to its facilitator",
    when="when a group is confirmed, and when a facilitator joins a confirmed group",
    fields=GROUP | {"role": "lead facilitator or co-facilitator", "group_link": "the group's page for the facilitator"},
)
TUTOR_DATES = kind(
    "scheduling.tutor_dates",
    name="Dates of a distance-learning group to its tutor",
    when="when a distance-learning group is confirmed, and when a tutor joins a confirmed one",
    fields=GROUP | {"group_link": "the group's page for the tutor"},
)
DETAILS_CHANGED = kind(
    "scheduling.details_changed",
    name="Group details changed",
    when="the morning after something of a confirmed group changed, at once in the last days before an event",
    fields=GROUP
    | {
        "people": "how many candidates there are",
        "changes": "one line per difference",
        "group_link": "the group's page for the partner",
    },
)
LEFT = kind(
    "scheduling.left_group",
    name="Dates no longer yours",
    when="when somebody leaves a confirmed group; takes its events out of their calendar",
    fields=GROUP,
)
CALLED_OFF = kind(
    "scheduling.called_off",
    name="A group does not go on",
    when="when a confirmed group is dissolved; to its partner and its facilitators, out of whose calendars its days go",
    fields=GROUP | {"reason": "why, as it was recorded"},
)
NO_DIRECTIONS = "Use the address above. Ask us if you need to know more."


def group_details(contact: User, group: Group, common: Common, *, people: int, pdf: Document, ics: Attachment) -> Mail:
    return Mail(
        GROUP_DETAILS,
        to=contact.email,
        to_name=contact.name,
        fields=common
        | {
            "name": contact.name,
            "people": str(people),
            "group_link": link("partner:scheduling:dates", group.ref),
        },
        about=group,
        attachments=[pdf, ics],
        key=f"scheduling.group_details:{pdf.pk}:{contact.pk}",
    )


def joining_instructions(
    enrolment: Enrolment, common: Common, events: Sequence[Event], ics: Attachment, *, cause: str
) -> Mail:
    """What to bring and where to go; of a distance-learning group, how to join."""
    first = events[0] if events else None
    fields = common | {
        "name": enrolment.application.name,
        "qualification_name": events[0].group.offering.qualification.name if events else "",
        "place_link": link("candidate:groups:place", enrolment.ref),
    }
    begins = clock_time(first.arrival) if first else ""
    if first and first.is_online:
        way_in = first.joining_link or str(fields["place_link"])
        what, fields = JOINING_ONLINE, fields | {"opens": begins, "join_link": way_in}
    else:
        directions = first.venue.getting_there if first and first.venue else ""
        what, fields = JOINING, fields | {"arrival": begins, "getting_there": directions or NO_DIRECTIONS}
    return Mail(
        what,
        to=enrolment.person.email,
        to_name=enrolment.application.name,
        fields=fields,
        about=enrolment,
        attachments=[ics],
        key=f"scheduling.joining:{cause}:{enrolment.pk}",
    )


def facilitator_dates(row: Assignment, common: Common, ics: Attachment, *, cause: str) -> Mail:
    user, told = row.facilitator.user, FACILITATOR_DATES
    fields = common | {"name": user.name, "group_link": link("facilitator:scheduling:group", row.group.ref)}
    if row.role == FacilitatorRole.TUTOR:
        told = TUTOR_DATES
    else:
        fields |= {"role": row.get_role_display().lower()}
    return Mail(
        told,
        to=user.email,
        to_name=user.name,
        fields=fields,
        about=row.group,
        attachments=[ics],
        key=f"scheduling.facilitator_dates:{cause}:{row.pk}",
    )


def details_changed(
    contact: User, version: DetailsVersion, common: Common, *, people: int, changes: list[str], ics: Attachment
) -> Mail:
    group = version.group
    return Mail(
        DETAILS_CHANGED,
        to=contact.email,
        to_name=contact.name,
        fields=common
        | {
            "name": contact.name,
            "people": str(people),
            "changes": changes,
            "group_link": link("partner:scheduling:dates", group.ref),
        },
        about=group,
        attachments=[version.document, ics] if version.document else [ics],
        key=f"scheduling.details_changed:{version.pk}:{contact.pk}",
    )


def left_group(reader: User, group: Group, common: Common, ics: Attachment, *, cause: int) -> Mail:
    return Mail(
        LEFT,
        to=reader.email,
        to_name=reader.name,
        fields=common | {"name": reader.name},
        about=group,
        attachments=[ics],
        key=f"scheduling.left:{cause}:{reader.pk}",
    )


def called_off(reader: User, group: Group, common: Common, ics: Attachment, entry: Entry) -> Mail:
    return Mail(
        CALLED_OFF,
        to=reader.email,
        to_name=reader.name,
        fields=common | {"name": reader.name, "reason": entry.data["reason"]},
        about=group,
        attachments=[ics],
        key=f"scheduling.called_off:{entry.pk}:{reader.pk}",
    )
