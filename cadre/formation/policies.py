"""The dated policy of plans."""

from cadre.formation.models import FormationPolicy
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says

POLICIES = [
    DatedPolicy(
        FormationPolicy,
        "Plans of groups",
        "Groups",
        "formation_plan",
        fields={"unsaid_km": Says("Who named no limit travels up to", "km", least=1)},
        note="A plan keeps what it was made by.",
    )
]
