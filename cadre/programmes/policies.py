"""The dated rules of what is taught: course fees, sizes of groups, times of days, how intakes follow."""

from typing import Any

from cadre.programmes.models import DayTimes, GroupSizeRule, IntakePolicy, ListFee
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Pounds, Says

AREA = "Courses"


def _refuse_size(*, minimum: int, size: int, **_: Any) -> str:
    return "" if size >= minimum else "A group takes at least as many people as it needs to run."


def _refuse_times(*, arrival: Any, starts: Any, ends: Any, **_: Any) -> str:
    return "" if arrival <= starts < ends else "People come in, then it begins, then it ends."


POLICIES = [
    DatedPolicy(
        ListFee,
        "Course fees",
        AREA,
        "price_rule",
        keys={"qualification": Says("Qualification")},
        fields={"pence": Pounds("Fee for each person")},
        notice_days=1,
        note="Before discount and scholarship. A quote keeps the fee of its day.",
        related=("qualification",),
    ),
    DatedPolicy(
        GroupSizeRule,
        "Sizes of groups",
        AREA,
        "intake",
        verb="E",
        keys={"pathway": Says("Pathway", optional=True)},
        fields={
            "minimum": Says("The fewest a group runs with", "people", least=1, most=500),
            "size": Says("The most it takes, unless the group says otherwise", "people", least=1, most=500),
        },
        is_list=True,
        may_end=lambda row: bool(row.pathway),
        note="A rule for a pathway goes before the one for any. Groups are judged by the rule of the day.",
        sentence=lambda row: f"Runs with {row.minimum} people, takes {row.size}",
        refuse=_refuse_size,
    ),
    DatedPolicy(
        DayTimes,
        "Times of days",
        AREA,
        "intake",
        verb="E",
        keys={"pathway": Says("Pathway")},
        fields={"arrival": Says("People may come in at"), "starts": Says("Begins at"), "ends": Says("Ends at")},
        note="For face-to-face days, and online events at a distance.",
        refuse=_refuse_times,
    ),
    DatedPolicy(
        IntakePolicy,
        "How intakes follow one another",
        AREA,
        "intake",
        verb="E",
        fields={
            "propose_weeks": Says("The next is proposed before registration closes", "weeks", most=104),
            "apart_weeks": Says("Two start apart, where no earlier year shows it", "weeks", least=1, most=208),
        },
        note="Without a version nothing is proposed or planned by itself.",
    ),
]
