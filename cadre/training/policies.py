"""The dated policy of training."""

from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says
from cadre.training.models import TrainingPolicy

POLICIES = [
    DatedPolicy(
        TrainingPolicy,
        "Who is asked to help train others",
        "Facilitators",
        "facilitator_training",
        fields={"help_after_events": Says("Asked after having led", "events", least=1, most=500)},
    )
]
