"""How a fee comes about: from counts and dated rules to amounts, now or again from what was kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cadre.finance.models import EventFee, FeeDecision
from cadre.finance.queries.counts import Counts
from cadre.finance.queries.rules_in_force import FeeRules, fee_rules_kept
from cadre.finance.rules.fees import Worked, facilitation_fee, hosting_fee
from cadre.finance.states import FeeKind, Question
from cadre.groups.models import Group


@dataclass(frozen=True)
class Inputs:
    """All that a fee depends on. `decided` is finance's own total per event, from the decision `decision`."""

    rules: FeeRules
    counts: Counts
    facilitators: int
    days: int
    decision: int | None = None
    decided: int | None = None
    tutored: bool = False

    @property
    def units(self) -> int:
        return self.rules.units(self.days)

    def people(self, kind: FeeKind) -> int | None:
        return self.counts.by(self.rules.basis(kind), self.rules.answer(Question.LATE_JOINER))

    def kept(self) -> dict[str, Any]:
        """As JSON, with the ids of the rule rows."""
        kept = {
            "rules": self.rules.ids,
            "counts": self.counts.kept(),
            "facilitators": self.facilitators,
            "days": self.days,
            "decision": self.decision,
        }
        return kept | {"tutored": True} if self.tutored else kept


def work_out(kind: FeeKind, inputs: Inputs) -> Worked:
    """The fee of one event. It waits when the count it uses is not known."""
    people = inputs.people(kind)
    if people is None:
        return Worked(None, "The group was never confirmed, so the contracted number of people is not known.")
    if kind == FeeKind.HOSTING:
        return hosting_fee(people, rate=inputs.rules.hosting_rate.pence, events=inputs.units)
    return facilitation_fee(
        people,
        inputs.facilitators,
        terms=inputs.rules.facilitation,
        events=inputs.units,
        below_minimum=inputs.rules.answer(Question.BELOW_MINIMUM),
        decided=inputs.decided,
        tutored=inputs.tutored,
    )


def inputs_of(kept: Mapping[str, Any]) -> Inputs:
    """What was kept with a fee, read back. Raises DoesNotExist when a rule row is gone."""
    decision = FeeDecision.objects.get(pk=kept["decision"]) if kept["decision"] else None
    return Inputs(
        fee_rules_kept(kept["rules"]),
        Counts(**kept["counts"]),
        kept["facilitators"],
        kept["days"],
        decision.pk if decision else None,
        decision.total_pence if decision else None,
        tutored=kept.get("tutored", False),
    )


def decision_for(group: Group) -> FeeDecision | None:
    """Finance's latest decision on the group's facilitation, if it took one."""
    return FeeDecision.objects.filter(group=group).first()


def differs(fee: EventFee) -> str:
    """How a kept fee differs from what its kept inputs give; empty when it is the same to the penny."""
    kept = fee.inputs
    if kept.get("ended"):
        return "" if fee.pence == 0 else f"{fee}: {fee.pence} is kept for a payee who is no longer owed."
    worked = work_out(FeeKind(fee.kind), inputs_of(kept))
    place = kept.get("place", 0)
    again = worked.each[place] if not worked.waits else None
    if again == fee.pence and worked.sentence == fee.sentence:
        return ""
    return f"{fee} (event {fee.event_id}): kept {fee.pence}, worked out again {again}."
