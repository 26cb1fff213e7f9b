"""What the office, a partner and a candidate see of groups, and what they do there."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cadre.applications.states import State
from cadre.groups.models import Group
from cadre.groups.states import EnrolmentState, GroupState
from cadre.partners.models import AllocationCode
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def office() -> Client:
    return signed_in(world.an_officer())


def board(offering, page: str = "board") -> str:
    return reverse(f"office:groups:{page}", args=[offering.intake.slug, offering.qualification.slug])


def text(answer) -> str:
    """The page as it reads, without markup."""
    body = answer.content.decode()
    body = body[body.index("<main") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def csv(answer) -> list[str]:
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


class TestBoards:
    def test_every_intake_lists_its_qualifications_with_their_totals(self, office):
        short = world.a_group(9)
        world.a_group(12, offering=world.an_offering("NPQH"))
        world.an_application(offering=short.offering)
        said = text(office.get(reverse("office:groups:boards")))
        assert "Spring 2027" in said
        assert "in 17 days" in said
        assert "1 short" in said
        assert "All run" in said

    def test_a_board_says_who_runs_who_is_short_and_what_to_do(self, office):
        peak = world.a_partner(easting=430_000, northing=360_000)
        group = world.a_group(9, partner=peak)
        world.a_group(12, offering=group.offering, partner=world.a_partner("Trent Reach"))
        near = world.a_school("Tansley Moor", easting=433_000, northing=364_000)
        for name in ("Farah Siddiqui", "Owen Bratt", "Rhys Pugh"):
            world.an_application(name, offering=group.offering, school=near, travel_km=25)
        answer = office.get(board(group.offering))
        assert [(row.partner.short_name, row.viability.tag) for row in answer.context["shown"]] == [
            ("Trent", "Runs"),
            ("Peakside", "3 short"),
        ]
        (step,) = answer.context["next_steps"]
        assert step["title"] == "Bring 3 people to Peakside, and it runs"
        assert "Farah Siddiqui, Owen Bratt and 1 more" in step["text"]
        picked = office.get(step["url"])
        assert picked.context["changes"].rows[0] == ("People", [("9", "12", "Runs", "good")])

    def test_people_whose_partner_has_a_group_are_placed_first(self, office):
        group = world.a_group(9)
        world.an_application(preferred_partner=group.partner)
        (step,) = office.get(board(group.offering)).context["next_steps"]
        assert step["title"] == "Place 1 person by code and preferred partner"

    def test_after_the_deadline_a_short_group_is_at_risk_and_never_cancelled(self, office):
        group = world.a_group(9, offering=world.an_offering(intake=world.an_intake("Winter 2026", closes_in=-1)))
        answer = office.get(board(group.offering))
        assert [row.viability.tag for row in answer.context["shown"]] == ["At risk, 3 short"]
        assert "Registration has closed and it is 3 short." in text(answer)
        assert Group.objects.get().state == GroupState.FORMING

    @pytest.mark.parametrize(("show", "expected"), [("", 3), ("short", 1), ("runs", 2), ("room", 2), ("nonsense", 3)])
    def test_groups_are_filtered_and_a_nonsense_filter_does_no_harm(self, office, show, expected):
        offering = world.a_group(9).offering
        world.a_group(12, offering=offering, size=12)
        world.a_group(13, offering=offering)
        assert len(office.get(board(offering), {"show": show}).context["shown"]) == expected

    def test_exactly_the_filtered_groups_are_exported(self, office):
        short = world.a_group(9)
        runs = world.a_group(12, offering=short.offering)
        lines = csv(office.get(board(short.offering), {"show": "short", "format": "csv"}))
        assert len(lines) == 2
        assert lines[1].startswith(short.ref)
        assert runs.ref not in "".join(lines)

    def test_partners_that_were_chosen_without_a_group_are_named(self, office):
        world.an_application(preferred_partner=world.a_partner("Severn Meadow Trust"))
        assert "Severn Meadow Trust" in text(office.get(board(world.an_offering())))

    @pytest.mark.parametrize("page", ["board", "placing", "opening", "waiting"])
    def test_a_board_that_does_not_exist_is_not_found(self, office, page):
        assert office.get(reverse(f"office:groups:{page}", args=["spring-1999", "npqsl"])).status_code == 404


class TestWaiting:
    def test_everybody_without_a_group_is_listed_with_what_the_rule_would_do(self, office):
        group = world.a_group(3)
        world.an_application("Farah Siddiqui", preferred_partner=group.partner)
        world.an_application("Owen Bratt")
        world.an_application("Still Undecided", state=State.SUBMITTED)
        answer = office.get(board(group.offering, "waiting"))
        said = {row.name: (bool(outcome.group), outcome.why) for row, outcome in answer.context["rows"]}
        assert said == {
            "Farah Siddiqui": (True, "By preferred partner"),
            "Owen Bratt": (False, "No code, and no partner chosen."),
        }

    def test_it_is_filtered_by_answer_and_exported(self, office):
        world.an_application("Said Yes", may_offer_local=True)
        world.an_application("Said No", may_offer_local=False)
        world.an_application("Not Asked", may_offer_local=None)
        address = board(world.an_offering(), "waiting")
        names = {
            answer: [row.name for row, _ in office.get(address, {"consent": answer}).context["rows"]]
            for answer in ("yes", "no", "unknown")
        }
        assert names == {"yes": ["Said Yes"], "no": ["Said No"], "unknown": ["Not Asked"]}
        assert len(csv(office.get(address, {"consent": "no", "format": "csv"}))) == 2

    @pytest.mark.parametrize("typed", ["%", "_", "'", "\\", "x" * 5000, " ", '"'])
    def test_whatever_is_searched_is_read_literally(self, office, typed):
        world.an_application("Farah Siddiqui")
        assert office.get(board(world.an_offering(), "waiting"), {"q": typed}).status_code == 200


class TestPlacing:
    def test_a_look_places_nobody_and_pressing_places_everybody(self, office):
        group = world.a_group(9)
        world.an_application("Farah Siddiqui", preferred_partner=group.partner)
        world.an_application("Owen Bratt")
        address = board(group.offering, "placing")
        said = text(office.get(address))
        assert "Farah Siddiqui" in said
        assert "Place 1 person" in said
        assert group.enrolments.count() == 9
        answer = office.post(address, follow=True)
        assert "1 person placed. 1 person waits: no code, and no partner chosen." in text(answer)
        assert group.enrolments.count() == 10
        office.post(address)
        assert group.enrolments.count() == 10

    def test_a_code_that_differs_from_the_choice_is_said_before(self, office):
        group = world.a_group(3)
        code = AllocationCode.objects.get(partner=group.partner)
        world.an_application(code=code, preferred_partner=world.a_partner("Trent"))
        assert "1 code and choice differ." in text(office.get(board(group.offering, "placing")))


class TestOneGroup:
    def test_it_shows_who_is_in_who_could_join_and_what_happened(self, office):
        group = world.a_group(2)
        world.an_application("Farah Siddiqui")
        office.post(reverse("office:groups:joining", args=[group.ref]), {"pick": "none"})
        said = text(office.get(reverse("office:groups:group", args=[group.ref])))
        assert said.index("Farah Siddiqui") < said.index("Candidate 01") < said.index("Candidate 02")
        assert "10 short of 12." in said

    def test_picked_people_are_shown_with_consequences_and_join_together(self, office):
        group, left = world.a_group(11), world.a_group(13)
        free = world.an_application("Farah Siddiqui")
        moved = left.enrolments.first().application
        address = reverse("office:groups:group", args=[group.ref])
        changes = office.get(address, {"pick": [free.ref, moved.ref]}).context["changes"]
        assert changes.rows[0] == ("People", [("11", "13", "Runs", "good"), ("13", "12", "Runs", "good")])
        assert changes.needs_reason
        joining = reverse("office:groups:joining", args=[group.ref])
        refused = office.post(joining, {"pick": [free.ref, moved.ref], "reason": " "})
        assert refused.status_code == 422
        assert "Say why." in text(refused)
        assert group.enrolments.count() == 11
        answer = office.post(joining, {"pick": [free.ref, moved.ref], "reason": "makes thirteen"}, follow=True)
        assert "makes thirteen" in text(answer)
        assert (group.enrolments.count(), left.enrolments.count()) == (13, 12)

    def test_more_people_than_places_are_refused_before_pressing(self, office):
        group = world.a_group(11, size=12)
        refs = [world.an_application(f"Person {n}").ref for n in range(3)]
        answer = office.get(reverse("office:groups:group", args=[group.ref]), {"pick": refs})
        assert "has room for 1. Take 2 fewer." in text(answer)
        posted = office.post(reverse("office:groups:joining", args=[group.ref]), {"pick": refs})
        assert posted.status_code == 422
        assert "is full" in text(posted)
        assert group.enrolments.count() == 11

    def test_people_of_another_qualification_cannot_be_picked(self, office):
        group = world.a_group(3)
        other = world.an_application(offering=world.an_offering("NPQH"))
        office.post(reverse("office:groups:joining", args=[group.ref]), {"pick": other.ref})
        assert group.enrolments.count() == 3

    def test_only_those_who_form_groups_may_let_people_join(self):
        group, free = world.a_group(3), world.an_application()
        finance = signed_in(world.an_officer(role="finance"))
        page = finance.get(reverse("office:groups:group", args=[group.ref]))
        assert "Candidate 01" in text(page)
        assert "Could join" not in text(page)
        joining = reverse("office:groups:joining", args=[group.ref])
        assert finance.post(joining, {"pick": free.ref}).status_code == 404
        assert group.enrolments.count() == 3

    def test_whoever_works_without_names_sees_numbers_only(self):
        group = world.a_group(3)
        page = reverse("office:groups:group", args=[group.ref])
        assert "Candidate 01" in text(signed_in(world.an_officer()).get(page))
        said = text(signed_in(world.an_officer("Max Bell", "marketing")).get(page))
        assert "3 people. Their names are for those who work with them." in said
        assert "Candidate 01" not in said

    def test_who_pays_is_for_operations_and_finance(self):
        group = world.a_group()
        world.an_enrolment(group, payable=0)
        page = reverse("office:groups:group", args=[group.ref])
        assert "Scholarship" in text(signed_in(world.an_officer()).get(page))
        assert "Scholarship" not in text(signed_in(world.an_officer("Ada Quill", "quality")).get(page))

    def test_the_people_are_exported_by_operations_alone(self, office):
        group = world.a_group(2)
        page = reverse("office:groups:group", args=[group.ref])
        assert len(csv(office.get(page, {"format": "csv"}))) == 3
        finance = signed_in(world.an_officer("Martin Hale", "finance"))
        assert finance.get(page, {"format": "csv"}).status_code == 404
        assert office.get(page, {"format": "exe"}).status_code == 404

    def test_a_group_is_opened_closed_with_a_reason_and_opened_again(self, office):
        offering, peak = world.an_offering(), world.a_partner()
        opening = board(offering, "opening")
        assert "at least 12 places" in text(office.post(opening, {"partner": peak.slug, "size": "3"}))
        assert "Write a number in figures" in text(office.post(opening, {"partner": peak.slug, "size": "many"}))
        office.post(opening, {"partner": peak.slug})
        group = Group.objects.get()
        closing = reverse("office:groups:closing", args=[group.ref])
        assert "Say why." in text(office.post(closing, {"reason": ""}))
        office.post(closing, {"reason": "nobody came"})
        assert Group.objects.get().state == GroupState.CLOSED
        assert office.get(closing).status_code == 404
        office.post(reverse("office:groups:reopening", args=[group.ref]))
        assert Group.objects.get().state == GroupState.FORMING

    def test_one_person_is_moved_released_and_withdrawn_each_with_a_reason(self, office):
        left, to = world.a_group(3), world.a_group(4)
        first, second, third = left.enrolments.order_by("seat")
        move = reverse("office:groups:move", args=[first.ref])
        assert office.get(move, {"to": to.ref}).context["changes"].rows[0] == (
            "People",
            [("4", "5", "7 short", "warn"), ("3", "2", "10 short", "warn")],
        )
        assert "Say why." in text(office.post(move, {"to": to.ref, "reason": ""}))
        office.post(move, {"to": to.ref, "reason": "lives nearer"})
        office.post(reverse("office:groups:release", args=[second.ref]), {"reason": "wrong group"})
        office.post(reverse("office:groups:withdrawal", args=[third.ref]), {"reason": "new post"})
        for place in (first, second, third):
            place.refresh_from_db()
        assert [first.group, second.state, third.state] == [to, EnrolmentState.WAITING, EnrolmentState.WITHDRAWN]
        assert office.get(reverse("office:groups:move", args=[third.ref])).status_code == 404

    def test_a_move_to_a_group_without_room_is_refused_in_words(self, office):
        left, full = world.a_group(3), world.a_group(12, size=12)
        move = reverse("office:groups:move", args=[left.enrolments.first().ref])
        assert "That group has no room now." in text(office.post(move, {"to": full.ref, "reason": "nearer"}))


class TestPartners:
    def test_a_lead_sees_their_groups_who_chose_them_and_the_curve(self):
        peak = world.a_partner()
        world.a_group(9, partner=peak)
        world.an_application("Not Decided", state=State.SUBMITTED, preferred_partner=peak)
        world.an_application("Halfway", state=State.DRAFT, preferred_partner=peak)
        world.an_application("Of Others", preferred_partner=world.a_partner("Trent"))
        found = signed_in(world.a_partner_lead(peak)).get(reverse("partner:groups:recruitment")).context["found"]
        (row,) = found.rows
        counts = (row.applied, row.undecided, row.waiting, row.placed, row.elsewhere, row.unfinished)
        assert counts == (10, 1, 0, 9, 0, 1)
        assert [(group.people, group.viability.tag) for group in row.groups] == [(9, "3 short")]
        assert found.curve.now == 10

    def test_a_partner_without_groups_is_told_so(self):
        said = text(signed_in(world.a_partner_lead(world.a_partner())).get(reverse("partner:groups:recruitment")))
        assert "No recruitment yet" in said

    def test_a_lead_sees_names_schools_and_roles_and_nothing_more(self):
        peak = world.a_partner()
        group = world.a_group(partner=peak)
        place = world.an_enrolment(
            group, job_title="SENCO", born_on=world.SINCE, trn="1907342", phone="+447700900123", payable=0
        )
        page = signed_in(world.a_partner_lead(peak)).get(reverse("partner:groups:group", args=[group.ref]))
        said = page.content.decode()
        for shown in ("Amina Yusuf", "Matlock Bank Primary", "SENCO", place.ref):
            assert shown in said
        for hidden in (
            place.application.email,
            "1907342",
            "700900123",
            "January 2016",
            "01/2016",
            "2016-01",
            "Scholarship",
        ):
            assert hidden not in said

    def test_another_partners_group_answers_like_a_missing_one(self):
        peak, trent = world.a_partner(), world.a_partner("Trent")
        group = world.a_group(2, partner=trent)
        page = reverse("partner:groups:group", args=[group.ref])
        assert "Candidate 01" in text(signed_in(world.a_partner_lead(trent, "Samuel Okoro")).get(page))
        lead = signed_in(world.a_partner_lead(peak))
        foreign = lead.get(page)
        missing = lead.get(reverse("partner:groups:group", args=["NPQSL-S27-99"]))
        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert foreign.content.replace(group.ref.encode(), b"") == missing.content.replace(b"NPQSL-S27-99", b"")
        assert lead.get(page, {"format": "csv"}).status_code == 404

    def test_their_own_people_are_exported(self):
        group = world.a_group(2)
        page = reverse("partner:groups:group", args=[group.ref])
        lead = signed_in(world.a_partner_lead(group.partner))
        assert csv(lead.get(page, {"format": "csv"}))[0] == "Name,Candidate number,School,Role,Joined"

    def test_a_partner_s_finance_contact_sees_no_names(self):
        group = world.a_group(2)
        contact = world.a_partner_lead(group.partner, "Bill Penny", "finance")
        assert signed_in(contact).get(reverse("partner:groups:group", args=[group.ref])).status_code == 404


class TestCandidates:
    def test_a_candidate_sees_their_own_place(self):
        place = world.an_enrolment(world.a_group())
        said = text(signed_in(place.person).get(reverse("candidate:groups:place", args=[place.ref])))
        assert "You have a place" in said
        assert place.ref in said
        assert "Your group is forming." in said

    def test_another_s_place_answers_like_a_missing_one(self):
        group = world.a_group()
        mine, theirs = world.an_enrolment(group), world.an_enrolment(group, "Tom Reed")
        client = signed_in(mine.person)
        assert client.get(reverse("candidate:groups:place", args=[mine.ref])).status_code == 200
        for ref in (theirs.ref, "C-NOTHING"):
            assert client.get(reverse("candidate:groups:place", args=[ref])).status_code == 404


def test_an_application_says_where_its_place_is_and_offers_no_waiting_list_beside_it(client):
    client.force_login(world.an_officer())
    group = world.a_group(1)
    placed = client.get(reverse("office:applications:application", args=[group.enrolments.get().application.ref]))
    free = client.get(reverse("office:applications:application", args=[world.an_application("Tom Reed").ref]))
    said = [
        (f'href="{reverse("office:groups:group", args=[group.ref])}"' in page, "No place yet?" in page)
        for page in (placed.content.decode(), free.content.decode())
    ]
    assert said == [(True, False), (False, True)]
