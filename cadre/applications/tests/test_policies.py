"""Dated rules: a new version from a day on, never a change of the past; gaps and overlaps are said."""

from datetime import date, timedelta

import pytest

from cadre.applications.actions import policies as actions
from cadre.applications.models import (
    Confirmation,
    DiscountBand,
    PayerRule,
    PreferenceOrder,
    ScholarshipFund,
    ScholarshipRule,
)
from cadre.applications.policies import rule_tables
from cadre.applications.replay import replay
from cadre.applications.rules.dated import Period, gaps, overlapping
from cadre.applications.states import Answered, Counted, Over
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from tests import world

TODAY, TOMORROW = world.TODAY, world.TODAY + timedelta(days=1)
RULES = "/office/applications/rules/"


def day(number: int) -> date:
    return date(2027, 1, number)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([], []),
        ([(1, None)], []),
        ([(1, 5), (5, None)], []),
        ([(1, 5), (6, None)], [(5, 6)]),
        ([(6, None), (1, 5)], [(5, 6)]),
        ([(1, 9), (3, 5), (9, None)], []),
        ([(1, 5)], [(5, None)]),
        ([(1, 5), (7, 9)], [(5, 7), (9, None)]),
    ],
)
def test_a_gap_is_a_day_between_the_first_and_the_last_on_which_nothing_holds(periods, expected):
    found = gaps([Period(day(one), to and day(to)) for one, to in periods])
    assert [(one.from_on.day, one.to_on and one.to_on.day) for one in found] == expected


@pytest.mark.parametrize(
    ("new", "old", "overlaps"),
    [
        ((1, 5), (5, 9), False),
        ((1, 6), (5, 9), True),
        ((8, 12), (5, 9), True),
        ((9, 12), (5, 9), False),
        ((1, None), (5, 9), True),
        ((9, None), (5, 9), False),
        ((1, 3), (2, None), True),
        ((6, 7), (5, 9), True),
    ],
)
def test_periods_overlap_when_they_share_a_day(new, old, overlaps):
    first, second = (Period(day(one), to and day(to)) for one, to in (new, old))
    assert bool(overlapping(first, [second])) is overlaps
    assert bool(overlapping(second, [first])) is overlaps


@pytest.fixture
def finance(db):
    return world.an_officer("Martin Hale", "finance")


def discount(finance, bands, *, from_on=TOMORROW, counted=Counted.PAYER, over=Over.ALL, source="Letter of May"):
    return actions.add_discount_bands(
        counted=counted, over=over, bands=bands, from_on=from_on, source=source, by=finance, today=TODAY
    )


def on(when):
    return sorted((band.people, band.percent) for band in DiscountBand.objects.on(when))


def test_new_bands_hold_from_their_day_and_the_old_ones_until_the_day_before(offering, finance):
    discount(finance, [(3, 5), (6, 12)])
    assert (on(TODAY), on(TOMORROW)) == ([(2, 10), (4, 15), (8, 20)], [(3, 5), (6, 12)])
    assert Entry.objects.filter(happening="applications.rule_added").get().sentence == (
        "Martin Hale added 5% from 3 people, 12% from 6 people (the people that one payer pays for; all qualifications "
        "together), from 25 November 2026"
    )


def test_another_way_of_counting_stands_beside_and_no_bands_end_one(offering, finance):
    discount(finance, [(10, 30)], counted=Counted.TRUST)
    assert on(TOMORROW) == [(2, 10), (4, 15), (8, 20), (10, 30)]
    discount(finance, [], from_on=TOMORROW)
    assert on(TOMORROW) == [(10, 30)]


def test_what_was_quoted_before_comes_out_the_same(submitted, finance):
    discount(finance, [(2, 90)])
    assert [fault for _, fault in replay()] == [""]


@pytest.mark.parametrize(
    ("bands", "more", "field"),
    [
        ([(2, 10)], {"from_on": TODAY}, "from_on"),
        ([(2, 10)], {"from_on": TODAY - timedelta(days=400)}, "from_on"),
        ([(2, 10)], {"source": " "}, "source"),
        ([(1, 10)], {}, "bands"),
        ([(4, 10), (3, 15)], {}, "bands"),
        ([(2, 10), (4, 10)], {}, "bands"),
        ([(2, 10), (4, 5)], {}, "bands"),
        ([(2, 0)], {}, "bands"),
        ([(2, 101)], {}, "bands"),
    ],
)
def test_bands_that_would_change_the_past_or_make_no_sense_are_refused(offering, finance, bands, more, field):
    with pytest.raises(Refusal) as refusal:
        discount(finance, bands, **more)
    assert refusal.value.field == field
    assert DiscountBand.objects.count() == 3


