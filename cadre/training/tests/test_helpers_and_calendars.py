"""Helpers at sessions, and sessions in calendars: of mails and of feeds."""

from datetime import time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from cadre.facilitators.models import Facilitator, Unavailable
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.scheduling.actions import make_feed
from cadre.training import actions, reference
from cadre.training.actions import PartPlan
from cadre.training.models import Assisting, Helper
from cadre.training.queries.assisting import clashes_of, could_help
from cadre.training.tests.test_training import DAY, LATER, a_session, invited
from tests.scenes import kept
from tests.world import NOW, TODAY, a_facilitator, a_partner, a_partner_lead, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
SOON = NOW + timedelta(hours=1)


@pytest.fixture
@kept
def ruth():
    reference.load(TODAY)
    return an_officer()


def a_helper(name: str, *, helps: bool = True) -> Facilitator:
    made = a_facilitator(name)
    Helper.objects.create(facilitator=made, state="accepted" if helps else "declined")
    return made


def entries(content: bytes) -> list[tuple[str, int, str]]:
    """(identity, sequence, status) of each entry of a calendar file."""
    found = Calendar.from_ical(content).walk("VEVENT")
    return [(str(one["UID"]).partition("@")[0], int(one["SEQUENCE"]), str(one["STATUS"])) for one in found]


def attached(kind: str, user) -> list[tuple[str, int, str]]:
    """What the latest mail of the kind to somebody puts in their calendar."""
    message = Message.objects.filter(kind=kind, to=user.email).order_by("-created_at")[0]
    return [one for file in message.attachments.all() for one in entries(bytes(file.content))]


def feed(user) -> list[tuple[str, int, str]]:
    address = reverse("token:scheduling:feed", args=[make_feed(user, now=NOW)])
    return entries(Client().get(address).content)


def test_a_session_stands_in_calendars_moves_in_them_and_leaves_them(ruth):
    host = a_partner()
    lead = a_partner_lead(host)
    session = a_session(ruth, host=host)
    (ann,) = invited(session, ruth, "Ann Lee")
    user, said = ann.facilitator.user, {"by": ruth, "today": TODAY}
    first, second = f"{session.ref}-1", f"{session.ref}-2"
    assert (feed(user), feed(lead)) == ([], [])
    actions.book(ann, now=NOW, **said)
    actions.answer_as_host(session, accepts=True, words="", by=lead, now=NOW)
    both = [(first, 0, "CONFIRMED"), (second, 0, "CONFIRMED")]
    assert [attached("training.booked", user), attached("training.hosts", lead), feed(user), feed(lead)] == [both] * 4
    actions.decline(ann, now=SOON, **said)
    assert attached("training.given_up", user) == [(first, 1, "CANCELLED"), (second, 1, "CANCELLED")]
    assert feed(user) == []
    actions.book(ann, now=SOON + timedelta(hours=1), **said)
    assert attached("training.booked", user) == [(first, 2, "CONFIRMED"), (second, 2, "CONFIRMED")], (
        "the later one counts"
    )

    plans = [PartPlan(part.on, part.starts, part.ends) for part in session.parts.all()]
    same = {"parts": plans, "venue": session.venue}
    actions.change_session(session, **same, now=SOON, **said)
    assert not Message.objects.filter(kind="training.moved").exists(), "the same again is no change"
    later = [plans[0], PartPlan(DAY + timedelta(days=2), time(13, 30), time(16))]
    actions.change_session(session, parts=later, venue=session.venue, now=SOON, **said)
    assert attached("training.moved", user) == [(first, 2, "CONFIRMED"), (second, 3, "CONFIRMED")]
    assert attached("training.moved", lead) == feed(user) == [(first, 0, "CONFIRMED"), (second, 1, "CONFIRMED")]
    with pytest.raises(Refusal, match="before the first"):
        actions.change_session(session, parts=[later[1], plans[0]], venue="Here", now=SOON, **said)
    actions.call_off(session, reason="The host is flooded.", by=ruth, now=SOON)
    gone = [(first, 1, "CANCELLED"), (second, 2, "CANCELLED")]
    assert (attached("training.called_off", lead), feed(lead), feed(user)) == (gone, gone, gone)
    assert attached("training.called_off", user) == [(first, 3, "CANCELLED"), (second, 4, "CANCELLED")]


