"""What follows by itself in this room. Each is safe to repeat: a message or document is made once per cause.

Times come from the journal entry, so that a retry writes the same message.
"""

from django.db.models import Q

from cadre.documents.models import Document
from cadre.groups.models import Enrolment, Group, GroupQuerySet
from cadre.groups.states import EnrolmentState, GroupState, ShortfallAnswer
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.lib.dates import span, weekday_day
from cadre.messages.actions import post, post_all
from cadre.messages.mail import Attachment, Mail
from cadre.people.models import User
from cadre.programmes.models import Offering, TimelineElement
from cadre.scheduling import emails
from cadre.scheduling.access import OPEN_STATES
from cadre.scheduling.actions.answering import ask_whether
from cadre.scheduling.actions.details import is_soon, keep_details, send_changes
from cadre.scheduling.actions.dissolving import dissolve_group
from cadre.scheduling.calendars import attachment
from cadre.scheduling.models import DateAnswer, Event
from cadre.scheduling.packs import Pack, held_pack
from cadre.scheduling.queries.people import lead_contacts
from cadre.scheduling.states import GROUP_CONFIRMED, GROUP_DETAILS_SENT


def confirmed_before(entry: Entry, group: Group) -> bool:
    """Whether the group had been confirmed when the entry was written, however late its reaction runs."""
    if group.confirmed_at is None:
        return False
    confirmations = Entry.objects.about(group).filter(happening=GROUP_CONFIRMED.key)
    return confirmations.filter(pk__lt=entry.pk).exists()


def send_group_details(entry: Entry) -> None:
    """GROUP_CONFIRMED: the partner's contacts get the group details as PDF, and the dates for their calendars.

    Nobody hosts a distance-learning group, so there are no details to send.
    """
    pack = held_pack(entry.subject_id)
    if pack.group.is_distance:
        return
    version = keep_details(pack, cause=entry.pk, now=entry.at)
    pdf, contacts, ics = version.document, _contacts(pack, entry), pack.ics(entry)
    assert pdf is not None
    mails = [
        emails.group_details(contact, pack.group, pack.common, people=len(pack.people), pdf=pdf, ics=ics)
        for contact in contacts
    ]
    post_all(mails, now=entry.at)
    _record_sent(pack.group, contacts, entry)


def send_joining_instructions(entry: Entry) -> None:
    """GROUP_CONFIRMED: every candidate gets the dates, the places and calendar entries, in a mail of their own."""
    pack = held_pack(entry.subject_id)
    ics, cause = pack.ics(entry), str(entry.pk)
    post_all(
        [emails.joining_instructions(row, pack.common, pack.events, ics, cause=cause) for row in pack.people],
        now=entry.at,
    )


def send_facilitator_dates(entry: Entry) -> None:
    """GROUP_CONFIRMED: the facilitators get the dates for their calendars. Their contract schedule is finance's."""
    pack = held_pack(entry.subject_id)
    ics, cause = pack.ics(entry), str(entry.pk)
    post_all([emails.facilitator_dates(row, pack.common, ics, cause=cause) for row in pack.team], now=entry.at)


def welcome_facilitator(entry: Entry) -> None:
    """FACILITATOR_ASSIGNED to a confirmed group: the newcomer gets the dates."""
    if not confirmed_before(entry, Group.objects.get(pk=entry.subject_id)):
        return
    pack = held_pack(entry.subject_id).from_now(entry)
    if not pack.events:
        return
    joined = [row for row in pack.team if row.facilitator_id == entry.data["facilitator_id"]]
    ics, cause = pack.ics(entry), str(entry.pk)
    post_all([emails.facilitator_dates(row, pack.common, ics, cause=cause) for row in joined], now=entry.at)


def part_from_facilitator(entry: Entry) -> None:
    """FACILITATOR_RELEASED from a confirmed group: its days leave their calendar."""
    if not confirmed_before(entry, Group.objects.get(pk=entry.subject_id)):
        return
    pack = held_pack(entry.subject_id).from_now(entry)
    if pack.events:
        user = User.objects.get(facilitator=entry.data["facilitator_id"])
        ics = pack.ics(entry, cancelled=True)
        post(emails.left_group(user, pack.group, pack.common, ics, cause=entry.pk), now=entry.at)