def test_a_version_before_one_that_is_written_already_is_refused(offering, finance):
    discount(finance, [(3, 5)], from_on=TODAY + timedelta(days=10))
    with pytest.raises(Refusal, match="Another version from 4 December 2026"):
        discount(finance, [(3, 6)], from_on=TODAY + timedelta(days=5))


def fund(finance, **changed):
    given = {
        "name": "Spring",
        "places": 2,
        "pence": None,
        "per_school": None,
        "from_on": date(2027, 1, 1),
        "to_on": date(2027, 9, 1),
        "source": "Letter",
        "by": finance,
    }
    return actions.add_fund(**given | changed)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"pence": 5}, "places"),
        ({"places": None}, "places"),
        ({"source": ""}, "source"),
        ({"to_on": date(2027, 1, 1)}, "last_on"),
        ({"from_on": date(2027, 8, 31), "to_on": date(2028, 1, 1)}, "from_on"),
    ],
)
def test_a_fund_that_overlaps_or_counts_twice_is_refused(finance, changed, field):
    fund(finance)
    with pytest.raises(Refusal) as refusal:
        fund(finance, **changed)
    assert refusal.value.field == field
    assert ScholarshipFund.objects.count() == 1


def test_the_tables_say_what_holds_what_is_an_example_and_where_nothing_holds(offering, finance):
    DiscountBand.objects.update(to_on=TODAY + timedelta(days=7))
    discounts, rules, orders, funds, reminders = rule_tables(TODAY)
    assert [(row.value, row.state, row.is_example) for row in discounts.rows] == [
        ("10% from the second person, 15% from the fourth person, 20% from the eighth person", "in force", True)
    ]
    assert discounts.gaps == ["Nothing holds from 1 December 2026 on."]
    assert "category 5 or 6" in rules.rows[0].value
    assert orders.rows[0].value.startswith("Opportunity area, then School with more than 30%")
    assert funds.rows == []
    assert reminders.rows[0].value == "Reminded after 3, 7 and 12; for staff after 15"


NEW = {
    "discount": {"counted": "trust", "over": "all", "people_1": "5", "percent_1": "12"},
    "scholarship": {
        "name": "Rule of 2027",
        "routes": ["category", "trust"],
        "categories": ["5", "6"],
        "not_funded_types": "10 11",
        "categories_as_at": "31/03/2016",
    },
    "preference": {"name": "STAR", "criterion_1": "fsm_over_30", "criterion_2": "opportunity_area"},
    "payer": {"remind_after": "2, 5 9", "staff_after": "12"},
    "fund": {"name": "Spring", "places": "20", "amount": "", "per_school": "", "last_on": "31/08/2027"},
}
COMMON = {"from_on": "01/01/2027", "source": "Letter of December"}


@pytest.mark.parametrize("kind", NEW)
def test_finance_adds_each_kind_on_its_page_and_operations_only_read(client, offering, finance, kind):
    client.force_login(world.an_officer())
    assert client.get(RULES).status_code == 200
    assert client.post(f"{RULES}{kind}/", NEW[kind] | COMMON).status_code == 404
    client.force_login(finance)
    assert client.get(f"{RULES}{kind}/").status_code == 200
    answer = client.post(f"{RULES}{kind}/", NEW[kind] | COMMON)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Entry.objects.filter(happening="applications.rule_added").count() == 1
    assert "Letter of December" in client.get(RULES).content.decode()


def test_what_is_added_is_what_was_typed(client, offering, finance):
    client.force_login(finance)
    for kind, typed in NEW.items():
        client.post(f"{RULES}{kind}/", typed | COMMON)
    rule, order, money = ScholarshipRule.objects.last(), PreferenceOrder.objects.last(), ScholarshipFund.objects.get()
    assert rule.criteria == {
        "routes": ["category", "trust"],
        "categories": ["5", "6", "5or6"],
        "not_funded_types": ["10", "11"],
    }
    assert order.criteria == ["fsm_over_30", "opportunity_area"]
    reminders = PayerRule.objects.get(to_on=None)
    assert (reminders.remind_after, reminders.staff_after) == ([2, 5, 9], 12)
    assert (money.places, money.pence, money.to_on) == (20, None, date(2027, 9, 1))


