"""The shipped facts, and intakes planned from them."""

from datetime import date, time

import pytest
from django.core.management import call_command

from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.programmes import actions, queries, reference
from cadre.programmes.models import DayTimes, GroupSizeRule, Intake, ListFee, Qualification
from cadre.programmes.states import MEETINGS, ElementKind, Pathway
from tests.scenes import kept
from tests.world import TODAY, an_officer

pytestmark = pytest.mark.django_db
DAYS = {"opens_on": date(2026, 9, 15), "closes_on": date(2026, 12, 11), "starts_on": date(2027, 3, 1)}


@pytest.fixture(autouse=True)
@kept
def published():
    reference.load(TODAY)


def spring(**changes) -> Intake:
    given = (
        {"name": "Spring 2027", "slug": "spring-2027", "qualifications": Qualification.objects.all()} | DAYS | changes
    )
    return actions.open_intake(**given, by=an_officer(), today=TODAY)


def test_the_four_qualifications_have_their_published_facts():
    facts = Qualification.objects.values_list(
        "code", "in_person_days", "guided_hours", "diagnostics", "has_coaching", "coaching_hours"
    )
    assert list(facts) == [
        ("NPQML", 3, 84, 2, False, None),
        ("NPQSL", 3, 84, 2, False, None),
        ("NPQH", 5, 106, 2, True, None),
        ("NPQEL", 6, 115, 2, True, None),
    ]
    fees = [queries.fee_on(one, TODAY) for one in Qualification.objects.all()]
    assert fees == [95_000, 125_000, 225_000, 495_000]


def test_the_face_to_face_days_of_each_delivery_model_add_up():
    for one in Qualification.objects.all():
        assert sum(row.days for row in one.delivery_model.filter(kind="face_to_face")) == one.in_person_days


def test_at_a_distance_online_events_stand_in_for_days_and_the_rest_is_the_same():
    """The distance model is an example, and every one of its rows says so."""
    for one in Qualification.objects.all():
        models = {pathway: one.delivery_model.filter(pathway=pathway) for pathway in Pathway}
        alike = [
            list(model.exclude(kind__in=MEETINGS).values_list("kind", "number", "title", "after_weeks", "hours"))
            for model in models.values()
        ]
        assert alike[0] == alike[1] != []
        meetings = models[Pathway.DISTANCE].filter(kind__in=MEETINGS)
        assert set(meetings.values_list("kind", "days")) == {(ElementKind.ONLINE_EVENT, 1)}
        assert meetings.count() == one.in_person_days
        assert all(row.source.startswith("EXAMPLE") for row in models[Pathway.DISTANCE])


def test_shared_rules_name_their_source():
    rule, times = GroupSizeRule.objects.get(), DayTimes.objects.get(pathway=Pathway.IN_PERSON)
    assert (rule.minimum, rule.size) == (12, 24)
    assert "proposal" in rule.source
    assert (times.arrival, times.starts, times.ends) == (time(8, 30), time(9), time(16))


def test_loading_again_keeps_a_fee_that_staff_have_dated():
    fee = ListFee.objects.get(qualification__code="NPQSL")
    fee.to_on = date(2027, 9, 1)
    fee.save()
    ListFee.objects.create(qualification=fee.qualification, pence=130_000, from_on=date(2027, 9, 1), source="a letter")
    call_command("load_reference")
    assert queries.fee_on(fee.qualification, date(2027, 8, 31)) == 125_000
    assert queries.fee_on(fee.qualification, date(2027, 9, 1)) == 130_000
    assert ListFee.objects.filter(qualification=fee.qualification).count() == 2


def test_a_planned_intake_has_every_window_of_every_qualification():
    intake = spring()
    days = intake.offerings.get(qualification__code="NPQSL").timeline.filter(kind="face_to_face")
    assert [(one.title, one.starts_on, one.ends_on) for one in days] == [
        ("Day 1", date(2027, 3, 1), date(2027, 3, 12)),
        ("Day 2", date(2027, 4, 26), date(2027, 5, 7)),
        ("Day 3", date(2027, 9, 13), date(2027, 9, 24)),
    ]
    online = intake.offerings.get(qualification__code="NPQSL").timeline.filter(kind="online_event")
    assert [(one.pathway, one.starts_on) for one in online] == [("distance", one.starts_on) for one in days]
    timeline = intake.offerings.get(qualification__code="NPQEL").timeline.along(Pathway.IN_PERSON)
    windows = timeline.filter(kind="submission")
    assert list(windows.values_list("number", flat=True)) == [12, 15, 18]
    assert [str(one.sentence) for one in Entry.objects.about(intake)] == [
        "Ruth Adeyemi planned Spring 2027: NPQML, NPQSL, NPQH, NPQEL"
    ]


def test_planning_again_adds_nothing():
    intake = spring()
    assert actions.plan_intake(intake, Qualification.objects.all(), by=an_officer()) == []
    assert Entry.objects.about(intake).count() == 1


def test_without_an_opening_day_registration_opens_after_the_last_intake():
    spring()
    assert spring(
        name="Autumn 2027", slug="autumn-2027", opens_on=None, closes_on=date(2027, 7, 9), starts_on=date(2027, 9, 13)
    ).opens_on == date(2026, 12, 12)


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"opens_on": None}, "opens_on", "Give the day on which registration opens."),
        (
            {"closes_on": date(2026, 9, 14)},
            "closes_on",
            "Registration opens on 15 September 2026, so it cannot close before.",
        ),
        ({"starts_on": date(2026, 12, 11)}, "starts_on", "Registration closes on 11 December 2026. Start after that."),
    ],
)
def test_an_intake_out_of_order_is_refused_and_nothing_is_kept(changes, field, why):
    with pytest.raises(Refusal) as refusal:
        spring(**changes)
    assert (str(refusal.value), refusal.value.field, Intake.objects.count()) == (why, field, 0)


def test_a_name_is_given_once():
    spring()
    with pytest.raises(Refusal, match="There is an intake called Spring 2027 already"):
        spring()
