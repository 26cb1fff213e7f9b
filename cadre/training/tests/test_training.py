"""Training: hosted, booked, marked part by part, and accredited for whoever was there throughout."""

from datetime import time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.delivery.states import Mark
from cadre.facilitators import reference as facilitators
from cadre.facilitators.models import Facilitator
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.training import actions, reference
from cadre.training.actions import PartPlan
from cadre.training.models import Place, Session
from cadre.training.queries.demand import demand_by_region, to_invite, untrained
from cadre.training.queries.people import experienced
from cadre.training.queries.sheets import there_throughout
from cadre.training.rules.places import Demand, demand, may_be_asked_to_help, refuse_days, seat, took_part
from tests.scenes import kept
from tests.wanderer import Forms
from tests.world import (
    NOW,
    SINCE,
    TODAY,
    a_facilitator,
    a_group,
    a_partner,
    a_partner_lead,
    a_qualification,
    a_user,
    an_event,
    an_officer,
    staffed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
DAY = TODAY + timedelta(days=14)
"""A Tuesday."""
LATER = NOW + timedelta(days=15)
A, L, E, X = Mark.ATTENDED, Mark.LATE, Mark.LEFT_EARLY, Mark.ABSENT


@pytest.fixture(autouse=True)
@kept
def policy():
    facilitators.load(TODAY)
    reference.load(TODAY)


@pytest.fixture
@kept
def ruth():
    return an_officer()


def an_associate_accepted(name: str, region: str = "East Midlands") -> Facilitator:
    return Facilitator.objects.create(user=a_user(name), region=region, joined_on=SINCE)


def a_session(by, *, places: int = 2, kind: str = "foundation", host=None, region: str = "East Midlands") -> Session:
    days = [(DAY, time(9, 30), time(12, 30)), (DAY + timedelta(days=1), time(13, 30), time(16))]
    parts = [PartPlan(*day) for day in (days if kind == "foundation" else days[:1])]
    return actions.plan_session(
        kind=kind,
        title="Facilitator training",
        region=region,
        host=host or a_partner(),
        venue="Bonsall School",
        places=places,
        parts=parts,
        by=by,
        now=NOW,
        today=TODAY,
    )


def invited(session, by, *names: str) -> list[Place]:
    actions.invite(session, [an_associate_accepted(name) for name in names], by=by, now=NOW, today=TODAY)
    return list(session.taken.order_by("pk"))


def states(session) -> list[str]:
    return list(session.taken.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("marks", "parts", "there"),
    [
        ([A, A], 2, True),
        ([L, E], 2, True),
        ([A, X], 2, False),
        ([A, ""], 2, False),
        ([A], 2, False),
        ([A], 1, True),
        ([], 1, False),
    ],
)
def test_whoever_was_present_in_every_part_took_part(marks, parts, there):
    assert took_part(marks, parts) is there


def test_demand_puts_first_where_most_places_are_missing():
    rows = demand(["North", "North", "South", "East"], {"South": 3, "West": 1}, ["North", "West"])
    assert rows == [Demand("North", 2, 0), Demand("East", 1, 0), Demand("South", 1, 3), Demand("West", 0, 1)]
    assert [row.missing for row in rows] == [2, 1, 0, 0]


def test_small_rules():
    assert [seat(taken, 2) for taken in (0, 1, 2, 3)] == ["booked", "booked", "waiting", "waiting"]
    assert [may_be_asked_to_help(led, 6, asked=asked) for led, asked in ((5, False), (6, False), (6, True))] == [
        False,
        True,
        False,
    ]
    for days, field in (
        ([TODAY], "on_1"),
        ([DAY, DAY - timedelta(days=1)], "on_2"),
        ([DAY + timedelta(days=4)], "on_1"),
        ([TODAY.replace(month=12, day=25)], "on_1"),
    ):
        with pytest.raises(Refusal) as refused:
            refuse_days(days, TODAY)
        assert refused.value.field == field
    refuse_days([DAY, DAY], TODAY)


def test_the_last_place_is_waited_for_and_moves_up(ruth):
    session = a_session(ruth, places=1)
    ann, bo, cy = invited(session, ruth, "Ann", "Bo", "Cy")
    said = {"by": ruth, "today": TODAY}
    for place in (ann, ann, bo, cy):
        actions.book(place, now=NOW, **said)
    assert states(session) == ["booked", "waiting", "waiting"]
    actions.decline(bo, now=NOW, **said)
    for _ in range(2):
        actions.decline(ann, now=NOW, **said)
    assert states(session) == ["declined", "declined", "booked"]
    actions.book(ann, now=NOW + timedelta(hours=1), **said)
    assert states(session) == ["waiting", "declined", "booked"]
    kinds = list(Message.objects.filter(to=cy.facilitator.user.email).values_list("kind", flat=True))
    assert sorted(kinds) == ["training.booked", "training.invited", "training.waiting"]
    with pytest.raises(Refusal, match="has begun"):
        actions.book(bo, by=ruth, now=LATER, today=DAY)
    actions.call_off(session, reason="The host is flooded.", by=ruth, now=NOW)
    assert set(Message.objects.filter(kind="training.called_off").values_list("to", flat=True)) == {
        ann.facilitator.user.email,
        cy.facilitator.user.email,
    }
    with pytest.raises(Refusal, match="called off"):
        actions.book(bo, by=ruth, now=NOW, today=TODAY)


def test_a_session_from_demand_to_accreditation(client, ruth):
    host = a_partner()
    lead = a_partner_lead(host)
    qualification = a_qualification("NPQML")
    a_facilitator("Already Accredited")
    ann, bo = an_associate_accepted("Ann Lee"), an_associate_accepted("Bo Fox", "London")
    assert [(row.region, row.missing) for row in demand_by_region(TODAY)][:2] == [("East Midlands", 1), ("London", 1)]
    client.force_login(ruth)
    page = client.get(reverse("office:training:demand")).content.decode()
    assert ("2 places missing" in page, "<svg" in page) == (True, True)
    typed = {
        "title": "Facilitator training",
        "region": "East Midlands",
        "host": host.slug,
        "venue": "Bonsall School",
        "places": "2",
        "on_1": DAY.isoformat(),
        "starts_1": "09:30",
        "ends_1": "12:30",
        "on_2": DAY.isoformat(),
        "starts_2": "13:30",
        "ends_2": "16:00",
    }
    planning = reverse("office:training:planning", args=["foundation"])
    wrong = client.post(planning, typed | {"on_2": TODAY.isoformat(), "venue": "KEPT"})
    assert (wrong.status_code, b"day to come" in wrong.content, b"KEPT" in wrong.content) == (422, True, True)
    page = Forms(client.get(planning).content.decode()).found
    [once] = [dict(form.held)["once"] for form in page if "once" in dict(form.held)]
    first, again = (client.post(planning, typed | {"once": once}) for _ in range(2))
    assert (first.status_code, again.headers["Location"]) == (302, first.headers["Location"]), "twice is once"
    session = Session.objects.get()
    assert Message.objects.get(kind="training.host_asked").to == lead.email

    client.force_login(lead)
    answer = reverse("partner:training:answer", args=[session.ref])
    assert client.post(answer, {}).status_code == 422
    for _ in range(2):
        client.post(answer, {"answer": "accepted", "words": "Use the side gate."})
    session.refresh_from_db()
    assert (session.host_state, session.host_words) == ("accepted", "Use the side gate.")

    client.force_login(ruth)
    at = reverse("office:training:session", args=[session.ref])
    assert [person.user.name for person in to_invite(session, TODAY)] == ["Ann Lee", "Bo Fox"]
    assert client.post(f"{at}invitations/", {}).status_code == 422
    client.post(f"{at}invitations/", {"people": [ann.pk, bo.pk]})
    for person in (ann, bo):
        client.force_login(person.user)
        assert "You are invited" in client.get(reverse("facilitator:training:own")).content.decode()
        client.post(reverse("facilitator:training:booking", args=[session.ref]))
    assert (list(untrained(TODAY)), states(session)) == ([], ["booked", "booked"])
    month = client.get(reverse("facilitator:facilitators:availability"), {"month": f"{DAY:%Y-%m}"}).content.decode()
    assert "training, Programme familiarisation" in month

    first, second = Place.objects.order_by("pk")
    with time_machine.travel(LATER, tick=False):
        client.force_login(ruth)
        for part, marks in ((1, {first: A, second: A}), (2, {first: L, second: ""})):
            sheet = f"{at}register/{part}/"
            assert client.get(sheet).content.decode().count("Not marked") >= 2
            client.post(f"{sheet}marks/", {f"{name}-{p.pk}": v for p, m in marks.items() for name, v in _sent(m)})
        last = f"{at}register/2/completion/"
        refused = client.post(last, follow=True).content.decode()
        assert "Bo Fox (Foundation facilitation skills) is not marked yet. Your marks are saved." in refused
        for _ in range(2):
            client.post(last, {f"{name}-{second.pk}": v for name, v in _sent(X)})
        session.refresh_from_db()
        assert [person.user.name for person in there_throughout(session)] == ["Ann Lee"]
        assert [person.user.name for person in untrained(LATER.date())] == ["Bo Fox"]
        assert client.post(f"{at}accreditation/", {"people": [bo.pk], "qualifications": ["npqml"]}).status_code == 422
        client.post(f"{at}accreditation/", {"people": [ann.pk], "qualifications": [qualification.slug]})
        held = ann.accreditations.get()
        assert (held.qualification, held.from_on.year, held.to_on.year) == (qualification, 2026, 2029)
        client.force_login(ann.user)
        page = client.get(reverse("facilitator:training:own")).content.decode()
        assert ("You took part" in page, "Accredited" in page) == (True, True)
        confirmation = reverse("facilitator:training:confirmation", args=[session.ref])
        assert "Foundation facilitation skills" in client.get(confirmation).content.decode()
        client.force_login(bo.user)
        assert client.get(confirmation).status_code == 404
    assert Entry.objects.filter(happening="training.completed").count() == 1


def _sent(mark: str):
    return (("seen", "0::"), ("mark", mark)) if mark else (("seen", "0::"),)


def test_who_has_led_enough_is_asked_once_to_help_and_may_change_their_mind(client, ruth):
    dev, new = a_facilitator(), a_facilitator("Sara New")
    policy = reference.TrainingPolicy.objects.get()
    policy.help_after_events = 2
    policy.save()
    for number in (1, 2):
        group = a_group(12, partner=a_partner(f"Host {number}"))
        staffed(group, dev)
        an_event(group, 1, on=TODAY - timedelta(days=number))
        event = group.events.get()
        event.register = _completed(event, ruth)
    assert [(row.facilitator, row.led, row.may_be_asked) for row in experienced(Facilitator.objects.all(), TODAY)] == [
        (dev, 2, True)
    ]
    with pytest.raises(Refusal, match="not led enough"):
        actions.ask_to_help(new, by=ruth, now=NOW, today=TODAY)
    client.force_login(ruth)
    assert "EXAMPLE" in client.get(reverse("office:training:helpers")).content.decode()
    for _ in range(2):
        client.post(reverse("office:training:asking", args=[dev.pk]))
    assert Message.objects.filter(kind="training.help_asked").count() == 1
    client.force_login(dev.user)
    for answer, state in (("accepted", "accepted"), ("declined", "declined")):
        client.post(reverse("facilitator:training:helping"), {"answer": answer})
        dev.refresh_from_db()
        assert dev.helper.state == state
    client.force_login(new.user)
    assert client.post(reverse("facilitator:training:helping"), {"answer": "accepted"}).status_code == 404


def _completed(event, by):
    from cadre.delivery.models import Register

    return Register.objects.create(event=event, completed_at=NOW, completed_by=by)


def test_nobody_reaches_training_that_is_not_theirs(client, ruth):
    session = a_session(ruth)
    (place,) = invited(session, ruth, "Ann")
    other = a_facilitator("Sara")
    client.force_login(other.user)
    for name in ("booking", "declining"):
        assert client.post(reverse(f"facilitator:training:{name}", args=[session.ref])).status_code == 404
    client.force_login(a_partner_lead(a_partner("Another")))
    assert client.get(reverse("partner:training:answer", args=[session.ref])).status_code == 404
    assert "Facilitator training" not in client.get(reverse("partner:training:hosting")).content.decode()
    client.force_login(a_partner_lead(session.host))
    assert "Ann" not in client.get(reverse("partner:training:answer", args=[session.ref])).content.decode()
    for role in ("finance", "marketing"):
        client.force_login(an_officer(role, role))
        assert client.get(reverse("office:training:sessions")).status_code == 404
    assert place.state == "invited"


def test_lists_cost_the_same_however_many_there_are(client, ruth):
    client.force_login(ruth)
    asked = []
    for more in (2, 12):
        for number in range(more):
            invited(a_session(ruth, host=a_partner(f"Host {more} {number}")), ruth, f"P{more}.{number}")
        for name in ("sessions", "demand", "helpers"):
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(f"office:training:{name}"))
            asked.append(len(queries))
    assert asked[:3] == asked[3:]


def test_a_host_finds_their_sessions_by_words_and_by_their_answer(client, ruth):
    client.force_login(ruth)
    first = a_session(ruth)
    second = a_session(ruth, host=first.host, kind="half_day")
    actions.answer_as_host(second, accepts=False, words="", by=a_partner_lead(first.host), now=NOW)
    a_session(ruth, host=a_partner("Another"))
    client.force_login(a_partner_lead(first.host))
    place = reverse("partner:training:hosting")
    for query, found in {
        "sort=-first_on": [first, second],
        "answer=invited": [first],
        "answer=declined": [second],
        "answer=off": [],
        "q=bonsall": [first, second],
        "q=nothing": [],
    }.items():
        shown = [row.ref for row in client.get(f"{place}?{query}").context["listing"].rows]
        assert sorted(shown) == sorted(row.ref for row in found), query
    assert client.get(f"{place}?format=csv").getvalue().decode().count("Facilitator training") == 2