def welcome_candidate(entry: Entry) -> None:
    """ENROLLED or MOVED into a confirmed group: the newcomer gets joining instructions."""
    enrolments = Enrolment.objects.select_related("application", "person", "group")
    enrolment = enrolments.filter(pk=entry.subject_id).first()
    if enrolment is None or not confirmed_before(entry, enrolment.group):
        return
    pack = held_pack(enrolment.group_id).from_now(entry)
    if pack.events and enrolment.pk in {row.pk for row in pack.people}:
        ics, cause = pack.ics(entry), str(entry.pk)
        post(emails.joining_instructions(enrolment, pack.common, pack.events, ics, cause=cause), now=entry.at)


def tell_of_moved_date(entry: Entry) -> None:
    """DATE_MOVED in a confirmed group: everybody concerned gets the new date, and their calendars follow."""
    if not entry.data["confirmed"]:
        return
    event = Event.objects.get(pk=entry.subject_id)
    pack = held_pack(event.group_id)
    event = next(one for one in pack.events if one.pk == event.pk)
    ics, contacts = attachment([event], stamped=entry.at), _contacts(pack, entry)
    version = None if pack.group.is_distance else keep_details(pack, cause=entry.pk, now=entry.at)
    files = [ics, version.document] if version and version.document else [ics]
    mails: dict[int, Mail] = {}
    asked: dict[int, DateAnswer] = {}
    if entry.data["before"] != entry.data["day"] and entry.data["sequence"] == event.sequence:
        team = [row.facilitator.user for row in pack.team]
        asked = ask_whether(event, [row.person for row in pack.people], facilitators=team, now=entry.at)

    def tell(reader: User, address: str, *files: Attachment | Document) -> None:
        found = asked.get(reader.pk)
        mail = emails.date_moved(reader, event, pack.common, entry, address=address, files=files, answer=found)
        mails.setdefault(reader.pk, mail)

    for contact in contacts:
        tell(contact, emails.link("partner:scheduling:dates", pack.group.ref), *files)
    for row in pack.team:
        tell(row.facilitator.user, emails.link("facilitator:scheduling:group", pack.group.ref), ics)
    for enrolment in pack.people:
        place = emails.link("candidate:groups:place", enrolment.ref)
        tell(enrolment.person, emails.link("candidate:portals:home") if event.is_online else place, ics)
    post_all(list(mails.values()), now=entry.at)
    _record_sent(pack.group, contacts, entry)


def send_changed_details(entry: Entry) -> None:
    """Somebody joined or left a confirmed group: in the last days before an event its partner reads it at once.

    Earlier than that, it reads it the next morning with all else that changed.
    """
    refs = {str(entry.data[key]) for key in ("group", "before") if entry.data.get(key)}
    mine = Q(pk=entry.subject_id) if entry.subject_kind == Group._meta.label_lower else Q(ref__in=refs)
    for group in Group.objects.filter(mine, state=GroupState.CONFIRMED).order_by("pk"):
        if is_soon(group, today=clock.day_of(entry.at)):
            send_changes(group, now=entry.at)


def tell_of_windows(entry: Entry) -> None:
    """TIMELINE_CHANGED: the leads of partners with groups in it read what changed, and which dates no longer fit."""
    offering = Offering.objects.select_related("intake", "qualification").get(pk=entry.data["offering"])
    changed = offering.timeline.filter(pk__in=entry.data["elements"])
    windows, hit = [f"{one.title}: {span(one.starts_on, one.ends_on)}" for one in changed], _events_of(entry)
    mails = [
        emails.windows_changed(contact, entry, course=str(offering), windows=windows, again=_again(hit, groups))
        for contact, groups in _leads_with_groups(offering.groups.all(), entry)
    ]
    post_all(mails, now=entry.at)


def tell_of_start(entry: Entry) -> None:
    """START_MOVED: the leads of partners with groups in it read which windows moved, and which dates no longer fit."""
    moved = TimelineElement.objects.filter(pk__in=entry.data["elements"]).order_by("starts_on", "kind", "number")
    rows, hit = list(moved.select_related("offering__qualification")), _events_of(entry)
    mails = []
    for contact, groups in _leads_with_groups(Group.objects.filter(offering__intake=int(entry.subject_id)), entry):
        taken = {(group.offering_id, group.pathway) for group in groups}
        windows = [
            f"{one.offering.qualification.code} {one.title}: {span(one.starts_on, one.ends_on)}"
            for one in rows
            if (one.offering_id, one.pathway) in taken
        ]
        intake, again = str(groups[0].offering.intake), _again(hit, groups)
        mails.append(emails.start_moved(contact, entry, intake=intake, windows=windows, again=again))
    post_all(mails, now=entry.at)


