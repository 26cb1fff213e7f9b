"""The paper register: names and schools, and nothing of what people need."""

from django.conf import settings

from cadre.delivery.queries import register_for, rows_of
from cadre.documents.rendering import render
from cadre.documents.shapes import Provider
from cadre.documents.shapes import Register as RegisterData
from cadre.scheduling.models import Event

BLANK_ROWS = 3


def letterhead() -> Provider:
    provider = settings.PROVIDER
    return {
        "name": provider["name"],
        "address": [line.strip() for line in provider["address"].split(",", 1)],
        "phone": provider["phone"],
        "email": provider["email"],
        "registration": None,
    }


def paper_register_data(event: Event) -> RegisterData:
    """What the sheet of an event prints, in the order of the screen."""
    group = event.group
    staff = group.assignments.current().select_related("facilitator__user")
    return {
        "provider": letterhead(),
        "date": event.starts_on.isoformat(),
        "event": event.element.title,
        "qualification": group.offering.qualification.name,
        "group": group.ref,
        "partner": group.partner.name,
        "start": f"{event.starts:%H:%M}",
        "end": f"{event.ends:%H:%M}",
        "venue": ", ".join(filter(None, [event.venue.name, event.venue.address, event.venue.postcode]))
        if event.venue
        else "Not confirmed",
        "facilitators": [assignment.facilitator.user.name for assignment in staff],
        "people": [{"name": row.name, "school": row.school} for row in rows_of(event, register_for(event))],
        "blank_rows": BLANK_ROWS,
    }


def paper_register_of(event: Event) -> bytes:
    """The register as an accessible PDF."""
    return render("register", dict(paper_register_data(event)))
