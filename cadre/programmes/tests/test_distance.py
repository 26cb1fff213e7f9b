"""The distance model in versions: an intake is laid out by the one of its start, and what is laid out stays."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cadre.lib.errors import Refusal
from cadre.programmes import actions, reference
from cadre.programmes.models import DeliveryElement, Qualification, TimelineElement
from cadre.programmes.queries.distance import distance_versions
from cadre.programmes.rules.distance import Meeting, wrong_meetings
from cadre.programmes.states import ElementKind, Pathway
from tests import world
from tests.world import TODAY

FIRST, LATER = date(2017, 9, 1), date(2027, 9, 1)
TWO = [Meeting("Kick-off", 0, 12), Meeting("Half time", 10, 5)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=1, max_size=6))
def test_windows_are_taken_exactly_when_no_day_is_in_two_of_them(windows):
    meetings = [Meeting(f"Event {at}", weeks, days) for at, (weeks, days) in enumerate(windows)]
    taken = [day for weeks, days in windows for day in range(weeks * 7, weeks * 7 + days)]
    assert (wrong_meetings(meetings) is None) == (len(taken) == len(set(taken)))


@pytest.mark.django_db
def test_a_version_lays_out_what_starts_from_its_day_and_is_kept_when_facts_are_loaded_again():
    reference.load(TODAY)
    ruth, npqsl = world.an_officer(), Qualification.objects.get(code="NPQSL")

    def intake(name, starts_on):
        days = {"opens_on": TODAY, "closes_on": starts_on - timedelta(days=30), "starts_on": starts_on}
        said = {"qualifications": [npqsl], "by": ruth, "today": TODAY, "opens_reason": "A trial"}
        made = actions.open_intake(name=name, slug=name.lower(), **days, **said)
        rows = TimelineElement.objects.filter(offering__intake=made, pathway=Pathway.DISTANCE)
        return list(rows.filter(kind=ElementKind.ONLINE_EVENT).values_list("title", flat=True)), rows.count()

    before = intake("Before", LATER - timedelta(days=1))
    facts = {"from_on": LATER, "source": "A trial", "by": ruth, "today": TODAY}
    actions.add_distance_model(npqsl, TWO, **facts)
    reference.load(TODAY)
    after = intake("After", LATER)
    assert before[0] == ["Online event 1", "Online event 2", "Online event 3"]
    assert after == (["Kick-off", "Half time"], before[1] - 1)
    assert [(one.from_on, one.source, len(one.events)) for one in distance_versions(npqsl)] == [
        (LATER, "A trial", 2),
        (FIRST, "EXAMPLE: no source says how distance learning is delivered", 3),
    ]
    in_person = npqsl.model_for(Pathway.IN_PERSON, LATER)
    assert set(in_person.values_list("from_on", flat=True)) == {FIRST}
    rows = DeliveryElement.objects.count()
    for wrong, words in (
        ({"from_on": TODAY}, "tomorrow"),
        ({"from_on": LATER}, "already"),
        ({"source": " "}, "where it is from"),
    ):
        with pytest.raises(Refusal, match=words):
            actions.add_distance_model(npqsl, TWO, **facts | wrong)
    for meetings in ([], [TWO[0], TWO[0]], [Meeting(str(at), at * 2, 5) for at in range(13)]):
        with pytest.raises(Refusal):
            actions.add_distance_model(npqsl, meetings, **facts | {"from_on": LATER + timedelta(days=1)})
    assert DeliveryElement.objects.count() == rows


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
def test_the_office_writes_a_version_and_keeps_what_was_typed(client):
    reference.load(TODAY)
    client.force_login(world.an_officer())
    here = reverse("office:programmes:distance_model", args=["npqsl"])
    page = client.get(here).content.decode()
    assert 'value="Online event 3"' in page
    typed = {"title_0": "Kick-off", "weeks_0": "0", "days_0": "12", "from_on": "1/9/2027", "source": "A trial"}
    for wrong, words in (
        ({"days_0": ""}, "Fill in the whole line"),
        ({"weeks_0": "x"}, "number in figures"),
        ({"days_0": "61"}, "60 at most"),
        ({"from_on": "24/11/2026"}, "tomorrow at the earliest"),
        ({"title_1": "More", "weeks_1": "1", "days_1": "5"}, "is not over when"),
    ):
        answer = client.post(here, typed | wrong)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), wrong
        assert 'value="Kick-off"' in answer.content.decode()
    assert client.post(here, typed).status_code == 302
    assert "Kick-off: week 0, 12 days" in client.get(here).content.decode()
    client.force_login(world.an_officer(role="finance"))
    assert client.get(here).status_code == 404