def _leads_with_groups(rows: GroupQuerySet, entry: Entry) -> list[tuple[User, list[Group]]]:
    """The leads of the partners of these groups, each once, with the groups of all partners they lead."""
    by_partner: dict[int, list[Group]] = {}
    groups = rows.filter(state__in=OPEN_STATES).select_related("partner", "offering__intake", "offering__qualification")
    for group in groups.order_by("ref"):
        by_partner.setdefault(group.partner_id, []).append(group)
    theirs: dict[int, tuple[User, list[Group]]] = {}
    for hosted in by_partner.values():
        for contact in lead_contacts(hosted[0], on=clock.day_of(entry.at)):
            theirs.setdefault(contact.pk, (contact, []))[1].extend(hosted)
    return list(theirs.values())


def _events_of(entry: Entry) -> list[Event]:
    return list(Event.objects.filter(pk__in=entry.data["events"]).select_related("element", "group"))


def _again(hit: list[Event], groups: list[Group]) -> list[str]:
    """The dates of these groups that no longer fit, each with what is to do."""
    own = {group.pk for group in groups}
    return [
        f"{event.group.ref} {event.element.title}, {weekday_day(event.starts_on)}: "
        + ("we will agree another day with you" if event.group.is_confirmed else "please pick again")
        for event in hit
        if event.group_id in own
    ]


def _contacts(pack: Pack, entry: Entry) -> list[User]:
    return lead_contacts(pack.group, on=clock.day_of(entry.at))


def part_from_candidate(entry: Entry) -> None:
    """MOVED out of a confirmed group, or withdrawn from it: its days leave the person's calendar."""
    enrolment = Enrolment.objects.select_related("person").filter(pk=entry.subject_id).first()
    left = Group.objects.filter(ref=entry.data.get("before") or entry.data.get("group", "")).first()
    if enrolment is None or left is None or not confirmed_before(entry, left):
        return
    pack = held_pack(left.pk).from_now(entry)
    if pack.events:
        ics = pack.ics(entry, cancelled=True)
        post(emails.left_group(enrolment.person, pack.group, pack.common, ics, cause=entry.pk), now=entry.at)


def tell_of_dissolution(entry: Entry) -> None:
    """GROUP_DISSOLVED: partner, venue and facilitators are told, and the days leave their calendars.

    Its people were told when they left it.
    """
    pack = held_pack(entry.subject_id)
    pack.events = [event for event in pack.events if event.ref in entry.data["refs"]]
    pack.common = emails.group_fields(pack.group, pack.events, pack.team)
    readers = {user.pk: user for user in [*_contacts(pack, entry), *(row.facilitator.user for row in pack.team)]}
    if pack.events:
        ics = pack.ics(entry, cancelled=True)
        mails = [emails.called_off(reader, pack.group, pack.common, ics, entry) for reader in readers.values()]
        post_all(mails, now=entry.at)


def dissolve_if_left_empty(entry: Entry) -> None:
    """After somebody left, or a decision: a group whose people were to be moved one by one ends with the last."""
    refs = {str(entry.data[key]) for key in ("group", "before") if entry.data.get(key)}
    subject = Q(pk=entry.subject_id) if entry.subject_kind == Group._meta.label_lower else Q(ref__in=refs)
    for group in Group.objects.filter(subject, state=GroupState.CONFIRMED).order_by("pk"):
        decided = group.shortfalls.stands().first()
        empty = not group.enrolments.filter(state=EnrolmentState.ENROLLED).exists()
        if empty and decided and decided.answer == ShortfallAnswer.MOVE:
            dissolve_group(group, reason=decided.reason, by=System(entry.by_name), now=entry.at)


def _record_sent(group: Group, contacts: list[User], entry: Entry) -> None:
    """The details hold what must be arranged for people, so it is kept to whom they went."""
    known = Entry.objects.about(group).filter(happening=GROUP_DETAILS_SENT.key, data__cause=entry.pk)
    if contacts and not known.exists():
        to = ", ".join(contact.name for contact in contacts)
        journal.record(GROUP_DETAILS_SENT, group, by=System("Cadre"), to=to, cause=entry.pk)
