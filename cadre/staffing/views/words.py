"""What the office reads of a suggestion as a whole."""

from collections.abc import Mapping

from cadre.lib.words import counted
from cadre.staffing.models import Suggestion


def figures(found: Suggestion, lacking: Mapping[str, int]) -> list[tuple[str, object, str]]:
    levels = found.levels
    return [
        ("Groups led", levels["led"], f"of {found.groups}; {found.bounds['led']} is proven to be the most"),
        ("With two", levels["second"], counted(lacking["alone"], "group has one alone", "groups have one alone")),
        ("Nobody leads", lacking["unled"], "each with the reason below"),
        ("First events visited", levels["visited"], "by a quality lead"),
    ]


def certificate(found: Suggestion) -> list[str]:
    """How near it is to the best, in plain words."""
    worth, bound = found.levels["worth"], found.bounds["worth"]
    share = 100 * worth / bound if bound else 100.0
    near = (
        f"It reaches {share:.1f} % of what no staffing can pass, proven. That counts groups led first, then second "
        "facilitators, then dates, distance and an even load."
    )
    if found.levels["led"] >= found.bounds["led"]:
        near_led = "It is proven that no staffing leads more groups."
    else:
        near_led = f"It is proven that no staffing leads more than {counted(found.bounds['led'], 'group')}."
    hand = found.hand
    by_hand = f"Giving each group its best in turn would lead {hand['led']} and give {hand['second']} a second."
    return [near_led, near, by_hand]
