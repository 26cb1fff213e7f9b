"""The dated terms of consent, for the page that shows what held when."""

from datetime import date

from cadre.applications.policies import RuleTable, gap_words, rule_row
from cadre.consent.models import ConsentPolicy
from cadre.consent.states import Silence


def policy_tables(today: date) -> list[RuleTable]:
    """One table, the newest version first. One query."""
    rows = list(ConsentPolicy.objects.order_by("-from_on"))
    return [
        RuleTable(
            "Asking for consent",
            "consent",
            [rule_row(one, f"Partners {one.partner_days} days", terms_words(one), today) for one in rows],
            "A round keeps the terms it began with. Without a version nobody is asked.",
            gap_words(rows),
        )
    ]


def terms_words(policy: ConsentPolicy) -> str:
    """`No answer of a partner: they agree; an offer holds a place for 96 hours; either is recalled 24 hours before`."""
    silence = Silence(policy.silence).label.lower()
    recalled = f"recalled {policy.remind_hours} hours before" if policy.remind_hours else "not recalled"
    holds = f"an offer holds a place for {policy.offer_hours} hours"
    return f"No answer of a partner: {silence}; {holds}; either is {recalled}"
