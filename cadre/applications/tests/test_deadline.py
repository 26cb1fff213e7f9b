"""Registration closes at the end of its day in London; a form already open has 15 recorded minutes more."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cadre.applications.actions import new_link
from cadre.applications.models import Application
from cadre.applications.rules.deadline import in_time, seconds_late
from cadre.applications.states import State
from cadre.applications.tests.answers import COURSE, SUPPORT, problems, submit
from cadre.lib import clock
from tests.scenes import kept

LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("opened", "now", "taken", "late"),
    [
        (london(2027, 6, 11, 23, 0), london(2027, 6, 11, 23, 59, 59), True, 0),
        (london(2027, 6, 11, 23, 59, 58), london(2027, 6, 12, 0, 0, 3), True, 3),
        (london(2027, 6, 11, 23, 0), london(2027, 6, 12, 0, 14, 59), True, 899),
        (london(2027, 6, 11, 23, 0), london(2027, 6, 12, 0, 15), False, 900),
        (london(2027, 6, 12, 0, 0), london(2027, 6, 12, 0, 0, 1), False, 1),
    ],
)
def test_the_day_ends_in_london_also_in_summer(opened, now, taken, late):
    deadline = clock.end_of(london(2027, 6, 11).date())
    assert in_time(deadline=deadline, opened_at=opened, now=now) is taken
    assert seconds_late(deadline=deadline, now=now) == late


def after_closing(draft: Application, minutes: int):
    closes = clock.end_of(draft.offering.intake.closes_on)
    return time_machine.travel(closes.timestamp() + 60 * minutes, tick=False)


@pytest.fixture
@kept
def draft(client, draft):
    """Amina's draft, still worked on shortly before the deadline."""
    with after_closing(draft, -30):
        sent = client.post(f"/go/application/{draft.ref}/support/", SUPPORT)
        assert sent.status_code == 302 or client.get(link(draft)).status_code == 302
    return draft


def link(draft: Application) -> str:
    return f"/go/application/link/{new_link(draft, now=clock.now())}/"


def test_a_draft_submitted_within_the_grace_says_how_late_it_was(client, draft):
    with after_closing(draft, 10):
        assert submit(client, draft).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.late_seconds) == (State.SUBMITTED, 600)


def test_a_draft_after_the_grace_keeps_its_answers_and_is_not_taken(client, draft):
    with after_closing(draft, 16):
        page = client.get(f"/go/application/{draft.ref}/role/").content.decode()
        assert "closed on" in page
        assert "Assistant headteacher" in page
        assert "closed on" in problems(submit(client, draft))[0]
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_first_page_that_was_open_may_start_within_the_grace_and_a_new_one_may_not(client, offering):
    with time_machine.travel(clock.end_of(offering.intake.closes_on).timestamp() - 60, tick=False):
        once = client.get("/apply/npqsl/").context["once"]
    with time_machine.travel(clock.end_of(offering.intake.closes_on).timestamp() + 120, tick=False):
        assert "No NPQSL intake is open" in client.get("/apply/npqsl/").content.decode()
        assert "No NPQSL intake is open" in client.post("/apply/npqsl/", COURSE).content.decode()
        assert client.post("/apply/npqsl/", {**COURSE, "once": once}).status_code == 302
