from datetime import date

import pytest

from cadre.scheduling.rules.arrangements import arrangements_shown
from cadre.scheduling.rules.confirmation import refuse_confirmation
from cadre.scheduling.rules.staffing import Fit, km_between, proposal_order

READY = {"people": 12, "minimum": 12, "picked": 3, "total": 3, "staffed": True, "override_reason": ""}


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, []),
        ({"people": 30}, []),
        ({"people": 11}, ["1 short of 12. Give the reason to run it all the same."]),
        ({"people": 11, "override_reason": "  "}, ["1 short of 12. Give the reason to run it all the same."]),
        ({"people": 11, "override_reason": "Agreed with the trust."}, []),
        ({"people": 0, "override_reason": "Agreed with the trust."}, ["Nobody is enrolled."]),
        ({"picked": 2}, ["1 of 3 dates is not picked."]),
        ({"picked": 1}, ["2 of 3 dates are not picked."]),
        ({"picked": 0, "total": 0}, ["The intake has no face-to-face events yet."]),
        ({"staffed": False}, ["No lead facilitator is assigned."]),
        (
            {"people": 4, "picked": 0, "staffed": False},
            [
                "8 short of 12. Give the reason to run it all the same.",
                "3 of 3 dates are not picked.",
                "No lead facilitator is assigned.",
            ],
        ),
    ],
)
def test_a_refused_confirmation_lists_all_that_is_missing(changes, missing):
    assert refuse_confirmation(**(READY | changes)) == missing


EVENT = {"starts_on": date(2027, 3, 3), "ends_on": date(2027, 3, 4)}


@pytest.mark.parametrize(
    ("confirmed_on", "today", "shown"),
    [
        (None, date(2027, 2, 2), False),
        (None, date(2027, 2, 3), True),
        (date(2026, 12, 14), date(2026, 12, 13), False),
        (date(2026, 12, 14), date(2026, 12, 14), True),
        (date(2027, 2, 20), date(2027, 2, 3), True),
        (date(2026, 12, 14), date(2027, 3, 18), True),
        (date(2026, 12, 14), date(2027, 3, 19), False),
    ],
)
def test_arrangements_show_from_confirmation_or_28_days_before_to_14_days_after(confirmed_on, today, shown):
    assert arrangements_shown(**EVENT, confirmed_on=confirmed_on, today=today) is shown


def test_distance_is_straight_and_unknown_when_a_place_is():
    assert km_between((430_000, 360_000), (433_000, 364_000)) == 5
    assert km_between((430_000, 360_000), (None, None)) is None


def test_the_accredited_the_free_and_the_near_come_first():
    people = {
        "near and free": (Fit(True, "NPQSL"), 4, 3),
        "far and free": (Fit(True, "NPQSL"), 90, 0),
        "unknown place": (Fit(True, "NPQSL"), None, 0),
        "near, booked": (Fit(True, "NPQSL", ["booked on 29 Apr 2027"]), 2, 0),
        "not accredited": (Fit(False, "NPQSL"), 1, 0),
    }
    assert sorted(people, key=lambda name: proposal_order(*people[name])) == list(people)
    assert people["not accredited"][0].warnings == ["not accredited for NPQSL"]
