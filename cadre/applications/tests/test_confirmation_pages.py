"""The office's list of scholarships to apply for and to confirm: filtered, taken away as a file, moved together."""

import pytest

from cadre.applications.models import Confirmation
from cadre.applications.states import Answered
from cadre.applications.tests.scholarships import apply, move
from tests import world
from tests.scenes import kept

LIST = "/office/applications/scholarships/"


def test_the_list_is_filtered_and_its_file_holds_the_evidence_to_keep(client, accepted, officer):
    client.force_login(officer)
    move(accepted, "apply", officer, reference="DfE 12")
    assert client.get(LIST, {"state": "applied"}).context["listing"].count == 1
    assert client.get(LIST, {"state": "approved"}).context["listing"].count == 0
    assert client.get(LIST, {"q": "amina", "asked": "on"}).context["listing"].count == 0
    lines = b"".join(client.get(LIST, {"format": "csv"}).streaming_content).decode("utf-8-sig").splitlines()
    found = dict(zip(lines[0].split(","), lines[1].split(","), strict=False))
    assert found["Name"] == "Amina Yusuf"
    assert "Scholarship rule of October 2017" in lines[1]
    assert '"Ashfield, category 5"' in lines[1]
    assert all(part in lines[1] for part in ("1907342", "DfE 12", "2026-11-24", "Ruth Adeyemi", "category_area"))


def test_finance_sees_the_list_and_takes_no_birth_dates_away(client, accepted):
    client.force_login(world.an_officer("Martin Hale", "finance"))
    page = client.get(LIST)
    assert page.context["listing"].count == 1
    assert "14 May 1988" not in page.content.decode()
    assert client.get(LIST, {"format": "csv"})["Content-Type"].startswith("text/html")


def test_the_preview_says_who_is_left_out_and_the_post_moves_the_others(client, accepted, officer, submitted_twin):
    client.force_login(officer)
    refs = [accepted.ref, submitted_twin.ref]
    shown = client.get(f"{LIST}moves/", {"ref": refs, "verb": "apply"})
    assert [bool(why) for _, why in shown.context["pairs"]].count(True) == 1
    assert "Left out" in shown.content.decode()
    typed = {"ref": [accepted.ref], "verb": "apply", "on": "24/11/2026", "reference": "DfE 7"}
    assert client.post(f"{LIST}moves/", typed).status_code == 302
    assert Confirmation.objects.get(application=accepted).reference == "DfE 7"
    assert client.post(f"{LIST}moves/", typed).status_code == 200  # the second click finds nobody left to move


@pytest.fixture
@kept
def submitted_twin(client_factory, eligible):
    return apply(client_factory(), eligible, you={"name": "Tom Reed", "email": "tom@reed.example"})


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"on": "31/02/2026"}, "on"),
        ({"on": ""}, "on"),
        ({"on": "25/11/2026"}, "on"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_bad_day_or_a_missing_reason_is_said_at_its_field(client, accepted, officer, typed, field):
    move(accepted, "apply", officer)
    client.force_login(officer)
    sent = {"ref": accepted.ref, "verb": "refuse", "on": "24/11/2026", "reason": "No money"} | typed
    answer = client.post(f"{LIST}moves/", sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


@pytest.mark.parametrize("verb", ["", "end", "delete", "\ufffd"])
def test_an_odd_verb_does_nothing(client, accepted, officer, verb):
    client.force_login(officer)
    assert client.get(f"{LIST}moves/", {"ref": accepted.ref, "verb": verb}).status_code == 200
    assert client.post(f"{LIST}moves/", {"ref": accepted.ref, "verb": verb, "on": "24/11/2026"}).status_code == 200
    assert Confirmation.objects.get().state == Answered.TO_APPLY
