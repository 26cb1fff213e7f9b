"""The step that this room adds to the page of a plan."""

from django.urls import reverse

from cadre.consent.models import Round
from cadre.formation.models import Plan


def step_of(plan: Plan) -> dict[str, str] | None:
    """Begin to ask for the plan, or see the round that asks in its offering."""
    live = Round.objects.live().filter(offering=plan.offering_id).first()
    if live:
        return {
            "title": f"Consent is asked in {live.ref}",
            "text": f"{live.get_state_display()}.",
            "url": reverse("office:consent:round", args=[live.ref]),
            "action": "See the round",
        }
    return {
        "title": "Ask partners and candidates",
        "text": "Partners agree first. Then whoever would sit elsewhere is offered the place, and what else there is.",
        "url": reverse("office:consent:starting", args=[plan.ref]),
        "action": "See who is asked",
    }
