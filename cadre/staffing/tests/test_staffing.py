"""From rows to a suggestion, what the hand decides, and invitations until a seat is given."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cadre.facilitators.models import Unavailable
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.scheduling.models import Assignment
from cadre.staffing import actions, reference, tasks, timetable
from cadre.staffing.actions.links import link_to
from cadre.staffing.models import Invitation, SuggestedTeam
from cadre.staffing.queries.facts import drawn_for, groups_in
from cadre.staffing.states import ByHand, InvitationState, SuggestionState
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture(autouse=True)
@kept
def policy():
    reference.load(TODAY)


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


def somebody(name: str, *, km: int = 5, experienced: bool = True, codes: tuple[str, ...] = ("NPQSL",)):
    """A facilitator so many kilometres east of the usual partner."""
    made = world.a_facilitator(name, *codes)
    made.easting, made.northing = 430_000 + 1000 * km, 360_000
    made.experienced_from = TODAY - timedelta(days=400) if experienced else None
    made.save()
    return made


@pytest.fixture
@kept
def group():
    found = world.a_group(12)
    found.partner.easting, found.partner.northing = 430_000, 360_000
    found.partner.save()
    return found


def suggested(group, ruth):
    made = actions.ask_suggestion(group=group, by=ruth, today=TODAY, now=NOW)
    return tasks.begin(made)


def team_of(found) -> SuggestedTeam:
    return found.teams.select_related("lead__user", "co__user").get()


def test_the_nearest_who_is_trained_and_free_is_suggested_and_the_reason_is_in_numbers(group, ruth):
    near, second, new = somebody("Near One", km=4), somebody("Far One", km=30), somebody("New One", experienced=False)
    somebody("Not Trained", codes=("NPQML",)), somebody("Too Far", km=200)
    away = somebody("Away One", km=1)
    Unavailable.objects.create(facilitator=away, from_on=TODAY, to_on=TODAY + timedelta(days=900))
    found = suggested(group, ruth)
    team = team_of(found)
    assert (str(team.lead), str(team.co)) == (str(near), str(new)), "somebody new only beside somebody experienced"
    assert team.why_lead.startswith("4 km away, trained for NPQSL, experienced; free on a day of each of")
    assert team.next == {"lead": [str(second.pk)], "co": [str(second.pk)]}
    assert team.visit == "First event of New One: no visit, since no quality lead is near enough."
    assert found.levels["led"] == found.bounds["led"] == 1
    near.experienced_from = second.experienced_from = None
    near.save(), second.save()
    team = team_of(suggested(group, ruth))
    assert (team.lead, team.co) == (None, None)
    assert "5 trained for NPQSL, 4 of them near enough: 3 need somebody experienced beside them" in team.why_lead
    assert "1 has no free day" in team.why_lead


def test_it_is_drawn_in_as_many_queries_for_many_as_for_one(ruth, group, django_assert_num_queries):
    for number in range(3):
        somebody(f"Person {number}")
        world.an_event(world.a_group(12), 1)
    list(groups_in())
    with django_assert_num_queries(13) as first:
        drawn_for(groups_in(), [], today=TODAY)
    for number in range(5):
        world.staffed(world.a_group(12), somebody(f"More {number}"))
    with django_assert_num_queries(len(first)):
        drawn_for(groups_in(), [], today=TODAY)


def test_the_hand_has_the_last_word_and_the_rest_is_worked_out_around_it(group, ruth):
    near, far = somebody("Near One", km=4), somebody("Far One", km=150)
    first = suggested(group, ruth)
    given = {"group": group, "reason": "she knows the school", "by": ruth, "today": TODAY, "now": NOW}
    second = tasks.begin(actions.decide(first, kind=ByHand.FIX, facilitator=far, role="lead", **given))
    team = team_of(second)
    assert (str(team.lead), team.held_lead, str(team.co)) == ("Far One", True, "Near One")
    third = tasks.begin(actions.decide(second, kind=ByHand.EXCLUDE, facilitator=near, role="", **given))
    assert (str(team_of(third).lead), team_of(third).co) == ("Far One", None)
    assert [one.reason for one in third.decisions.all()] == ["she knows the school"] * 2
    new = somebody("New One", experienced=False)
    with pytest.raises(Refusal, match="is new, so somebody experienced leads"):
        actions.decide(third, kind=ByHand.FIX, facilitator=new, role="lead", **given)
    made, _ = actions.send_invitations(third, follow=False, by=ruth, now=NOW)
    assert [str(one.facilitator) for one in made] == ["Far One"], "who was fixed by hand is asked like others"
    with pytest.raises(Refusal):
        actions.send_invitations(third, follow=False, by=ruth, now=NOW)


def test_a_large_one_waits_for_the_worker_and_can_be_cancelled(ruth, group):
    somebody("Near One")
    for _ in range(5):
        world.a_group(12)
    made = tasks.begin(actions.ask_suggestion(by=ruth, today=TODAY, now=NOW))
    assert (made.scope, made.groups, made.state) == ("season", 6, SuggestionState.QUEUED)
    intake = group.offering.intake
    other = actions.cancel_suggestion(actions.ask_suggestion(by=ruth, today=TODAY, now=NOW, intake=intake), by=ruth)
    drain(limit=100)
    made.refresh_from_db(), other.refresh_from_db()
    assert (made.state, made.teams.count(), made.made_by) == (SuggestionState.READY, 6, ruth)
    assert (actions.solve(other.pk, now=NOW).state, other.teams.count()) == (SuggestionState.CANCELLED, 0)


def test_a_yes_gives_the_seat_and_a_no_goes_to_the_next(group, ruth):
    best, next_best = somebody("Best One", km=2), somebody("Next One", km=9)
    third = somebody("Third One", km=14)
    found = suggested(group, ruth)
    made, past = actions.send_invitations(found, follow=True, by=ruth, now=NOW)
    assert (len(made), past) == (2, [])
    lead, co = sorted(made, key=lambda one: one.role, reverse=True)
    assert (str(lead.facilitator), str(co.facilitator)) == (str(best), str(next_best))
    letter = Message.objects.get(kind="staffing.invitation", to=best.user.email)
    assert "be the lead facilitator" in letter.text
    actions.accept(lead, by=best.user, now=NOW), actions.accept(lead, by=best.user, now=NOW)
    assert Assignment.objects.get(group=group).facilitator == best
    actions.decline(co, message="I am away", by=next_best.user, now=NOW)
    drain(limit=100)
    after = Invitation.objects.get(group=group, facilitator=third)
    assert (after.role, after.follow, after.state) == ("co", True, InvitationState.SENT)
    late = NOW + timedelta(days=6)
    timetable.keep_invitations(late.date(), late), timetable.keep_invitations(late.date(), late)
    assert Message.objects.filter(kind="staffing.invitation_reminder", to=third.user.email).count() == 1
    over = NOW + timedelta(days=8)
    timetable.keep_invitations(over.date(), over)
    after.refresh_from_db()
    assert after.state == InvitationState.EXPIRED
    with pytest.raises(Refusal):
        actions.accept(Invitation.objects.get(pk=after.pk), by=third.user, now=over)


def test_of_two_asked_for_one_seat_the_first_has_it_and_the_other_is_told(group, ruth):
    one, two = somebody("First One"), somebody("Second One")
    asked = [actions.invite(group, who, "lead", by=ruth, now=NOW) for who in (one, two)]
    assert actions.invite(group, one, "lead", by=ruth, now=NOW) == asked[0], "two presses are one"
    assert actions.accept(asked[1], by=two.user, now=NOW).state == InvitationState.ACCEPTED
    assert actions.accept(asked[0], by=one.user, now=NOW).state == InvitationState.FILLED
    drain(limit=100)
    assert Message.objects.filter(kind="staffing.invitation_past", to=one.user.email).exists()
    assert [str(row.facilitator) for row in Assignment.objects.filter(group=group)] == ["Second One"]
    withdrawn = actions.invite(group, one, "co", by=ruth, now=NOW)
    actions.withdraw(withdrawn, reason="the group closes", by=ruth, now=NOW)
    with pytest.raises(Refusal):
        actions.accept(withdrawn, by=one.user, now=NOW)


def test_the_pages_ask_decide_send_and_answer(group, ruth):
    best, other = somebody("Best One", km=2), somebody("Other One", km=9)
    office, me = Client(), Client()
    office.force_login(ruth), me.force_login(best.user)
    asked = office.post(reverse("office:staffing:for_group", args=[group.ref]), follow=True)
    words = asked.content.decode()
    assert "Best One" in words
    assert "2 km away" in words
    assert "It is proven that no staffing leads more groups." in words
    [found] = group.suggestions.all()
    place = reverse("office:staffing:deciding", args=[found.ref, group.ref])
    refused = office.post(place, {"facilitator": other.pk, "kind": "lead", "reason": ""})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    office.post(place, {"facilitator": other.pk, "kind": "lead", "reason": "asked for"})
    made = group.suggestions.latest("pk")
    assert str(team_of(made).lead) == "Other One"
    sent = office.post(reverse("office:staffing:sending", args=[made.ref]), {"follow": "on"}, follow=True)
    assert "2 invitations sent" in sent.content.decode()
    mine = Invitation.objects.get(facilitator=best)
    assert group.offering.qualification.code in me.get(reverse("facilitator:staffing:invitations")).content.decode()
    own = reverse("facilitator:staffing:invitations")
    code = group.offering.qualification.code
    for query, found in {f"q={code}": [mine], "q=nothing": [], "state=sent": [mine], "state=declined": []}.items():
        assert list(me.get(f"{own}?{query}").context["listing"].rows) == found, query
    me.post(reverse("facilitator:staffing:acceptance", args=[mine.ref]))
    assert Assignment.objects.get(group=group).facilitator == best
    token = link_to(Invitation.objects.get(facilitator=other), now=NOW)
    by_mail = Client()
    page = by_mail.get(reverse("token:staffing:invitation", args=[token])).content.decode()
    assert "Yes, I take it" in page
    by_mail.post(reverse("token:staffing:declining", args=[token]), {"message": "on leave"})
    listed = office.get(reverse("office:staffing:invitations")).content.decode()
    assert "on leave" in listed
    assert "Accepted" in listed
    shown = office.get(reverse("office:staffing:invitation", args=[mine.ref]))
    assert shown.status_code == 200
    season = office.post(reverse("office:staffing:asking"), {"intake": group.offering.intake.slug}, follow=True)
    assert season.status_code == 200
