"""The dated policies of facilitators: applications, their reasons, and for how long somebody is accredited."""

from cadre.facilitators.models import AccreditationPolicy, AssociatePolicy, AssociateReason
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says

AREA = "Facilitators"

POLICIES = [
    DatedPolicy(
        AccreditationPolicy,
        "Accreditations",
        AREA,
        "facilitator_profile",
        verb="E",
        fields={
            "valid_months": Says("Accredited for", "months", least=1, most=240),
            "remind_days": Says("Told before the end", "days", least=1),
        },
        note="From the reminder on it may be renewed. An accreditation keeps the end it was given.",
    ),
    DatedPolicy(
        AssociatePolicy,
        "Applications of associates",
        AREA,
        "associate_application",
        verb="E",
        fields={
            "referee_days": Says("A referee’s link works for", "days", least=1),
            "remind_days": Says("A referee is reminded once after", "days", least=1),
            "draft_days": Says("An unfinished application is kept after its last change for", "days", least=1),
            "keep_days": Says("A declined one is kept after the decision for", "days", least=1, most=4_000),
        },
        note="Then they are deleted, with their references.",
    ),
    DatedPolicy(
        AssociateReason,
        "Reasons about associates",
        AREA,
        "associate_application",
        verb="E",
        keys={"kind": Says("For")},
        made_from=("code", "label"),
        fields={"label": Says("Reason"), "words": Says("Words we propose", optional=True)},
        is_list=True,
        note="The words stand in the mail. What was written before keeps its words.",
    ),
]
