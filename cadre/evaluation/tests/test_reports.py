"""Who reads which report, and how it updates itself."""

import pytest
from django.test import Client

from tests import world
from tests.scenes import kept


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
@kept
def readers(full_day):
    return {
        "facilitator": full_day.dev.user,
        "partner": world.a_partner_lead(full_day.partner),
        "office": world.an_officer(),
    }


def address(full_day, audience):
    return f"/{audience}/events/{full_day.event.ref}/evaluation/"


@pytest.mark.parametrize("audience", ["facilitator", "partner", "office"])
def test_its_facilitators_its_partner_and_the_office_read_it(full_day, readers, audience):
    full_day.answers(7, 8, 9)
    client = signed_in(readers[audience])
    words = client.get(address(full_day, audience)).content.decode()
    assert "What the group said" in words
    assert "Comment of 8" in words
    assert "Dev Anand was expert and engaging" in words
    assert ("Sara Linden was expert" in words) == (audience != "facilitator")
    listed = client.get(f"/{audience}/evaluations/").content.decode()
    assert address(full_day, audience) in listed


def test_a_list_of_reports_is_filtered_and_is_a_file_for_whom_the_matrix_lets(full_day, readers):
    full_day.answers(7, 8, 9)
    for audience, takes in {"partner": True, "facilitator": False, "office": True}.items():
        client, place = signed_in(readers[audience]), f"/{audience}/evaluations/"
        for query, found in {"": 1, f"q={full_day.event.group.ref}": 1, "q=nothing": 0, "sort=score": 1}.items():
            assert len(client.get(f"{place}?{query}").context["listing"].rows) == found, (audience, query)
        answer = client.get(f"{place}?format=csv")
        assert (answer.streaming and full_day.event.group.ref in answer.getvalue().decode()) == takes, audience


def test_a_strangers_report_answers_like_a_missing_one(full_day, readers):
    full_day.answers(7, 8, 9)
    strangers = {
        "facilitator": world.a_facilitator("Another Facilitator").user,
        "partner": world.a_partner_lead(world.a_partner("Maun Valley Alliance"), "Another Lead"),
    }
    for audience, user in strangers.items():
        assert signed_in(readers[audience]).get(address(full_day, audience)).status_code == 200
        page = signed_in(user).get(address(full_day, audience))
        missing = signed_in(user).get(f"/{audience}/events/no-such-event/evaluation/")
        assert (page.status_code, missing.status_code) == (404, 404)
        assert address(full_day, audience) not in signed_in(user).get(f"/{audience}/evaluations/").content.decode()
    assert Client().get(address(full_day, "partner")).status_code == 302


def test_two_answers_show_their_number_and_no_score(full_day, readers):
    full_day.answers(8, 9)
    words = signed_in(readers["partner"]).get(address(full_day, "partner")).content.decode()
    assert "Scores appear with one more answer" in words
    assert "Comment of" not in words
    assert "expert and engaging" not in words
    assert "from 3 answers" in signed_in(readers["partner"]).get("/partner/evaluations/").content.decode()


def test_the_report_is_fetched_anew_only_when_it_has_changed(full_day, readers):
    full_day.answers(7, 8)
    client = signed_in(readers["partner"])
    page = client.get(address(full_day, "partner"))
    seen = f"{address(full_day, 'partner')}?seen=7-2-0"
    assert seen in page.content.decode()
    assert client.get(seen, headers={"HX-Request": "true"}).status_code == 204
    full_day.answers(9)
    fragment = client.get(seen, headers={"HX-Request": "true"})
    words = fragment.content.decode()
    assert (fragment.status_code, "<html" in words, "?seen=7-3-3" in words, "Comment of 9" in words) == (
        200,
        False,
        True,
        True,
    )


def test_a_look_that_finds_nothing_new_is_cheap(full_day, readers, django_assert_max_num_queries):
    client = signed_in(readers["partner"])
    with django_assert_max_num_queries(5):
        client.get(f"{address(full_day, 'partner')}?seen=7-0-0", headers={"HX-Request": "true"})


@pytest.mark.parametrize("events", [1, 10])
def test_a_list_of_reports_costs_the_same_for_any_number(db, at_now, events, django_assert_num_queries):
    from cadre.evaluation.tests.conftest import a_day

    partner = world.a_partner()
    lead = world.a_partner_lead(partner)
    for _ in range(events):
        day = a_day("Fiona")
        day.event.group.partner = partner
        day.event.group.save()
        day.complete({"Fiona": "attended"})
    client = signed_in(lead)
    client.get("/partner/evaluations/")
    with django_assert_num_queries(8):
        assert client.get("/partner/evaluations/").content.decode().count("0 of 1") == events


def test_comments_are_words_and_never_markup(full_day, readers):
    from cadre.evaluation.actions import submit_answers
    from cadre.evaluation.models import Invitation

    full_day.answers(7, 8)
    last = Invitation.objects.filter(has_answered=False).first()
    submit_answers(last, full_day.given(9, "<script>alert(1)</script>"), now=world.NOW)
    words = signed_in(readers["office"]).get(address(full_day, "office")).content.decode()
    assert "&lt;script&gt;alert(1)" in words
    assert "<script>alert" not in words
