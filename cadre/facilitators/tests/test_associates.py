"""Applying to become a facilitator: by oneself or nominated, with referees and checks, decided once with a reason."""

import re
from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cadre.facilitators import actions, reference
from cadre.facilitators.models import AssociateApplication, AssociateReason, Facilitator, Referee
from cadre.facilitators.queries.associates import twins_of
from cadre.facilitators.rules.associates import Evidence, refuse_acceptance, refuse_referees, same_person
from cadre.facilitators.states import CheckKind
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.people.models import User
from cadre.schools.models import School
from tests.scenes import kept
from tests.world import (
    NOW,
    TODAY,
    a_facilitator,
    a_partner,
    a_partner_lead,
    a_qualification,
    a_school,
    an_associate,
    an_officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
HEAD, CHAIR = "head@school.example", "chair@school.example"


@pytest.fixture(autouse=True)
@kept
def policy():
    reference.load(TODAY)


def school():
    return School.objects.first() or a_school()


def typed(**changes) -> dict:
    """A form that may be sent."""
    return {
        "phone": "01632 960 123",
        "role": "Deputy head",
        "employer": "Bonsall School",
        "urn": school().urn,
        "region": "East Midlands",
        "serving": "on",
        "years_leading": "6",
        "experience": "I coach new heads of department.",
        "subjects": "Curriculum",
        "qualifications": [a_qualification().slug],
        "referee1_name": "Hana Head",
        "referee1_email": HEAD,
        "referee1_role": "Head",
        "referee2_name": "Carl Chair",
        "referee2_email": CHAIR,
        "referee2_role": "Chair of governors",
        "agreed": "on",
        **changes,
    }


def send(client, row, **changes) -> None:
    """Page by page, as whoever has followed the link."""
    at = reverse("token:facilitators:associate", args=[row.ref])
    for page in ("you", "experience", "referees", "check"):
        client.post(f"{at}{page}/", typed(**changes))


def mailed(kind: str, to: str) -> str:
    """The page that the latest mail of this kind leads to."""
    mail = Message.objects.filter(kind=f"facilitators.{kind}", to=to).order_by("-created_at", "-pk").first()
    return re.search(r"/go/[^\s)>\"]+", as_sent(mail).text).group()


def reason(kind: str) -> AssociateReason:
    return AssociateReason.objects.filter(kind=kind)[0]


def ticked(row, by) -> None:
    for kind in CheckKind:
        actions.tick_check(row, kind, done=True, by=by, today=TODAY)


@pytest.mark.parametrize(("checks", "answered", "why"), list(product([0, 1, 2], [0, 1, 2], ["", "Known for years"])))
def test_accepting_takes_every_check_and_references_or_a_reason(checks, answered, why):
    evidence = Evidence(frozenset(list(CheckKind)[:checks]), answered)
    if checks == 2 and (answered == 2 or why):
        refuse_acceptance(evidence, why)
    else:
        with pytest.raises(Refusal):
            refuse_acceptance(evidence, why)
    assert len(evidence.missing) == (2 - checks) + (answered < 2)


@pytest.mark.parametrize(
    ("emails", "field"),
    [
        ((HEAD, CHAIR), None),
        (("Me@School.example", CHAIR), "referee1_email"),
        ((HEAD, HEAD.upper()), "referee2_email"),
    ],
)
def test_referees_are_two_other_people(emails, field):
    if field is None:
        refuse_referees("me@school.example", emails)
        return
    with pytest.raises(Refusal) as refused:
        refuse_referees("me@school.example", emails)
    assert refused.value.field == field


def test_the_same_person_is_found_by_address_phone_or_name():
    others = [("Ann Lee", "a@x.example", ""), ("Bo", "ME@x.example", ""), ("Cy", "c@x.example", "+441632960123")]
    assert same_person("ann  lee", "me@x.example", "+44 1632 960123", others) == [0, 1, 2]
    assert same_person("Di", "d@x.example", "", others) == []


def test_somebody_applies_comes_back_by_link_is_vouched_for_and_accepted_once(client):
    officer = an_officer()
    first = {"name": "Ann Lee", "email": "ann.lee@school.example", "once": "one-page"}
    for _ in range(2):
        begun = client.post(reverse("public:facilitators:associate_start"), first)
    row = AssociateApplication.objects.get()
    assert Message.objects.filter(kind="facilitators.associate_link").count() == 1
    assert Client().get(begun["Location"]).status_code == 404
    at = begun["Location"]
    assert client.get(at)["Location"] == f"{at}you/"
    client.post(f"{at}experience/", typed(experience="", years_leading="many") | {"later": "yes"})
    client.post(f"{at}referees/", typed())
    again = Client()
    first_open = again.get(mailed("associate_link", row.email), follow=True)
    assert first_open.request["PATH_INFO"] == f"{at}you/", "the link leads to the page that is next"
    refused = again.post(f"{at}you/", typed(urn="12"))
    assert (refused.status_code, b"six digits" in refused.content, b'value="12"' in refused.content) == (
        422,
        True,
        True,
    )
    assert again.get(f"{at}check/")["Location"] == f"{at}you/"
    assert again.post(f"{at}you/", typed())["Location"] == f"{at}experience/"
    assert 'value="many"' in again.get(f"{at}experience/").content.decode(), "it was kept, wrong as it is"
    assert again.get(f"{at}nonsense/")["Location"] == at
    again.post(f"{at}experience/", typed())
    assert again.post(f"{at}referees/", typed(referee2_email=HEAD)).status_code == 422
    assert again.post(f"{at}referees/", typed(referee1_email=row.email)).status_code == 422
    assert again.post(f"{at}referees/", typed())["Location"] == f"{at}check/"
    shown = again.get(f"{at}check/").content.decode()
    assert [words in shown for words in ("Bonsall School", "I coach new heads", HEAD, f"{at}you/?back=check")] == [
        True
    ] * 4
    assert again.post(f"{at}you/", typed() | {"back": "check"})["Location"] == f"{at}check/"
    assert again.post(f"{at}check/", {}).status_code == 422
    for _ in range(2):
        again.post(f"{at}check/", typed())
    row.refresh_from_db()
    assert (row.state, row.years_leading, row.referees.count()) == ("submitted", 6, 2)
    assert Message.objects.filter(kind="facilitators.reference_asked").count() == 2
    assert "Thank you" in again.get(begun["Location"]).content.decode()

    for email, support in ((HEAD, "yes"), (CHAIR, "reserved")):
        link = mailed("reference_asked", email)
        assert Client().post(link, {"known": "", "support": "perhaps"}).status_code == 422
        said = {"known": "Their head", "support": support, "words": f"CANARY {support}"}
        assert "Thank you" in Client().post(link, said).content.decode()
        assert Client().post(link, said | {"words": "Changed"}).status_code == 200
    assert set(row.referees.values_list("words", flat=True)) == {"CANARY yes", "CANARY reserved"}

    client.force_login(officer)
    page = reverse("office:facilitators:associate", args=[row.ref])
    assert [words in client.get(page).content.decode() for words in ("CANARY yes", "Not ready")] == [True, True]
    accept = {"code": "meets", "words": "Welcome, Ann."}
    assert client.post(f"{page}acceptance/", accept).status_code == 422
    for kind in CheckKind:
        client.post(f"{page}checks/{kind}/")
    assert list(row.checks.values_list("done_on", "done_by")) == [(TODAY, officer.pk)] * 2
    for _ in range(2):
        client.post(f"{page}acceptance/", accept)
    made = Facilitator.objects.get()
    row.refresh_from_db()
    assert (row.facilitator, row.state, row.reason.code) == (made, "accepted", "meets")
    assert (made.user.email, made.employer, made.easting, made.joined_on) == (
        row.email,
        "Bonsall School",
        school().easting,
        TODAY,
    )
    assert "Welcome, Ann." in Message.objects.get(kind="facilitators.associate_accepted").text
    assert Entry.objects.filter(happening="facilitators.facilitator_added").count() == 1


def test_a_partner_nominates_and_reads_nothing_but_how_it_stands(client):
    partner = a_partner()
    lead = a_partner_lead(partner)
    client.force_login(lead)
    said = {"name": "Ann Lee", "email": "ann@school.example", "words": "She coaches our heads.", "once": "x"}
    assert client.post(reverse("partner:facilitators:nominating"), {"name": "Ann"}).status_code == 422
    for _ in range(2):
        client.post(reverse("partner:facilitators:nominating"), said)
    row = AssociateApplication.objects.get()
    mail = Message.objects.get(kind="facilitators.nominated")
    assert (row.nominated_by, "She coaches" in mail.text) == (partner, True)
    nominee = Client()
    form = nominee.get(mailed("nominated", row.email), follow=True)
    assert f"{partner} nominated you" in form.content.decode()
    send(nominee, row, experience="CANARY-EXPERIENCE")
    page = client.get(reverse("partner:facilitators:nominations")).content.decode()
    assert ("To decide" in page, "CANARY" in page, HEAD in page) == (True, False, False)
    client.force_login(a_partner_lead(a_partner("Another")))
    assert "Ann Lee" not in client.get(reverse("partner:facilitators:nominations")).content.decode()


def test_whom_a_partner_nominated_is_found_by_name(client):
    partner, place = a_partner(), reverse("partner:facilitators:nominations")
    lead = a_partner_lead(partner)
    for name in ("Ann Lee", "Bo Fox"):
        said = {"name": name, "email": f"{name[:2]}@school.example".lower(), "words": "Coaches.", "once": name}
        actions.nominate(**said, partner=partner, by=lead, now=NOW)
    client.force_login(lead)

    def names(query: str) -> list[str]:
        return [row.name for row in client.get(f"{place}?{query}").context["listing"].rows]

    assert [names("sort=name"), names("q=bo"), names("state=declined")] == [["Ann Lee", "Bo Fox"], ["Bo Fox"], []]
    assert names("q=school.example") == [], "no address is searched that is not shown"
    refused = client.post(reverse("partner:facilitators:nominating"), {"name": "Cy"}).content.decode()
    assert ("Everybody you nominated" in refused, 'value="Cy"' in refused) == (True, True)


def test_a_referee_is_recalled_once_and_the_link_ends():
    row = an_associate(referees=2)
    actions.ask_referees(row, now=NOW)
    first = mailed("reference_asked", row.referees.all()[0].email)
    days = [NOW + timedelta(days=number) for number in (6, 7, 7, 14)]
    assert [actions.remind_referees(today=day.date(), now=day) for day in days] == [0, 2, 0, 0]
    latest = mailed("reference_reminder", row.referees.all()[0].email)
    assert [Client().get(link).status_code for link in (first, latest, "/go/reference/none/")] == [404, 200, 404]
    with time_machine.travel(NOW + timedelta(days=22), tick=False):
        assert "is over" in Client().get(latest).content.decode()
        answer = Client().post(latest, {"known": "Well", "support": "yes", "words": "Good"})
        assert (answer.status_code, Referee.objects.unanswered().count()) == (422, 2)
        assert actions.ask_referees(row, now=NOW + timedelta(days=22), again=True) == 2


def test_a_second_press_asks_no_referee_twice_and_breaks_no_link(client):
    row = an_associate(referees=2)
    client.force_login(an_officer("Quin Ality", "quality"))
    page = reverse("office:facilitators:associate", args=[row.ref])
    said = [client.post(f"{page}referees/", follow=True).content.decode() for _ in range(2)]
    assert ["Asked again: 2." in said[0], "asked less than an hour ago" in said[1]] == [True, True]
    assert Message.objects.filter(kind="facilitators.reference_asked").count() == 2
    assert Client().get(mailed("reference_asked", row.referees.all()[0].email)).status_code == 200


def test_the_office_asks_for_more_and_declines_with_a_reason(client):
    row = an_associate(referees=2)
    client.force_login(an_officer("Quin Ality", "quality"))
    page = reverse("office:facilitators:associate", args=[row.ref])
    assert client.post(f"{page}question/", {"code": ""}).status_code == 422
    client.post(f"{page}question/", {"code": "experience"})
    applicant = Client()
    form = applicant.get(mailed("associate_asked", row.email), follow=True)
    assert "helping adults to learn" in form.content.decode()
    send(applicant, row)
    row.refresh_from_db()
    assert row.state == "submitted"
    for _ in range(2):
        client.post(f"{page}declining/", {"code": "not_serving", "words": ""})
    row.refresh_from_db()
    assert (row.state, row.reason.code, Facilitator.objects.count()) == ("declined", "not_serving", 0)
    assert "lead in a school" in Message.objects.get(kind="facilitators.associate_declined").text
    assert client.post(f"{page}acceptance/", {"code": "meets", "why": "x"}).status_code == 422


def test_checks_are_for_operations_and_references_for_those_who_decide(client):
    row = an_associate(referees=2)
    actions.ask_referees(row, now=NOW)
    row.referees.update(words="CANARY-REFERENCE", answered_at=NOW, support="yes")
    page = reverse("office:facilitators:associate", args=[row.ref])
    check = f"{page}checks/safeguarding/"
    seen = {}
    for role in ("ops", "quality", "finance", "marketing"):
        client.force_login(an_officer(role, role))
        answer = client.get(page)
        text = answer.content.decode()
        seen[role] = (answer.status_code, "CANARY-REFERENCE" in text, "Right to work" in text)
    assert seen == {
        "ops": (200, True, True),
        "quality": (200, True, False),
        "finance": (404, False, False),
        "marketing": (404, False, False),
    }
    client.force_login(User.objects.get(name="quality"))
    assert client.post(check).status_code == 404
    client.force_login(User.objects.get(name="ops"))
    assert client.post(f"{page}checks/nonsense/").status_code == 302
    client.post(check), client.post(check)
    assert row.checks.count() == 1
    client.post(check, {"undo": "yes"})
    assert row.checks.count() == 0


def test_whoever_facilitates_already_is_warned_of_and_never_made_twice(client):
    known = a_facilitator("Ann Lee")
    row = an_associate("Someone Else", email=known.user.email)
    other = an_associate("ann lee")
    assert [twin.facilitator for twin in twins_of(row)] == [known]
    assert [twin.facilitator for twin in twins_of(other)] == [known]
    officer = an_officer()
    client.force_login(officer)
    page = client.get(reverse("office:facilitators:associate", args=[row.ref])).content.decode()
    assert "Ann Lee is a facilitator" in page
    known.left_on = TODAY - timedelta(days=9)
    known.save()
    ticked(row, officer)
    said = {"reason": reason("accept"), "words": "", "why": "We know her.", "by": officer, "now": NOW, "today": TODAY}
    assert actions.accept_associate(row, **said) == known
    known.refresh_from_db()
    assert (known.left_on, Facilitator.objects.count()) == (None, 1)


def test_what_is_not_sent_and_what_is_declined_is_deleted_in_time():
    draft, sent, gone = an_associate("Draft", state="draft"), an_associate("Sent"), an_associate("Gone", referees=2)
    AssociateApplication.objects.filter(pk=gone.pk).update(
        state="declined", decided_at=NOW, reason=reason("decline"), changed_at=NOW
    )
    left = []
    for days in (60, 61, 365, 366):
        at = NOW + timedelta(days=days)
        actions.forget_associates(today=at.date(), now=at)
        left.append(set(AssociateApplication.objects.values_list("name", flat=True)))
    assert left == [{"Draft", "Sent", "Gone"}, {"Sent", "Gone"}, {"Sent", "Gone"}, {"Sent"}]
    assert (draft.name, sent.name, Referee.objects.count()) == ("Draft", "Sent", 0)


@pytest.mark.parametrize("email", ["nobody@nowhere.example", "me@school.example"])
def test_asking_for_the_link_never_tells_whether_there_is_one(client, email):
    an_associate(state="draft", email="me@school.example")
    answer = client.post(reverse("token:facilitators:associate_lost"), {"email": email})
    assert (answer.status_code, answer.content.decode().replace(email, "…").count("If there is")) == (200, 1)
    assert Message.objects.filter(to=email).count() == (email == "me@school.example")
