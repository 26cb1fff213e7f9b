"""The register of a session, kept like that of any event: taps, two at once, late joiners, completion, paper."""

import io
from datetime import timedelta

import page
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from cadre.delivery.sheets import Choice
from cadre.delivery.states import Mark
from cadre.facilitators import reference as facilitators
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.models import Message
from cadre.training import actions, reference, timetable
from cadre.training.models import PartMark, Session
from cadre.training.papers import paper_register_data, paper_register_of
from cadre.training.queries.sheets import sheet_of, sheets_of
from cadre.training.tests.test_training import LATER, a_session, an_associate_accepted, invited
from tests.scenes import kept
from tests.world import NOW, TODAY, a_facilitator, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
A, L, E, X = Mark.ATTENDED, Mark.LATE, Mark.LEFT_EARLY, Mark.ABSENT
HTMX = {"HX-Request": "true"}


@pytest.fixture
@kept
def ruth():
    facilitators.load(TODAY)
    reference.load(TODAY)
    return an_officer()


@pytest.fixture
@kept
def session(ruth):
    """Ann and Bo have places in a session of two parts; the second is on the day of LATER."""
    made = a_session(ruth, places=2)
    for place in invited(made, ruth, "Ann Lee", "Bo Fox"):
        actions.book(place, by=ruth, now=NOW, today=TODAY)
    return made


def marks_of(session, number: int) -> dict[str, str]:
    return {row.name: row.mark for row in sheet_of(session.parts.get(number=number)).rows}


def test_one_tap_is_saved_at_once_and_two_people_never_overwrite_each_other_unseen(client, session, ruth):
    part, quin = session.parts.get(number=1), an_officer("Quin", "quality")
    ann, bo = (row.ref for row in sheet_of(part).rows)
    assert marks_of(session, 1) == {"Ann Lee": "", "Bo Fox": ""}
    with pytest.raises(Refusal, match="opens on"):
        actions.mark_one(part, ann, A, by=ruth, now=NOW)
    for _ in range(2):
        row = actions.mark_one(part, ann, X, by=ruth, now=LATER, version=0, note="Ill")
    assert (row.mark, row.note, row.version, row.marked_by) == (X, "Ill", 1, ruth.name)
    with pytest.raises(Conflict, match="marked Ann Lee absent at 10:00, “Ill”"):
        actions.mark_one(part, ann, A, by=quin, now=LATER, version=0)
    with pytest.raises(Conflict) as whole:
        actions.mark_many(part, {ann: Choice(A, None, "0::"), bo: Choice(A, None, "0::")}, by=quin, now=LATER)
    assert (list(whole.value.theirs), marks_of(session, 1)) == ([ann], {"Ann Lee": X, "Bo Fox": ""})
    with pytest.raises(Refusal, match="not on the register"):
        actions.mark_one(part, "999", A, by=ruth, now=LATER)

    at = reverse("office:training:register", args=[session.ref, 1])
    with time_machine.travel(LATER, tick=False):
        client.force_login(quin)
        html = client.get(at).content.decode()
        assert (html.count("Not marked"), html.count(" checked"), "Ill" in html) == (1, 1, True)
        tap = client.post(f"{at}people/{bo}/", {f"mark-{bo}": "late", f"seen-{bo}": "0::"}, headers=HTMX)
        answer = tap.content.decode()
        assert ("<b>2 of 2</b> marked" in answer, 'value="1:late:"' in answer, "<html" in answer) == (True, True, False)
        stale = {f"mark-{ann}": "late", f"seen-{ann}": "0::"}
        assert "You chose late" in client.post(f"{at}people/{ann}/", stale, headers=HTMX).content.decode()
        conflict = client.post(f"{at}marks/", stale)
        assert (conflict.status_code, "nothing of yours is lost" in conflict.content.decode()) == (409, True)
        assert client.post(f"{at}marks/", {f"mark-{ann}": "hurt", f"seen-{ann}": "1:absent:"}).status_code == 422
        client.post(f"{at}marks/", {f"seen-{ann}": "1:absent:", f"mark-{ann}": "", "rest": "attended"})
        assert marks_of(session, 1) == {"Ann Lee": X, "Bo Fox": L}, "the rest spares who is marked"
        for wrong in (f"{at}people/999/", reverse("office:training:attendance", args=[session.ref, 9, ann])):
            assert client.post(wrong, {}).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        PartMark.objects.create(part=part, place_id=ann, mark=A, marked_by=ruth)


