"""Funds for scholarships: entered with a source, never two for one day; who waits, in order."""

from datetime import date, timedelta

import pytest

from cadre.applications.actions import funds as actions
from cadre.applications.models import Confirmation, ScholarshipFund
from cadre.applications.rules.dated import Period, overlapping
from cadre.applications.states import Answered
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from tests import world
from tests.scenes import kept

TODAY = world.TODAY
NEW_FUND = "/office/applications/scholarships/fund/new/"
TYPED = {
    "name": "Spring",
    "places": "20",
    "amount": "",
    "per_school": "",
    "from_on": "01/01/2027",
    "last_on": "31/08/2027",
    "source": "Letter of December",
}


def day(number: int) -> date:
    return date(2027, 1, number)


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
@kept
def finance(db):
    return world.an_officer("Martin Hale", "finance")


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


def test_finance_enters_a_fund_and_operations_only_read(client, finance):
    client.force_login(world.an_officer())
    assert client.post(NEW_FUND, TYPED).status_code == 404
    client.force_login(finance)
    assert client.get(NEW_FUND).status_code == 200
    assert client.post(NEW_FUND, TYPED).status_code == 302
    made = ScholarshipFund.objects.get()
    assert (made.places, made.pence, made.to_on) == (20, None, date(2027, 9, 1))
    assert Entry.objects.filter(happening="applications.rule_added").count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"places": "", "amount": ""}, "places"),
        ({"amount": "5"}, "places"),
        ({"places": "-5"}, "places"),
        ({"source": " "}, "source"),
        ({"from_on": "30/02/2027"}, "from_on"),
        ({"last_on": "31/12/2026"}, "last_on"),
        ({"last_on": "31/12/9999"}, "last_on"),
    ],
)
def test_bad_input_is_said_at_its_field_and_writes_nothing(client, finance, changed, field):
    client.force_login(finance)
    answer = client.post(NEW_FUND, TYPED | changed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not ScholarshipFund.objects.exists()


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


def test_who_waits_is_filtered_and_nobody_takes_it_away(client, offering, finance):
    for number, name in enumerate(["Amina Yusuf", "Tom Reed", "Ife Adebayo"]):
        row = world.an_application(name, offering=offering, payable=0)
        row.submitted_at = world.NOW + timedelta(hours=number)
        row.save()
        Confirmation.objects.create(application=row, state=Answered.TO_APPLY, opened_at=world.NOW)
    asked, page = {"fund": fund(finance).pk}, "/office/applications/scholarships/fund/"

    def names(**more):
        return [str(row) for _, row in client.get(page, asked | more).context["listing"].rows]

    for whose in (finance, world.an_officer()):
        client.force_login(whose)
        assert names() == ["Amina Yusuf", "Tom Reed", "Ife Adebayo"]
        assert (names(q="TOM"), names(within="no"), names(within="x")) == (["Tom Reed"], ["Ife Adebayo"], names())
        shown = client.get(page, asked | {"format": "csv", "show": "50"})
        assert ("CSV<span" in shown.content.decode(), shown.context["ticked"]) == (False, 2)
