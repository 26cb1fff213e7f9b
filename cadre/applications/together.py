"""Several applications at once: which are chosen, who is affected, and who is not and why."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch
from django.http import QueryDict

from cadre.applications.deferring import COUNTS, policy_on, wish_of
from cadre.applications.evidence import checklist_of, with_evidence
from cadre.applications.lists import office_filter
from cadre.applications.models import Application, ApplicationQuerySet, Deferral, Reason
from cadre.applications.queries import for_lists, for_pages
from cadre.applications.rules.deferral import deferral
from cadre.applications.states import WAITING, WORKFLOW, Ruling
from cadre.people.models import User
from cadre.programmes.models import Intake, Offering
from cadre.ui.listing import picked

MOST = 500


@dataclass
class Preview:
    """`ready` are affected, `against` only when a reason is given (each with what is open), `left_out` never."""

    ready: list[Application] = field(default_factory=list)
    against: list[tuple[Application, str]] = field(default_factory=list)
    left_out: list[tuple[Application, str]] = field(default_factory=list)
    too_many: int = 0


def chosen(query: QueryDict, rows: ApplicationQuerySet, user: User) -> ApplicationQuerySet:
    """Those that were ticked (`ref`), or with `all` every one that passes the list's filter in the same address."""
    if not query.get("all"):
        return rows.filter(ref__in=picked(query, "ref", most=MOST))
    if query.get("scope") == "conflicts":
        rows = rows.in_conflict().unsettled()
    elif query.get("scope") == "waiting":
        rows = rows.unsettled()
    narrowed = office_filter(user)(query)
    narrowed.is_valid()
    return narrowed.narrow(rows)  # type: ignore[return-value]


def preview(verb: str, rows: ApplicationQuerySet) -> Preview:
    """Who would be affected by `accept`, `decline`, `ask` or `assign`. Three queries however many."""
    found = list(with_evidence(for_lists(rows).order_by("name", "pk"))[: MOST + 1])
    made = Preview(too_many=rows.count() if len(found) > MOST else 0)
    for row in found[:MOST]:
        if why := _why_not(verb, row):
            made.left_out.append((row, why))
        elif verb == "accept" and (words := checklist_of(row, open_pairs=row.has_open_pair, brief=True).open_words):  # type: ignore[attr-defined]
            made.against.append((row, words))
        else:
            made.ready.append(row)
    return made


def deferral_preview(
    rows: ApplicationQuerySet, *, reason: Reason | None, intake: Intake | None, today: date
) -> Preview:
    """Who may start in `intake` for `reason` by the policy of today; with neither chosen yet, who may be asked for at
    all. Six queries however many."""
    earlier = Deferral.objects.filter(state__in=COUNTS).select_related("left__intake")
    also = rows.prefetch_related(Prefetch("deferrals", queryset=earlier, to_attr="granted"))
    found = list(for_pages(also).order_by("name", "pk")[: MOST + 1])
    made = Preview(too_many=rows.count() if len(found) > MOST else 0)
    policy, _ = policy_on(today)
    offered = {one.qualification_id: one for one in intake.offerings.select_related("intake")} if intake else {}
    starts: dict[int, list[date]] = {}
    for key, day in Offering.objects.order_by("intake__starts_on").values_list("qualification", "intake__starts_on"):
        starts.setdefault(key, []).append(day)
    for row in found[:MOST]:
        why = _why_not("defer", row)
        if not why and reason and intake:
            wanted = offered.get(row.offering.qualification_id)
            kept = starts.get(row.offering.qualification_id, [])
            wish = wish_of(row, row.granted, kept, reason=reason.code, wanted=wanted)  # type: ignore[attr-defined]
            answer = deferral(wish, today=today, policy=policy)
            why = "" if answer.ruling == Ruling.YES else answer.sentence
            why = why if wanted else f"{intake} does not offer their qualification."
        if why:
            made.left_out.append((row, why))
        else:
            made.ready.append(row)
    return made


def _why_not(verb: str, row: Application) -> str:
    state = row.get_state_display().lower()
    if verb in WORKFLOW.moves and not WORKFLOW.allows(verb, row.state):
        return f"It is {state}."
    if verb == "assign" and row.state not in WAITING:
        return f"It is {state}, so nobody has to look after it."
    return ""
