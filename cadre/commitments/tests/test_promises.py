"""Promises: how each stands by the facts, who is quiet, what is logged, and who sees what."""

import re
from datetime import date, datetime, time, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.commitments import actions, reference
from cadre.commitments.models import Activity
from cadre.commitments.queries import progress
from cadre.commitments.rules import counted_standing, is_quiet, share_standing, year_of, year_on
from cadre.commitments.states import ActivityKind, Standing
from cadre.delivery.actions import complete_register, mark_many, register_of
from cadre.evaluation.models import Response
from cadre.evaluation.reference import load as load_evaluation
from cadre.journal.models import Entry
from cadre.lib.dates import LONDON
from cadre.lib.errors import Refusal
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

YEAR = year_of(2026, starts_month=9)


@pytest.mark.parametrize(
    ("day", "month", "number"),
    [
        (date(2026, 8, 31), 9, 2025),
        (date(2026, 9, 1), 9, 2026),
        (date(2026, 1, 1), 1, 2026),
        (date(2026, 12, 31), 12, 2026),
        (date(2026, 11, 30), 12, 2025),
    ],
)
def test_a_year_begins_with_its_month(day, month, number):
    year = year_on(day, starts_month=month)
    assert year.number == number
    assert year.starts_on <= day < year.ends_on
    assert [str(YEAR), str(year_of(2026, starts_month=1))] == ["2026/27", "2026"]


@pytest.mark.parametrize(
    ("have", "left", "standing"),
    [
        (0, 121, Standing.DUE),
        (0, 120, Standing.AT_RISK),
        (0, 1, Standing.AT_RISK),
        (0, 0, Standing.MISSED),
        (1, 121, Standing.DONE),
        (2, 0, Standing.DONE),
    ],
)
def test_a_counted_promise_is_due_then_at_risk_then_missed_unless_done(have, left, standing):
    day = YEAR.ends_on - timedelta(days=left)
    assert counted_standing(have, 1, year=YEAR, today=day, risk_days=120).standing == standing


@pytest.mark.parametrize(
    ("have", "least", "why"),
    [(2, 2, "2 of 2."), (41, 1, "41, where 1 was promised."), (3, 2, "3, where 2 were promised.")],
)
def test_more_than_was_promised_is_not_said_as_a_part_of_it(have, least, why):
    assert counted_standing(have, least, year=YEAR, today=YEAR.starts_on, risk_days=120).why == why


@pytest.mark.parametrize(
    ("have", "wanted", "over", "standing", "why"),
    [
        (0, 0, False, Standing.DUE, "Nothing came up yet."),
        (0, 0, True, Standing.DONE, "Nothing came up."),
        (2, 2, False, Standing.DONE, "All 2 of 2."),
        (1, 2, False, Standing.AT_RISK, "1 of 2, 1 missing."),
        (1, 2, True, Standing.MISSED, "1 of 2, 1 missing."),
    ],
)
def test_a_promise_about_everything_is_at_risk_while_some_of_it_waits(have, wanted, over, standing, why):
    answer = share_standing(have, wanted, year=YEAR, today=YEAR.ends_on if over else YEAR.starts_on)
    assert (answer.standing, answer.why) == (standing, why)


@pytest.mark.parametrize(
    ("heard", "days", "quiet"),
    [
        (None, 60, True),
        (TODAY - timedelta(days=60), 60, True),
        (TODAY - timedelta(days=59), 60, False),
        (None, 0, False),
    ],
)
def test_a_partner_is_quiet_after_the_days_of_the_policy(heard, days, quiet):
    assert is_quiet(heard, TODAY - timedelta(days=90), days=days, today=TODAY) == quiet


@pytest.fixture
@kept
def peak(db):
    for code in ("NPQML", "NPQSL"):
        world.a_qualification(code)
    reference.load(TODAY), load_evaluation(TODAY)
    return world.a_partner()


def standing_of(partner) -> dict[str, str]:
    seen = progress([partner], YEAR, today=TODAY)[partner.pk]
    return {one.promise.key: one.standing.value for one in seen.kept}