def test_who_helps_is_assigned_with_what_speaks_against_it_told_and_may_decline(client, ruth):
    session = a_session(ruth)
    free, away, no = a_helper("Free One"), a_helper("Away One"), a_helper("No One", helps=False)
    Unavailable.objects.create(facilitator=away, from_on=DAY, to_on=DAY)
    assert [(str(one.facilitator), one.words) for one in could_help(session, TODAY)] == [
        ("Free One", "free"),
        ("Away One", "not free on 1 December 2026" if DAY.day == 1 else f"not free on {DAY.day} {DAY:%B %Y}"),
    ]
    said = {"by": ruth, "now": NOW, "today": TODAY}
    with pytest.raises(Refusal, match="has not said"):
        actions.assign_helpers(session, [no], **said)
    (place,) = invited(session, ruth, "Ann Lee")
    Helper.objects.create(facilitator=place.facilitator, state="accepted")
    with pytest.raises(Refusal, match="invited to this session themself"):
        actions.assign_helpers(session, [place.facilitator], **said)
    client.force_login(ruth)
    at = reverse("office:training:session", args=[session.ref])
    assert "Away One, East Midlands: not free on" in client.get(at).content.decode()
    for _ in range(2):
        client.post(f"{at}helpers/", {"people": [free.pk]})
    assert client.post(f"{at}helpers/", {}).status_code == 422
    actions.assign_helpers(session, [free, away], **said)
    assert Message.objects.filter(kind="training.helps_at").count() == 2, "each once"
    assert attached("training.helps_at", free.user)[0] == feed(free.user)[0] == (f"{session.ref}-1", 0, "CONFIRMED")
    twin = a_session(ruth, host=a_partner("Twin"))
    assert {str(one.facilitator): one.words for one in could_help(twin, TODAY)}["Free One"].startswith("helping at")
    actions.assign_helpers(twin, [free], **said)
    helping = list(Assisting.objects.filter(session=session).select_related("facilitator__user"))
    assert sorted(clashes_of(helping, session)) == sorted([free.pk, away.pk]), "a twin on the same day is a clash"

    client.force_login(free.user)
    assert session.ref in client.get(reverse("facilitator:training:own")).content.decode()
    where = reverse("facilitator:training:cannot_help", args=[session.ref])
    assert client.post(where, {"reason": " "}).status_code == 422
    client.post(where, {"reason": "My school is inspected."})
    assert client.post(where, {"reason": "Again"}).status_code == 404
    told = Message.objects.get(kind="training.helper_declined")
    assert (told.to, "My school is inspected." in told.text) == (ruth.email, True)
    assert attached("training.helps_no_more", free.user)[0][1:] == (1, "CANCELLED")
    actions.assign_helpers(session, [free], **said | {"now": SOON})
    assert attached("training.helps_at", free.user)[0][1:] == (2, "CONFIRMED")
    client.force_login(ruth)
    assert "not free on" in client.get(at).content.decode()
    client.post(reverse("office:training:releasing", args=[session.ref, away.pk]))
    states = dict(session.assistants.values_list("facilitator__user__name", "state"))
    assert states == {"Free One": "assigned", "Away One": "released"}


def test_a_helper_keeps_the_register_and_nobody_else_does(client, ruth):
    session = a_session(ruth)
    (ann,) = invited(session, ruth, "Ann Lee")
    actions.book(ann, by=ruth, now=NOW, today=TODAY)
    helper = a_helper("Free One")
    actions.assign_helpers(session, [helper], by=ruth, now=NOW, today=TODAY)
    at = reverse("facilitator:training:register", args=[session.ref, 1])
    with time_machine.travel(LATER, tick=False):
        for user, status in ((helper.user, 200), (ann.facilitator.user, 404), (a_facilitator("Sara").user, 404)):
            client.force_login(user)
            assert client.get(at).status_code == status
        client.force_login(helper.user)
        client.post(f"{at}people/{ann.pk}/", {f"mark-{ann.pk}": "late", f"seen-{ann.pk}": "0::"})
        assert list(ann.marks.values_list("mark", "marked_by__name")) == [("late", "Free One")]
        assert client.get(f"{at}paper/").headers["Content-Type"] == "application/pdf"
