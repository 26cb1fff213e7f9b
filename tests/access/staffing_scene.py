"""One side's suggested staffing of its forming group, and its facilitator's invitation to it."""

from datetime import timedelta
from typing import Any

from cadre.lib import clock
from cadre.staffing import reference
from cadre.staffing.models import Invitation, SuggestedTeam, Suggestion
from cadre.staffing.queries.facts import drawn_for, groups_in


def suggest(side: Any) -> None:
    reference.load(clock.today())
    now, letter = clock.now(), side.application.name[-1]
    reached = {"led": 1, "second": 0, "worth": 1000.0, "visited": 0}
    found = Suggestion.objects.create(
        ref=f"ST-{letter}00001",
        scope="group",
        group=side.forming,
        state="ready",
        groups=1,
        drawn=drawn_for(groups_in(group=side.forming), [], today=clock.today()),
        levels=reached,
        bounds={"led": 1, "worth": 1000.0},
        hand=reached,
        made_by=side.plan.made_by,
        ready_at=now,
    )
    SuggestedTeam.objects.create(suggestion=found, group=side.forming, lead=side.facilitator, why_lead="Near")
    Invitation.objects.create(
        ref=f"FI-{letter}00001",
        group=side.forming,
        role="lead",
        facilitator=side.facilitator,
        suggestion=found,
        sent_at=now,
        due_at=now + timedelta(days=7),
    )
