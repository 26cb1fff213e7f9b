"""What falls due in scheduling as time passes."""

from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.groups.models import Group
from cadre.messages.actions import post_all
from cadre.programmes.states import ElementKind
from cadre.scheduling import emails
from cadre.scheduling.access import OPEN_STATES
from cadre.scheduling.actions import answering, details, holding
from cadre.scheduling.queries.people import lead_contacts

lapse_holds = holding.lapse_holds
send_changed_details = details.send_changed_details
remind_of_moved_dates = answering.remind_of_moved_dates
REMIND_WEEKS_BEFORE = (2, 6)


@transaction.atomic
def remind_to_pick(today: date, now: datetime) -> int:
    """Remind partners of windows that open within six weeks, and again within two, and have no date. Safe to repeat.

    How many reminders are owed by today; each is written once.
    """
    horizon = today + timedelta(weeks=max(REMIND_WEEKS_BEFORE))
    groups = Group.objects.filter(state__in=OPEN_STATES, offering__timeline__starts_on__range=(today, horizon))
    mails = []
    for group in groups.distinct().select_related("partner", "offering__qualification").order_by("pk"):
        picked = set(group.events.values_list("element_id", flat=True))
        windows = group.offering.timeline.filter(kind=ElementKind.FACE_TO_FACE, starts_on__range=(today, horizon))
        for element in windows.exclude(pk__in=picked):
            weeks = next(step for step in REMIND_WEEKS_BEFORE if element.starts_on <= today + timedelta(weeks=step))
            contacts = lead_contacts(group, on=today)
            mails += [emails.pick_a_date(contact, group, element, step=weeks) for contact in contacts]
    post_all(mails, now=now)
    return len(mails)
