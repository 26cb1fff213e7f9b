"""What waits for a facilitator."""

from django.urls import reverse

from cadre.lib.dates import long_day
from cadre.lib.money import pounds
from cadre.portals.queries.people import FacilitatorHome


def facilitator_steps(seen: FacilitatorHome) -> list[dict[str, object]]:
    """Registers that are not complete, invitations to answer, and contract schedules to read and accept."""
    steps: list[dict[str, object]] = [
        {
            "title": f"Complete the register of {event.group.offering.qualification.code}, {event.element.title}",
            "text": f"{long_day(event.starts_on)}, {event.group.partner.name}. Its group waits to say how it was.",
            "url": reverse("facilitator:delivery:register", args=[event.ref]),
            "action": "Open the register",
            "hidden": f"of {event.group.ref}, {event.element.title}",
        }
        for event in seen.registers_due
    ]
    steps += [
        {
            "title": f"Say whether you can take {row.group.offering}",
            "text": f"{row.get_role_display()} at {row.group.partner.name}. Somebody else is asked after a no.",
            "url": reverse("facilitator:staffing:invitation", args=[row.ref]),
            "action": "Answer",
            "hidden": f"the invitation to {row.group.ref}",
        }
        for row in seen.invitations
    ]
    steps += [
        {
            "title": f"Read and accept contract schedule {row.number}",
            "text": f"{row.group.ref} at {row.group.partner.name}: {pounds(row.total_pence)}.",
            "url": reverse("facilitator:finance:schedule_acceptance", args=[row.number, row.version]),
            "action": "Read it",
            "hidden": row.number,
        }
        for row in seen.schedules
    ]
    return steps
