"""The dated policies of partners: terms of memoranda, what hosts are asked, how bank details are held."""

from typing import Any

from cadre.partners.models import HostingItem, MemorandumPolicy, PayeePolicy
from cadre.partners.rules.memoranda import refuse_policy
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says

AREA = "Partners"


def _refuse_terms(*, term_months: int, renew_months: int, **_: Any) -> str:
    return refuse_policy(term_months=term_months, renew_months=renew_months) or ""


POLICIES = [
    DatedPolicy(
        MemorandumPolicy,
        "Terms of memoranda",
        AREA,
        "mou",
        fields={
            "term_months": Says("A memorandum lasts", "months", least=1, most=240),
            "renew_months": Says("The next is proposed before its end", "months", least=1, most=120),
            "link_days": Says("A mailed link to sign works for", "days", least=1, most=365),
            "remind_days": Says("Whoever has to sign is reminded every", "days", most=90, zero="Never"),
        },
        notice_days=1,
        note="Memoranda that were sent keep the terms of their day. Without terms no memorandum can be sent.",
        refuse=_refuse_terms,
    ),
    DatedPolicy(
        HostingItem,
        "What hosts are asked",
        AREA,
        "partner_org",
        made_from=("key", "words"),
        fields={"kind": Says("Belongs to"), "words": Says("What a venue has, or a host does")},
        is_list=True,
        note="Each partner says of each venue whether it is so. Changed words are asked anew.",
    ),
    DatedPolicy(
        PayeePolicy,
        "Changed bank details",
        AREA,
        "bank_details",
        verb="A",
        fields={
            "held_days": Says("Wait to be confirmed for", "days", least=1, most=365),
            "told_days": Says("Contacts are told who ended within the last", "days", most=1_000),
        },
        note="So that nobody is replaced in order that they do not hear of it.",
    ),
]
