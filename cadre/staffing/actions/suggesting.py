"""A suggestion is asked for, decided upon by hand and worked out: no lock is held meanwhile."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.telling import Stopped, teller
from cadre.lib.errors import Refusal
from cadre.lib.refs import digest_of, reference
from cadre.lib.words import counted
from cadre.people.models import User
from cadre.programmes.models import Intake
from cadre.staffing.models import Decision, SuggestedTeam, Suggestion
from cadre.staffing.queries.facts import drawn_for, groups_in
from cadre.staffing.rules.wording import why_open, why_suggested
from cadre.staffing.states import (
    STANDING,
    SUGGESTION_ADJUSTED,
    SUGGESTION_ASKED,
    SUGGESTION_CANCELLED,
    SUGGESTION_READY,
    SUGGESTION_WORKFLOW,
    WORKING,
    ByHand,
    Scope,
    SuggestionState,
)

STAFFING = System("Staffing")


class Unsound(Exception):
    """The checker found a fault, so nothing is suggested."""


@transaction.atomic
def ask_suggestion(
    *, by: User, today: date, now: datetime, group: Group | None = None, intake: Intake | None = None
) -> Suggestion:
    """To be worked out from the facts of now; the one that stands where they are the same, so that twice is once.

    Raises Refusal where no group lacks anybody.
    """
    made, new = _make(group, intake, [], None, by=by, today=today, now=now)
    if new:
        journal.record(SUGGESTION_ASKED, made, by=by, what=made.what, groups=counted(made.groups, "group"))
    return made


@transaction.atomic
def decide(
    base: Suggestion,
    *,
    kind: ByHand,
    group: Group,
    facilitator: Facilitator,
    role: str,
    reason: str,
    by: User,
    today: date,
    now: datetime,
) -> Suggestion:
    """A new suggestion from the facts of now, around everything decided for `base` and this.

    A later decision about the same seat, or the same person and group, takes the place of an earlier one. Decided
    twice for the same reason it is one. Raises Refusal where somebody new would lead, or the person has the other seat.
    """
    role = role if kind == ByHand.FIX else ""
    if role == "lead" and not facilitator.is_experienced_on(today):
        raise Refusal(f"{facilitator} is new, so somebody experienced leads beside them.", field="role")
    on_team = group.assignments.filter(released_at=None, facilitator=facilitator)
    if kind == ByHand.FIX and on_team.exists():
        raise Refusal(f"{facilitator} is on {group.ref} already.", field="facilitator")
    before = [
        one
        for one in base.decisions.select_related("group")
        if not (one.group_id == group.pk and (one.facilitator_id == facilitator.pk or (role and one.role == role)))
    ]
    mine = Decision(kind=kind, group=group, facilitator=facilitator, role=role, reason=reason, by=by, at=now)
    made, new = _make(base.group, base.intake, [*before, mine], base, by=by, today=today, now=now)
    if new:
        what = f"{facilitator} {'takes a seat of' if kind == ByHand.FIX else 'does not staff'} {group.ref}"
        journal.record(SUGGESTION_ADJUSTED, made, by=by, what=what, reason=reason)
    return made


@transaction.atomic
def suggest_anew(base: Suggestion, *, by: User, today: date, now: datetime) -> Suggestion:
    """The same from the facts of now, around everything that was decided by hand; itself when nothing has changed.

    Raises as `ask_suggestion`.
    """
    before = list(base.decisions.select_related("group"))
    made, new = _make(base.group, base.intake, before, base, by=by, today=today, now=now)
    if new:
        journal.record(SUGGESTION_ASKED, made, by=by, what=made.what, groups=counted(made.groups, "group"))
    return made


def _make(
    group: Group | None,
    intake: Intake | None,
    decisions: Sequence[Decision],
    base: Suggestion | None,
    *,
    by: User,
    today: date,
    now: datetime,
) -> tuple[Suggestion, bool]:
    """The suggestion, and whether it is new."""
    drawn = drawn_for(groups_in(group=group, intake=intake), decisions, today=today)
    number = len(drawn["instance"]["groups"])
    if not number:
        raise Refusal("Every group here has two facilitators, or has no event to come.")
    scope = Scope.GROUP if group else Scope.INTAKE if intake else Scope.SEASON
    about = [scope, group.pk if group else None, intake.pk if intake else None]
    digest = digest_of(about, drawn, sorted(_said(one) for one in decisions))
    standing = Suggestion.objects.filter(digest=digest, state__in=STANDING)
    if equal := standing.first():
        return equal, False
    try:
        with transaction.atomic():
            made = Suggestion.objects.create(
                ref=reference("ST"),
                scope=scope,
                group=group,
                intake=intake,
                base=base,
                digest=digest,
                drawn=drawn,
                groups=number,
                made_at=now,
                made_by=by,
            )
    except IntegrityError:  # pressed twice in one moment
        return standing.get(), False
    for one in decisions:
        one.pk, one.suggestion = None, made
        one.save(force_insert=True)
    return made, True


def _said(one: Decision) -> list[str]:
    return [one.kind, one.group.ref, str(one.facilitator_id), one.role, one.reason]


@transaction.atomic
def cancel_suggestion(found: Suggestion, *, by: journal.Actor) -> Suggestion:
    """Whoever works it out stops at the next step. Raises Refusal once it is worked out."""
    found = Suggestion.objects.select_for_update().get(pk=found.pk)
    found.state = SUGGESTION_WORKFLOW.after("cancel", found.state)
    found.save(update_fields=["state"])
    journal.record(SUGGESTION_CANCELLED, found, by=by)
    return found


def solve(suggestion_id: int, *, now: datetime, only_if_untouched: bool = False) -> Suggestion:
    """Work it out and keep what it suggests. Safe to repeat, and by two at once: the first to end is kept.

    Raises Unsound when the checker does not pass it.
    """
    states = [SuggestionState.QUEUED] if only_if_untouched else WORKING
    if not Suggestion.objects.filter(pk=suggestion_id, state__in=states).update(state=SuggestionState.RUNNING):
        return Suggestion.objects.get(pk=suggestion_id)
    found = Suggestion.objects.get(pk=suggestion_id)
    from cadre.staffing.solver.checker import faults_of
    from cadre.staffing.solver.plan import plan_for
    from cadre.staffing.solver.reading import read

    instance = found.drawn["instance"]
    try:
        plan = plan_for(read(instance), _teller(suggestion_id)).as_json()
    except Stopped:
        return Suggestion.objects.get(pk=suggestion_id)
    if faults := faults_of(instance, plan):
        raise Unsound("; ".join(faults[:5]))
    return _keep(found, plan, now=now)


def _teller(suggestion_id: int) -> Callable[[int, int], None]:
    running = Suggestion.objects.filter(pk=suggestion_id, state=SuggestionState.RUNNING)
    return teller(lambda done, steps: running.update(done=done, steps=steps))


@transaction.atomic
def _keep(found: Suggestion, plan: dict[str, Any], *, now: datetime) -> Suggestion:
    locked = Suggestion.objects.select_for_update().get(pk=found.pk)
    if not SUGGESTION_WORKFLOW.allows("finish", locked.state):
        return locked
    locked.state, locked.ready_at = SUGGESTION_WORKFLOW.after("finish", locked.state), now
    locked.levels, locked.bounds, locked.hand = plan["levels"], plan["bounds"], plan["hand"]
    locked.save(update_fields=["state", "ready_at", "levels", "bounds", "hand"])
    rows = Group.objects.filter(ref__in=plan["groups"]).select_related("offering__qualification")
    groups = {row.ref: row for row in rows}
    names = {str(pk): name for pk, name in Facilitator.objects.values_list("pk", "user__name")}
    SuggestedTeam.objects.bulk_create(
        [_team(locked, groups[one["id"]], one, plan, names) for one in locked.drawn["instance"]["groups"]],
        batch_size=200,
    )
    led = plan["levels"]["led"]
    journal.record(SUGGESTION_READY, locked, by=STAFFING, led=led, open=locked.groups - led)
    return locked


def _team(
    found: Suggestion, group: Group, asked: dict[str, Any], plan: dict[str, Any], names: dict[str, str]
) -> SuggestedTeam:
    said, facts = plan["groups"][group.ref], found.drawn["facts"]
    why = {role: _why(role, group, asked, said, plan, facts) for role in ("lead", "co")}
    return SuggestedTeam(
        suggestion=found,
        group=group,
        lead_id=_key(said["lead"] or asked["lead"]),
        co_id=_key(said["co"] or asked["co"]),
        held_lead=asked["lead"] is not None,
        held_co=asked["co"] is not None,
        why_lead=why["lead"],
        why_co=why["co"],
        visit=_visit(group, plan, names),
        days=said["days"],
        next=said["next"],
    )


def _key(who: str | None) -> int | None:
    return None if who is None else int(who)


def _why(
    role: str, group: Group, asked: dict[str, Any], said: dict[str, Any], plan: dict[str, Any], facts: dict[str, Any]
) -> str:
    who, code = said[role], str(group.offering.qualification.code)
    here = facts["groups"][group.ref]
    if who is None and asked[role] is not None:
        return "Has the seat, is invited, or was chosen by hand, and is elsewhere on every day of one of the events."
    if who is not None:
        person = facts["people"][who]
        return why_suggested(
            km=here["km"].get(who),
            met=said["met"],
            events=said["events"],
            load=person["load"] + plan["load"][who],
            most=person["max"],
            experienced=person["experienced"],
            qualification=code,
            held=asked[role] == who,
        )
    if role == "co" and said["lead"] is None and asked["lead"] is None:
        return ""
    short = plan["short"] if group.ref in plan["short"]["groups"] else {"groups": [], "able": []}
    counts = {"compete": len(short["groups"]), "able": len(short["able"])}
    return why_open(said["lacking"], trained=here["trained"], near=here["near"], qualification=code, **counts)


def _visit(group: Group, plan: dict[str, Any], names: dict[str, str]) -> str:
    for visit in plan["visits"]:
        if visit["group"] == group.ref:
            new = names[visit["facilitator"]]
            if visit["by"]:
                return f"First event of {new}: visited by {names[visit['by']]}."
            return f"First event of {new}: no visit, since {visit['why']}."
    return ""
