"""The dated rules of prices, and of deciding about applications."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from cadre.applications.models import (
    DeferralRule,
    DiscountBand,
    PayerRule,
    PreferenceOrder,
    Reason,
    ReopeningRule,
    ScholarshipRule,
    SponsorRules,
)
from cadre.applications.rules.discount import ordinal
from cadre.applications.rules.payer import refuse_schedule
from cadre.applications.states import Counted, Over, Preference, ReasonKind
from cadre.lib import text
from cadre.rulebook.policy import DatedPolicy, Values
from cadre.rulebook.says import Lines, Numbers, OneOf, Says, Several, Table

PRICES, DECIDING = "Prices and scholarships", "Applications"
ROUTES = [
    ("opportunity_area", "In an opportunity area"),
    ("category", "In a district of one of the categories below"),
    ("trust", "In a trust with a school in such a place"),
    ("diocese", "In a diocese with a school in such a place"),
]
CATEGORIES = [(one, f"Category {one}") for one in "123456"]
FIVE, SIX, EITHER = "5", "6", "5or6"
PLACES = ("first", "second", "third", "fourth")


def _refuse_bands(values: Values, others: Sequence[Values]) -> str:
    """Of those that count alike: more people never get less off."""
    alike = [one for one in others if (one["counted"], one["over"]) == (values["counted"], values["over"])]
    bands = sorted((one["people"], one["percent"]) for one in [*alike, values])
    if any(more <= less for (_, less), (_, more) in pairwise(bands)):
        return "Each band takes more off than the one before it. Beside the others this one does not."
    return ""


def _band(row: DiscountBand) -> str:
    return f"{row.percent}% from the {ordinal(row.people)} person"


def _scope(row: DiscountBand) -> str:
    return f"{Counted(row.counted).label}; {Over(row.over).label.lower()}; from {row.people} people"


def _read_criteria(row: ScholarshipRule) -> Values:
    criteria = row.criteria
    return {
        "name": row.name,
        "routes": criteria.get("routes", []),
        "categories": [one for one in criteria.get("categories", []) if len(one) == 1],
        "not_funded": criteria.get("not_funded_types", []),
        "categories_as_at": row.categories_as_at,
    }


def _write_criteria(values: Values) -> Values:
    counted = [*values["categories"], *([EITHER] if {FIVE, SIX} <= set(values["categories"]) else [])]
    criteria = {"routes": values["routes"], "categories": counted, "not_funded_types": values["not_funded"]}
    return {"name": values["name"], "criteria": criteria, "categories_as_at": values["categories_as_at"]}


def _refuse_criteria(*, routes: list[str], categories: list[str], not_funded: list[str], **_: Any) -> str:
    if "category" in routes and not categories:
        return "Say which categories count."
    if not all(code.isascii() and code.isdigit() and len(code) == 2 for code in not_funded):
        return "Each type of establishment is a code of two figures, such as 10 or 24."
    return ""


def _read_order(row: PreferenceOrder) -> Values:
    return {"name": row.name} | dict.fromkeys(PLACES, "") | dict(zip(PLACES, row.criteria, strict=False))


def _chosen(values: Values) -> list[str]:
    return [values[place] for place in PLACES if values[place]]


def _refuse_order(**values: Any) -> str:
    chosen = _chosen(values)
    return "" if chosen and len(set(chosen)) == len(chosen) else "Choose at least one, and each once."


def _refuse_deferral(*, reasons: list[str], judged: list[str], **_: Any) -> str:
    return "" if set(judged) <= set(reasons) else "What a person judges is one of the reasons that are accepted."


def _refuse_sponsor(*, behaviours: list[dict[str, str]], scale: list[str], remind_after: list[int], **_: Any) -> str:
    if len({one["key"] for one in behaviours}) < len(behaviours):
        return "Two behaviours have the same key."
    if any(later <= earlier for earlier, later in pairwise(remind_after)):
        return "Each reminder comes after the one before it."
    return "" if len(scale) == len(PLACES) else "The scale has four steps, the lowest first."


def _defer_codes() -> list[tuple[str, str]]:
    kind = Reason.objects.filter(kind=ReasonKind.DEFER)
    return list(dict(kind.order_by("position", "from_on").values_list("code", "label")).items())


def _key(typed: str) -> str:
    if not typed.isascii() or not typed.replace("_", "").isalnum():
        raise ValueError("the key has letters, figures and _ only.")
    return text.line(typed, max_length=30)


def _named(typed: str) -> str:
    if not typed:
        raise ValueError("a part is empty.")
    return typed


POLICIES = [
    DatedPolicy(
        DiscountBand,
        "Discounts",
        PRICES,
        "price_rule",
        keys={
            "counted": OneOf("Who counts together", choices=Counted),
            "over": OneOf("Over", choices=Over),
            "people": Says("From how many people?", least=2),
        },
        fields={"percent": Says("Percent off", least=1, most=100)},
        is_list=True,
        notice_days=1,
        note="The best band that somebody reaches counts. Each quote stands as it was given: whoever applied earlier "
        "keeps their price when a later person reaches a higher band.",
        sentence=_band,
        named=_scope,
        refuse_among=_refuse_bands,
    ),
    DatedPolicy(
        ScholarshipRule,
        "Who gets a scholarship",
        PRICES,
        "price_rule",
        fields={
            "name": Says("Name of this version"),
            "routes": Several("Eligible are publicly funded schools", choices=ROUTES),
            "categories": Several("Categories that count", choices=CATEGORIES, optional=True),
            "not_funded": Lines(
                "Types of establishment that are not publicly funded",
                hint="Their two-figure codes in the school register, one on each line.",
                optional=True,
            ),
            "categories_as_at": Says("The categories are as at"),
        },
        notice_days=1,
        note="Districts count by the list of categories in use on the day.",
        refuse=_refuse_criteria,
        read=_read_criteria,
        write=_write_criteria,
    ),
    DatedPolicy(
        PreferenceOrder,
        "Order of preference when funds are short",
        PRICES,
        "price_rule",
        fields={"name": Says("Name of this order")}
        | {place: OneOf(place.capitalize(), choices=Preference, empty="Nothing more") for place in PLACES},
        notice_days=1,
        note="Equal people come in the order in which they applied. Two orders are published, and they disagree. The "
        "Humber partner’s: opportunity area, free school meals, ethnicity, opportunity area below the floor. The STAR "
        "Institute’s: opportunity area below the floor, opportunity area, free school meals, ethnicity.",
        refuse=_refuse_order,
        read=_read_order,
        write=lambda values: {"name": values["name"], "criteria": _chosen(values)},
    ),
    DatedPolicy(
        PayerRule,
        "Reminders who pays",
        PRICES,
        "price_rule",
        fields={
            "remind_after": Numbers("Reminded after", "working days", most=250, hint="With spaces, such as 3 7 12."),
            "staff_after": Says("Stands before staff after", "working days", least=1, most=250),
        },
        notice_days=1,
        note="Of people whose scholarship failed, until they say how they go on.",
        refuse=lambda remind_after, staff_after: refuse_schedule(remind_after, staff_after),
    ),
    DatedPolicy(
        DeferralRule,
        "Starting later",
        DECIDING,
        "application",
        verb="E",
        fields={
            "notice_days": Says("Asked for, before the start", "days", most=365),
            "months": Says("Later by at most", "months", most=60),
            "intakes": Says("And by at most", "intakes", most=20),
            "reasons": Several("Reasons that are accepted", choices=_defer_codes),
            "judged": Several("Of these, a person judges", choices=_defer_codes, optional=True),
        },
        refuse=_refuse_deferral,
    ),
    DatedPolicy(
        ReopeningRule,
        "Opening an application again",
        DECIDING,
        "application",
        verb="E",
        fields={"days": Says("Possible after registration closed for", "days", most=1_000)},
        note="Later only with a reason.",
    ),
    DatedPolicy(
        SponsorRules,
        "Sponsors",
        DECIDING,
        "application",
        verb="E",
        fields={
            "undertakings": Lines(
                "What a sponsor undertakes", hint="A sentence on each line. It may name {name} and {school}."
            ),
            "behaviours": Table(
                "What is rated before a gateway",
                hint="One on each line: its key, its name and its description, with | between. A key stays as it is.",
                parts={"key": _key, "name": _named, "description": _named},
                line=lambda row: f"{row['name']}: {row['description']}",
            ),
            "scale": Lines("The four steps of the scale", hint="The lowest first, one on each line."),
            "remind_after": Numbers("Reminded after asking", "working days", most=250),
            "remind_before": Numbers("Reminded before registration closes", "days", most=250, optional=True),
            "link_days": Says("A link works for", "days", least=1),
            "acceptance": Says("Acceptance needs"),
        },
        note="A confirmation keeps the rules it was given by.",
        refuse=_refuse_sponsor,
    ),
    DatedPolicy(
        Reason,
        "Reasons for declining, withdrawing and deferring",
        DECIDING,
        "application",
        verb="E",
        keys={"kind": Says("For")},
        made_from=("code", "label"),
        fields={"label": Says("Reason"), "words": Says("Words we propose", optional=True)},
        is_list=True,
        note="What was written before keeps its words. The code of a reason stays, so that it can be counted.",
    ),
]
