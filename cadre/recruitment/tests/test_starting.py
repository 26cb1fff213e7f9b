"""The office moves an intake's start: first who is affected, then the move with its windows, and mails to partners."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bench.counts import queries
from cadre.applications.models import Application
from cadre.finance.models import Invoice
from cadre.finance.tests.test_pages import a_group
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.models import Message
from cadre.programmes.models import Intake, TimelineElement
from cadre.programmes.rules.following import Days, refuse_start
from cadre.scheduling import reference as scheduling
from cadre.scheduling.actions import hold_date, move_start
from cadre.scheduling.queries.starting import start_of
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

WEEK = timedelta(weeks=1)
SUMMER = ("Summer 2027", date(2027, 6, 7))
DAYS = Days(date(2026, 9, 15), date(2026, 12, 11), date(2027, 3, 1))


@pytest.mark.parametrize(
    ("starts_on", "today", "others", "words"),
    [
        (date(2027, 3, 15), TODAY, [], ""),
        (date(2027, 3, 15), date(2027, 3, 1), [], "The programme started on 1 March 2027, so its start stays."),
        (date(2026, 12, 20), date(2026, 12, 22), [], "20 December 2026 has passed."),
        (date(2026, 12, 11), TODAY, [], "Registration closes on 11 December 2026. Start after that"),
        (date(2027, 6, 8), TODAY, [SUMMER], "Summer 2027 starts on 7 June 2027. Two intakes"),
        (date(2027, 6, 7), TODAY, [SUMMER], "Summer 2027 starts on 7 June 2027. Two intakes"),
        (date(2027, 6, 6), TODAY, [SUMMER, ("Autumn 2026", date(2026, 9, 1))], ""),
    ],
)
def test_when_a_programme_can_start(starts_on, today, others, words):
    said = refuse_start(DAYS, starts_on, others, today=today)
    assert (words in said) if words else said == ""


@pytest.fixture
@kept
def scene(client, db, at_now):
    """A confirmed group that was invoiced, and one that forms with a held day; somebody waits for a place."""
    world.the_rates(), scheduling.load(TODAY)
    running = a_group(12)
    forming = world.a_group(3, partner=running.partner, offering=running.offering)
    lead = world.a_partner_lead(running.partner)
    first = running.offering.timeline.along("in_person").filter(kind="face_to_face").order_by("number")[0]
    hold_date(forming, first, first.starts_on + timedelta(days=1), by=lead, now=NOW)
    world.an_application("Free Person", state="accepted", offering=running.offering)
    drain(limit=1_000)
    Message.objects.all().delete()
    client.force_login(world.an_officer())
    return running, forming, lead, reverse("office:recruitment:start", args=[running.offering.intake.slug])


def typed(day: date, windows="along", **more) -> dict:
    days = {"starts_on_day": day.day, "starts_on_month": day.month, "starts_on_year": day.year}
    return days | {"windows": windows} | more


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def mails() -> list[Message]:
    return list(Message.objects.filter(kind="scheduling.start_moved").order_by("pk"))


def windows() -> dict[int, tuple[date, date]]:
    return {one.pk: (one.starts_on, one.ends_on) for one in TimelineElement.objects.all()}


def test_who_is_affected_is_shown_first_then_it_moves_with_its_windows_and_partners_read_it(client, scene):
    running, forming, lead, address = scene
    intake, before = running.offering.intake, windows()
    link = reverse("office:programmes:intake", args=[intake.slug])
    assert address in client.get(link).content.decode()
    to, invoices = intake.starts_on + 2 * WEEK, Invoice.objects.count()
    looked = client.post(address, typed(to))
    said = words(looked)
    for line in (
        "People with a place: 1",
        "Accepted, without a place",
        "Groups that form",
        "Confirmed groups",
        "Windows that move",
        "2 weeks later",
        "Picked dates outside their window",
        "outside its new window",
        "Held days",
        "Not changed, and neither are prices that were quoted.",
    ):
        assert line in said, line
    assert (Intake.objects.get(pk=intake.pk).starts_on, windows()) == (intake.starts_on, before)
    seen = looked.context["would"].mark
    assert client.post(address, typed(to, move="on", seen=seen)).status_code == 422, "a reason is asked"
    done = client.post(address, typed(to, move="on", seen=seen, reason="The venue opens late"))
    assert done.status_code == 302
    drain(limit=1_000)
    assert Intake.objects.get(pk=intake.pk).starts_on == to
    assert windows() == {pk: (first + 2 * WEEK, last + 2 * WEEK) for pk, (first, last) in before.items()}
    assert [hold.why for hold in forming.holds.all()] == ["its window changed"]
    assert Invoice.objects.count() == invoices
    (mail,) = mails()
    told = " ".join(mail.text.split())
    assert mail.to == lead.email
    assert f"starts on {to.day} {to:%B %Y}, not on 1 March 2027" in told
    assert "The venue opens late" in told
    assert "NPQSL Day 1: " in told
    assert f"{running.ref} Day 1" in told
    assert "we will agree another day with you" in told
    said = Entry.objects.get(happening="scheduling.start_moved")
    assert "windows 2 weeks later" in str(said.data["what"])
    assert "moved the start of Spring 2027 from 1 March 2027 to 15 March 2027" in words(client.get(link))


def test_windows_may_stay_and_then_no_date_is_touched(client, scene):
    running, forming, _, address = scene
    before, to = windows(), running.offering.intake.starts_on + 3 * WEEK
    looked = client.post(address, typed(to, windows="stay"))
    assert ("Windows that move" in words(looked), "Held days" in words(looked)) == (False, False)
    client.post(address, typed(to, windows="stay", move="on", seen=looked.context["would"].mark, reason="Funding"))
    drain(limit=1_000)
    assert (windows(), Intake.objects.get().starts_on) == (before, to)
    assert forming.holds.get().ended_at is None
    told = " ".join(mails()[0].text.split())
    assert ("All windows stay as they are." in told, "The dates you have picked still fit." in told) == (True, True)


def test_windows_that_have_begun_stay(scene):
    running, _, _, _ = scene
    one = running.offering.timeline.order_by("starts_on").first()
    TimelineElement.objects.filter(pk=one.pk).update(starts_on=TODAY - WEEK, ends_on=TODAY + WEEK)
    intake = Intake.objects.get()
    found = start_of(intake, intake.starts_on + WEEK, along=True, today=TODAY)
    assert (found.stay, one.pk in {new.key for _, _, new in found.changes}) == (1, False)


def test_what_was_not_looked_at_is_not_moved(client, scene):
    running, _, _, address = scene
    intake = running.offering.intake
    seen = client.post(address, typed(intake.starts_on + WEEK)).context["would"].mark
    other = client.post(address, typed(intake.starts_on + 2 * WEEK, move="on", seen=seen, reason="Late"))
    assert (other.status_code, "This is not what you looked at" in words(other)) == (422, True)
    said = {"along": True, "reason": "Late", "by": world.an_officer(), "today": TODAY, "now": NOW}
    move_start(intake, starts_on=intake.starts_on + WEEK, seen=seen, **said)
    with pytest.raises(Conflict):
        move_start(intake, starts_on=intake.starts_on + 2 * WEEK, seen=seen, **said)
    with pytest.raises(Refusal, match="Nothing is different"):
        move_start(intake, starts_on=intake.starts_on + WEEK, seen=seen, **said)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 12, 11), "Registration closes on 11 December 2026. Start after that, or move registration first."),
        (date(2027, 3, 1), "It starts on Monday 1 March 2027 already."),
    ],
)
def test_days_that_make_no_sense_are_refused_in_words_and_nothing_typed_is_lost(client, scene, day, sentence):
    *_, address = scene
    refused = client.post(address, typed(day, reason="Kept <b>words</b>"))
    assert (refused.status_code, sentence in words(refused)) == (422, True)
    assert "Kept &lt;b&gt;words&lt;/b&gt;" in words(refused)
    unsaid = client.post(address, {"starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2027"})
    assert (unsaid.status_code, "Choose whether windows move." in words(unsaid)) == (422, True)


def test_only_operations_move_a_start(client, scene):
    *_, address = scene
    client.force_login(world.an_officer("Martin Hale", "finance"))
    assert client.get(address).status_code == 404


def test_it_costs_the_same_for_any_number_of_people(client, scene):
    running, _, _, address = scene
    asked = typed(running.offering.intake.starts_on + WEEK)
    client.post(address, asked)
    few = queries(lambda: client.post(address, asked))
    for _ in range(3):
        world.an_event(world.a_group(4, offering=running.offering), 1)
    assert Application.objects.count() > 20
    assert queries(lambda: client.post(address, asked)) == few