@pytest.mark.parametrize(
    ("kind", "changed", "field"),
    [
        ("discount", {"from_on": "24/11/2026"}, "from_on"),
        ("discount", {"from_on": "30/02/2027"}, "from_on"),
        ("discount", {"source": " "}, "source"),
        ("discount", {"people_1": "five"}, "people_1"),
        ("discount", {"people_1": "-5"}, "people_1"),
        ("discount", {"percent_1": ""}, "percent_1"),
        ("discount", {"percent_1": "101"}, "percent_1"),
        ("discount", {"counted": "planet"}, "counted"),
        ("scholarship", {"routes": []}, "routes"),
        ("scholarship", {"categories": []}, "categories"),
        ("scholarship", {"categories": ["7"]}, "categories"),
        ("payer", {"remind_after": "3 x"}, "remind_after"),
        ("payer", {"remind_after": "7 3"}, "remind_after"),
        ("payer", {"staff_after": "5"}, "remind_after"),
        ("payer", {"staff_after": "0"}, "staff_after"),
        ("scholarship", {"not_funded_types": "10 eleven"}, "not_funded_types"),
        ("scholarship", {"name": "x" * 81}, "name"),
        ("preference", {"criterion_1": "", "criterion_2": ""}, "criterion_1"),
        ("preference", {"criterion_2": "fsm_over_30"}, "criterion_1"),
        ("preference", {"criterion_3": "\x00"}, "criterion_3"),
        ("fund", {"places": "", "amount": ""}, "places"),
        ("fund", {"amount": "5"}, "places"),
        ("fund", {"last_on": "31/12/2026"}, "last_on"),
        ("fund", {"last_on": "31/12/9999"}, "last_on"),
    ],
)
def test_bad_input_is_said_at_its_field_and_writes_nothing(client, offering, finance, kind, changed, field):
    client.force_login(finance)
    answer = client.post(f"{RULES}{kind}/", NEW[kind] | COMMON | changed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Entry.objects.filter(happening="applications.rule_added").exists()


def test_bands_that_make_no_sense_are_said_on_the_page(client, offering, finance):
    client.force_login(finance)
    answer = client.post(f"{RULES}discount/", NEW["discount"] | COMMON | {"people_2": "4", "percent_2": "20"})
    assert (answer.status_code, "Each band begins at more people" in answer.content.decode()) == (422, True)


def test_a_published_order_is_filled_in_and_an_unknown_one_is_not(client, offering, finance):
    client.force_login(finance)
    shown = client.get(f"{RULES}preference/", {"preset": "star"}).context["form"]
    assert shown.fields["criterion_1"].initial == "opportunity_area_below_floor"
    assert client.get(f"{RULES}preference/", {"preset": "planet"}).context["form"].fields["name"].initial == ""
    assert client.get(f"{RULES}planet/").status_code == 404


def test_the_fund_page_ranks_who_waits_and_counts_what_is_taken(client, offering, finance):
    for number, (name, state) in enumerate(
        [("Amina Yusuf", "to_apply"), ("Tom Reed", "to_apply"), ("Ife Adebayo", "applied"), ("Sam Hill", "refused")]
    ):
        row = world.an_application(name, offering=offering, payable=0)
        row.submitted_at = world.NOW + timedelta(hours=number)
        row.save()
        Confirmation.objects.create(
            application=row,
            state=Answered(state),
            opened_at=world.NOW,
            applied_on=TODAY if state != "to_apply" else None,
        )
    gone = world.an_application("Eve Long", offering=offering, payable=0, state="withdrawn")
    Confirmation.objects.create(application=gone, opened_at=world.NOW)
    client.force_login(finance)
    assert "No fund is entered" in client.get("/office/applications/scholarships/fund/").content.decode()
    made = fund(finance)
    page = client.get("/office/applications/scholarships/fund/", {"fund": made.pk})
    queue = page.context["queue"]
    assert [(str(row), one.within) for one, row in queue.rows] == [("Amina Yusuf", True), ("Tom Reed", False)]
    assert dict(queue.facts)["Left"] == "1 of 2 places"
    assert "Not known, so not counted" in page.content.decode()
    assert client.get("/office/applications/scholarships/fund/", {"fund": "²"}).status_code == 200
