"""The dated policy of recruitment."""

from cadre.recruitment.models import RecruitmentPolicy
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Numbers, Says

POLICIES = [
    DatedPolicy(
        RecruitmentPolicy,
        "Recruitment",
        "Groups",
        "group",
        verb="E",
        fields={
            "target": Says("A group aims at", "people", least=1, most=500),
            "near_km": Says("An applicant without a place helps a group within", "km", least=1),
            "digest_days": Numbers("Digests before registration closes", "days", most=365, optional=True),
            "daily_from": Says("And daily in the last", "days", most=365),
        },
        note="Whoever left an application unfinished is reminded once under each version.",
    )
]