@pytest.mark.usefixtures("at_now")
def test_promises_follow_the_groups_applications_registers_and_evaluations(peak):
    due = {"npqml": "due", "npqsl": "due", "promotion": "due", "operations": "due", "quality": "due"}
    assert standing_of(peak) == due
    dev = world.a_facilitator()
    group = world.a_confirmed_group(12, dev, partner=peak)
    assert standing_of(peak) == due | {"npqsl": "done", "promotion": "done"}
    event = group.events.order_by("starts_on").first()
    event.starts_on = event.ends_on = TODAY - timedelta(days=2)
    event.save()
    assert standing_of(peak)["operations"] == "at_risk"
    register = register_of(event)
    everyone = {one.ref: ("attended", "") for one in group.enrolments.taking_a_place()}
    mark_many(register, everyone, by=dev.user, now=NOW)
    complete_register(register, by=dev.user, now=NOW)
    assert (standing_of(peak)["operations"], standing_of(peak)["quality"]) == ("done", "at_risk")
    Response.objects.create(event=event)
    assert standing_of(peak)["quality"] == "done"
    other = world.a_partner("Trent Schools")
    assert standing_of(other) == due
    before = year_of(2025, starts_month=9)
    seen = progress([peak], before, today=TODAY)[peak.pk]
    assert [one.standing for one in seen.kept][:2] == [Standing.MISSED, Standing.MISSED]


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.mark.usefixtures("at_now")
def test_quiet_partners_are_listed_until_one_press_logs_a_call(peak):
    ruth, lead = world.an_officer(), world.a_partner_lead(peak)
    office, theirs = client_of(ruth), client_of(lead)
    quiet = reverse("office:commitments:promises") + "?state=quiet"
    assert "Peakside Schools Partnership" in text(office.get(quiet))
    call, home = reverse("office:commitments:call", args=[peak.slug]), reverse("office:portals:home")
    assert "never heard" in text(office.get(home))
    assert theirs.post(call).status_code == 404
    for _ in range(2):
        assert office.post(call, {"from": "today"}).url == home
    assert Activity.objects.count() == 1  # two presses are one
    assert "No partner here" in text(office.get(quiet))
    assert "Quiet partners" not in text(office.get(home))
    log = reverse("office:commitments:activity", args=[peak.slug])
    tomorrow = (TODAY + timedelta(days=1)).strftime("%d/%m/%Y")
    refused = office.post(log, {"kind": "visit", "happened_on": tomorrow, "words": "Came by"})
    assert (refused.status_code, "later than today" in text(refused), "Came by" in text(refused)) == (422, True, True)
    assert office.post(log, {"kind": "note", "happened_on": "24/11/2026", "words": ""}).status_code == 422
    office.post(log, {"kind": "note", "happened_on": "24/11/2026", "words": "Their head is leaving"})
    office.post(log, {"kind": "campaign", "happened_on": "24/11/2026", "words": "A leaflet"})
    shown = text(office.get(reverse("office:commitments:partner", args=[peak.slug])))
    assert all(words in shown for words in ("Their head is leaving", "A leaflet", "1 campaign", "An NPQML group"))
    own = text(theirs.get(reverse("partner:commitments:promises")))
    assert ("A leaflet" in own, "Their head is leaving" in own, "0 of 1, 1 to go." in own) == (True, False, True)
    row = office.get(reverse("office:commitments:promises") + "?format=csv").getvalue().decode()
    assert "An NPQML group: due, 0 of 1" in row
    assert theirs.get(reverse("office:commitments:partner", args=[peak.slug])).status_code == 404


def test_a_partner_whose_people_act_here_is_not_quiet(peak):
    lead = world.a_partner_lead(peak)
    when = datetime.combine(TODAY - timedelta(days=3), time(9), tzinfo=LONDON)
    assert progress([peak], YEAR, today=TODAY)[peak.pk].is_quiet
    note = {"kind": ActivityKind.NOTE, "words": "x", "today": TODAY, "now": when}
    actions.log_activity(peak, happened_on=TODAY, by=world.an_officer(), **note)
    assert progress([peak], YEAR, today=TODAY)[peak.pk].is_quiet  # what the office writes for itself is no news

    Entry.objects.create(
        happening="x", subject_kind="x", subject_id="1", subject_label="x", by_id=lead.pk, by_name="J", at=when
    )
    seen = progress([peak], YEAR, today=TODAY)[peak.pk]
    assert (seen.is_quiet, seen.heard_on) == (False, TODAY - timedelta(days=3))
    with pytest.raises(Refusal, match="later than today"):
        actions.log_activity(peak, happened_on=TODAY + timedelta(days=1), by=lead, **note)


@pytest.mark.usefixtures("at_now")
def test_progress_costs_the_same_for_one_and_for_many(peak):
    def cost(partners) -> int:
        with CaptureQueriesContext(connection) as seen:
            progress(partners, YEAR, today=TODAY)
        return len(seen)

    world.a_group(2, partner=peak)
    alone = cost([peak])
    assert cost([peak, *(world.a_partner(f"P{n} Schools") for n in range(5))]) == alone <= 11
