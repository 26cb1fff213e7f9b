"""The group details as the partner gets them: one accessible PDF with everything needed to host the group."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings

from cadre.documents.actions import store
from cadre.documents.models import Document
from cadre.documents.queries import provider_details
from cadre.documents.shapes import Clause, GroupCandidate, GroupDetails, GroupEvent
from cadre.groups.models import Enrolment, Group
from cadre.lib.dates import clock_time, long_day
from cadre.scheduling.calendars import place
from cadre.scheduling.charges import host_charges
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.queries.arrangements import Needs


def draw_group_details(
    group: Group,
    events: Sequence[Event],
    team: Sequence[Assignment],
    people: Sequence[Enrolment],
    needs: dict[int, Needs],
    *,
    cause: int,
    on: date,
    now: datetime,
) -> Document:
    """The stored PDF for one cause (a journal entry's key); a second call answers with the first document."""
    return store(
        kind="group_details",
        template="group_details",
        title=f"Group details: {group.ref}",
        filename=f"group-details-{group.ref}.pdf",
        data=dict(_data(group, events, team, people, needs, on=on)),
        now=now,
        subject=group,
        dedupe_key=f"group_details:{cause}",
    )


def _data(
    group: Group,
    events: Sequence[Event],
    team: Sequence[Assignment],
    people: Sequence[Enrolment],
    needs: dict[int, Needs],
    *,
    on: date,
) -> GroupDetails:
    partner, qualification = group.partner, group.offering.qualification
    charges = host_charges(group, on=on)
    address = [line.strip() for line in partner.address.splitlines() if line.strip()]
    return {
        "provider": provider_details(),
        "date": on.isoformat(),
        "group": {"reference": group.ref, "name": group.ref, "qualification": qualification.name},
        "intake": group.offering.intake.name,
        "partner": {"name": partner.name, "address": address or [f"{partner.town} {partner.postcode}"]},
        "events": [_event(event) for event in events],
        "timings": _timings(events),
        "facilitators": [{"name": row.facilitator.user.name, "email": row.facilitator.user.email} for row in team],
        "candidates": [_candidate(row, needs) for row in people],
        "charges": charges.lines,
        "how_to_invoice": charges.how_to_invoice,
        "contact": {"name": settings.PROVIDER["name"], "email": settings.PROVIDER["email"]},
    }


def _event(event: Event) -> GroupEvent:
    days = "" if event.ends_on == event.starts_on else f" (to {long_day(event.ends_on)})"
    return {
        "title": f"{event.element.title}{days}",
        "date": event.starts_on.isoformat(),
        "arrival": clock_time(event.arrival),
        "start": clock_time(event.starts),
        "end": clock_time(event.ends),
        "venue": place(event) if event.venue else "Not confirmed",
    }


def _candidate(row: Enrolment, needs: dict[int, Needs]) -> GroupCandidate:
    arranged = needs.get(row.pk)
    return {
        "name": row.application.name,
        "school": row.application.workplace or "Not confirmed",
        "arrangements": str(arranged) if arranged else None,
    }


def _timings(events: Sequence[Event]) -> list[Clause]:
    times = dict.fromkeys((event.arrival, event.starts, event.ends) for event in events)
    clauses: list[Clause] = []
    for arrival, starts, ends in times:
        clauses.append({"heading": f"From {clock_time(arrival)}", "text": "arrival, with refreshments."})
        clauses.append(
            {"heading": f"{clock_time(starts)} to {clock_time(ends)}", "text": "the event, with lunch and two breaks."}
        )
    return clauses
