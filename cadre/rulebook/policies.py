"""The dated policies of the rooms below, which cannot declare their own."""

from cadre.people.models import ProofPolicy
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says

POLICIES = [
    DatedPolicy(
        ProofPolicy,
        "Proving who you are",
        "Security",
        "system_setting",
        verb="E",
        fields={
            "fresh_minutes": Says("A sign-in, or a proof, is enough for", "minutes", most=720, zero="One page only"),
            "code_minutes": Says("A mailed code works for", "minutes", least=1, most=60),
            "tries": Says("And for as many tries as", least=1, most=10),
            "codes_an_hour": Says("Most codes mailed in an hour", least=1, most=20),
        },
        notice_days=1,
        note="Asked before bank details are shown in full or changed, and before a memorandum is signed by link.",
    ),
]