def test_somebody_accepted_lately_joins_on_the_day_and_the_register_is_completed_corrected_and_reopened(
    client, session, ruth
):
    lately = an_associate_accepted("Cy Novak")
    waits = invited(session, ruth, "Di Novakova")[2]
    actions.book(waits, by=ruth, now=NOW, today=TODAY)
    at = reverse("office:training:register", args=[session.ref, 2])
    with time_machine.travel(LATER + timedelta(days=1), tick=False):
        client.force_login(ruth)
        found = {
            name: client.get(f"{at}joiners/", {"q": name}).content.decode() for name in ("novak", "novakova", "no")
        }
        assert ("Cy Novak" in found["novak"], "Di Novakova" in found["novak"]) == (True, False)
        assert ("Waiting" in found["novakova"], "three letters" in found["no"]) == (True, True)
        for name, who in (("novak", lately), ("novakova", waits.facilitator)):
            client.post(f"{at}joiners/", {"q": name, "person": who.pk})
        actions.join_on_the_day(session.parts.get(number=2), lately, by=ruth, now=LATER + timedelta(days=1))
        everybody = {"Ann Lee": "", "Bo Fox": "", "Cy Novak": "", "Di Novakova": ""}
        assert [marks_of(session, number) for number in (1, 2)] == [everybody, everybody], "more than there are places"
        assert "Joined on the day" in client.get(at).content.decode()
        assert client.post(f"{at}joiners/", {"q": "novak", "person": "999999"}).status_code == 404

        timetable.chase_training_registers((LATER + timedelta(days=1)).date(), LATER), session.refresh_from_db()
        timetable.chase_training_registers((LATER + timedelta(days=1)).date(), LATER)
        assert Message.objects.filter(kind="training.register_due").count() == 1
        for number in (1, 2):
            part = session.parts.get(number=number)
            everybody = {row.ref: Choice(A) for row in sheet_of(part).rows}
            actions.mark_many(part, everybody, by=ruth, now=LATER + timedelta(days=1))
        with pytest.raises(Refusal, match="can be completed on"):
            actions.complete(session, by=ruth, now=NOW)
        html = client.post(f"{at}completion/", follow=True).content.decode()
        assert ("Register completed" in html, 'type="radio"' in html) == (True, False)
        part, ann = session.parts.get(number=2), sheet_of(session.parts.get(number=2)).rows[0].ref
        with pytest.raises(Refusal, match="complete"):
            actions.mark_one(part, ann, X, by=ruth, now=LATER + timedelta(days=1))
        where = f"{at}people/{ann}/correction/"
        assert "Write why it changes" in client.post(where, {"mark": "absent", "reason": ""}).content.decode()
        client.post(where, {"mark": "absent", "reason": "Wrong Ann", "note": ""})
        assert marks_of(session, 2)["Ann Lee"] == X
        client.post(f"{at}reopening/", {"reason": ""})
        assert Session.objects.get().is_complete
        client.post(f"{at}reopening/", {"reason": "Bo left at noon"})
        assert not Session.objects.get().is_complete
        assert client.get(where).status_code == 404, "an open register is marked, not corrected"
    told = [entry.happening for entry in Entry.objects.about(session).order_by("pk")]
    assert told[-5:] == ["training.joined_on_the_day"] * 2 + [
        "training.completed",
        "training.mark_corrected",
        "training.reopened",
    ]
    assert sheets_of(Session.objects.get())[1].rows[0].version == 2


def test_the_paper_register_is_an_accessible_pdf_with_names_and_helpers(client, session, ruth):
    part = session.parts.get(number=1)
    assert [one["name"] for one in paper_register_data(part)["people"]] == ["Ann Lee", "Bo Fox"]
    client.force_login(ruth)
    answer = client.get(reverse("office:training:paper_register", args=[session.ref, 1]))
    report = page.validate_pdf_bytes(answer.content, profile="ua1")
    assert (report.is_compliant, [one.rule_id for one in report.failures]) == (True, [])
    words = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(paper_register_of(part))).pages)
    assert ("Ann Lee" in words, "Programme familiarisation" in words) == (True, True)
    client.force_login(a_facilitator("Somebody Else").user)
    assert client.get(reverse("facilitator:training:register", args=[session.ref, 1])).status_code == 404
