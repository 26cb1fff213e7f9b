"""The dated terms of consent, in the rulebook and in words."""

from typing import Any

from cadre.consent.models import ConsentPolicy
from cadre.consent.rules.terms import refuse_policy
from cadre.consent.states import Silence
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says


def _refuse(*, partner_days: int, offer_hours: int, remind_hours: int, **_: Any) -> str:
    return refuse_policy(partner_days=partner_days, offer_hours=offer_hours, remind_hours=remind_hours)


POLICIES = [
    DatedPolicy(
        ConsentPolicy,
        "Asking for consent",
        "Groups",
        "seat_consent",
        fields={
            "partner_days": Says("A partner has to answer", "days", least=1, most=90),
            "silence": Says("When a partner does not answer"),
            "offer_hours": Says("An offer holds a place for", "hours", least=1),
            "remind_hours": Says("Either is recalled before its end", "hours", zero="Never"),
        },
        notice_days=1,
        note="A round keeps the terms it began with. Without a version nobody is asked.",
        refuse=_refuse,
    )
]


def terms_words(policy: ConsentPolicy) -> str:
    """`No answer of a partner: they agree; an offer holds a place for 96 hours; either is recalled 24 hours before`."""
    silence = Silence(policy.silence).label.lower()
    recalled = f"recalled {policy.remind_hours} hours before" if policy.remind_hours else "not recalled"
    holds = f"an offer holds a place for {policy.offer_hours} hours"
    return f"No answer of a partner: {silence}; {holds}; either is {recalled}"
