"""Memoranda: what they say, who signs, what opens and closes with them, and what the pages show to whom."""

import re
from datetime import date, timedelta
from html import unescape
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cadre.documents.fingerprints import fingerprint_of
from cadre.documents.models import Document, Signature
from cadre.documents.rehearsing import undrawn
from cadre.documents.signing import Signing
from cadre.groups.actions import open_group
from cadre.lib.dates import add_months
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.partners import actions, reference, timetable
from cadre.partners.access import why_closed
from cadre.partners.models import Memorandum, MemorandumText, Partner
from cadre.partners.queries.memoranda import text_on
from cadre.partners.rules import memoranda as rules
from cadre.partners.rules.standing import closed_because
from cadre.partners.states import UNDER_WAY, MemorandumState
from cadre.people import reference as people
from cadre.people.codes import mail_code
from cadre.people.models import ProofPolicy
from cadre.scheduling.actions import pick_date
from tests import world
from tests.proved import newest_code
from tests.scenes import kept
from tests.world import NOW, TODAY

AROUND = [None, *(TODAY + timedelta(days=n) for n in (-2, -1, 0, 1))]


@pytest.mark.parametrize("waiting", ["", *UNDER_WAY])
def test_planning_is_open_exactly_while_a_memorandum_is_in_force(waiting):
    for signed, ends, left in product(AROUND, repeat=3):
        why = closed_because(
            partner="Peak", signed_on=signed, ends_on=ends, left_on=left, today=TODAY, waiting=lambda: waiting
        )
        begun, over, gone = signed in AROUND[1:4], ends in AROUND[1:4], left in AROUND[1:4]
        assert (why is None) == (begun and not over and not gone), (signed, ends, left)
        assert why is None or (why.endswith(".") and "None" not in why and "{" not in why)


def test_a_text_is_read_as_sections_with_values_put_in_as_plain_words():
    body = "## One {{ partner }}\n\nHello **{{ lead }}**\nagain\n\n- a\n- b\n\n## Two\n\nx"
    assert rules.text_faults(body) == []
    made = rules.sections(body, {"partner": "**Peak**", "lead": "{{ partner }}"})
    assert [section["heading"] for section in made] == ["One **Peak**", "Two"]
    first, points = made[0]["blocks"]
    assert [(word["text"], word["strong"]) for word in first["items"][0]] == [
        ("Hello ", False),
        ("{{ partner }}", True),
        (" ", False),
        ("again", False),
    ]
    assert (points["points"], [item[0]["text"] for item in points["items"]]) == (True, ["a", "b"])
    assert rules.lacking(body, {"partner": "x", "lead": " "}) == ["the name of the partner’s lead"]
    assert rules.text_faults("no heading") == ["Begin with a heading: a line such as ## Parties."]
    assert rules.text_faults("## A\n\n## B\n\nx") == ["Nothing stands under “A”."]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("AB" * 32, "ab" * 32), (" ".join(["0f1e2d3c"] * 8), "0f1e2d3c" * 8), ("ab" * 31, None), ("g" * 64, None)],
)
def test_a_fingerprint_is_read_as_people_copy_it(typed, found):
    assert fingerprint_of(typed) == found


# Actions


@pytest.fixture
@kept
def ruth(db):
    reference.load(TODAY)
    people.load(TODAY)
    world.a_size_rule()
    world.a_qualification()
    return world.an_officer()


def unsigned(name: str = "Peakside Schools Partnership") -> tuple[Partner, object]:
    partner = world.a_partner(name, signed_on=None)
    return partner, world.a_partner_lead(partner)


def sent(partner: Partner, by) -> Memorandum:
    with undrawn():  # the same words without pages: what is drawn is proved once below
        made = actions.draft_memorandum(partner, by=by, today=TODAY, now=NOW)
        return actions.send_memorandum(made, by=by, today=TODAY, now=NOW)


def press(memorandum: Memorandum, name: str = "Head Teacher", role: str = "Head", seen: str | None = None) -> Signing:
    return Signing(
        name, role, "I have authority", memorandum.document.sha256 if seen is None else seen, "192.0.2.7", "Mozilla"
    )


def both_sign(memorandum: Memorandum, by) -> Memorandum:
    with undrawn():
        actions.sign_memorandum(memorandum, press(memorandum), by=by, now=NOW)
        return actions.countersign(memorandum, press(memorandum, by.name, "Director"), by=by, today=TODAY, now=NOW)


def fresh(partner: Partner) -> Partner:
    return Partner.objects.get(pk=partner.pk)


@pytest.mark.django_db
def test_planning_and_promotion_open_once_both_have_signed_and_close_with_the_end(ruth):
    partner, lead = unsigned()
    offering = world.an_offering()
    closed = (
        "Peakside has no signed memorandum of understanding. Planning and promotion open once both sides have signed."
    )
    group = world.a_group(2, partner=partner)
    code = partner.codes.get()
    for refused in (
        lambda: open_group(offering, partner, by=ruth, now=NOW),
        lambda: actions.issue_code(partner, by=ruth, today=TODAY),
        lambda: actions.rotate_code(code, by=ruth, today=TODAY),
        lambda: pick_date(group, offering.timeline.first(), offering.timeline.first().starts_on, by=ruth, now=NOW),
    ):
        with pytest.raises(Refusal) as why:
            refused()
        assert str(why.value) == closed
    assert not Partner.objects.active_on(TODAY).exists()
    row = sent(partner, ruth)
    assert why_closed(fresh(partner), TODAY).startswith("The memorandum of understanding is with Peakside to sign.")
    with undrawn():
        actions.sign_memorandum(row, press(row), by=lead, now=NOW)
    assert "the provider has yet to sign" in why_closed(fresh(partner), TODAY)
    both_sign(row, ruth)
    partner = fresh(partner)
    assert (partner.signed_on, partner.memorandum_ends_on) == (TODAY, add_months(TODAY, 36))
    assert list(Partner.objects.active_on(TODAY)) == [partner]
    assert (why_closed(partner, TODAY), partner.is_active_on(TODAY)) == (None, True)
    actions.issue_code(partner, by=ruth, today=TODAY)
    end = add_months(TODAY, 36)
    assert partner.is_active_on(end - timedelta(days=1))
    assert not partner.is_active_on(end)
    assert list(Partner.objects.active_on(end)) == []
    timetable.keep_memoranda(end, NOW)
    timetable.keep_memoranda(end, NOW)
    assert Memorandum.objects.get().state == MemorandumState.ENDED
    assert "ended on 23 November 2029" in why_closed(fresh(partner), end)


@pytest.mark.django_db
def test_two_presses_are_one_and_a_second_person_reads_who_signed(ruth):
    partner, lead = unsigned()
    row = sent(partner, ruth)
    with pytest.raises(Refusal, match="Type your name"):
        actions.sign_memorandum(row, press(row, " "), by=lead, now=NOW)
    for _ in range(2):
        actions.sign_memorandum(row, press(row), by=lead, now=NOW)
    with pytest.raises(Refusal, match="Head Teacher, Head, has signed this already"):
        actions.sign_memorandum(row, press(row, "Somebody Else"), by=lead, now=NOW)
    kept = Signature.objects.get()
    assert (kept.sha256, kept.address, kept.consent) == (row.document.sha256, "192.0.2.7", "I have authority")
    with pytest.raises(TypeError):
        Signature.objects.update(name="Another")
    both_sign(row, ruth)
    both_sign(row, ruth)
    assert Message.objects.filter(kind="partners.memorandum_in_force").count() == 2  # the lead and the provider
    with pytest.raises(Refusal, match="Ruth Adeyemi, Director, has signed"):
        actions.countersign(row, press(row, "Another Officer", "Director"), by=ruth, today=TODAY, now=NOW)


@pytest.mark.django_db
def test_what_was_recalled_or_sent_anew_is_not_signed_by_an_old_press(ruth):
    partner, lead = unsigned()
    row = sent(partner, ruth)
    old = press(row, seen="0" * 64)
    actions.recall_memorandum(row, reason="A wrong date", by=ruth, now=NOW)
    with pytest.raises(Refusal, match=r"was recalled, so nothing was signed: “A wrong date”"):
        actions.sign_memorandum(row, old, by=lead, now=NOW)
    with undrawn():
        again = actions.send_memorandum(row, by=ruth, today=TODAY, now=NOW)
    with pytest.raises(Refusal, match="not the document you read"):
        actions.sign_memorandum(row, old, by=lead, now=NOW)
    assert not Signature.objects.exists()
    assert again.document != row.document
    data = [one.data["number"] for one in Document.objects.order_by("pk")]
    assert data == [row.ref, f"{row.ref}/2"]  # so that no two files are alike
    actions.decline_memorandum(again, reason="The fee is wrong", by=lead, now=NOW)
    assert "declined" in why_closed(fresh(partner), TODAY)
    with pytest.raises(Refusal, match="The fee is wrong"):
        actions.sign_memorandum(again, press(again), by=lead, now=NOW)
    actions.drop_memorandum(again, reason="They go elsewhere", by=ruth)
    assert actions.draft_memorandum(partner, by=ruth, today=TODAY, now=NOW).ref != row.ref


@pytest.mark.django_db
def test_a_renewal_supersedes_only_once_it_is_countersigned(ruth):
    partner, _ = unsigned()
    first = both_sign(sent(partner, ruth), ruth)
    soon = add_months(TODAY, 30)
    assert [timetable.keep_memoranda(day, NOW) for day in (soon - timedelta(days=1), soon, soon)] == [0, 1, 0]
    with undrawn():
        second = actions.draft_memorandum(partner, by=ruth, today=soon, now=NOW)
        assert actions.draft_memorandum(partner, by=ruth, today=soon, now=NOW) == second
        second = actions.send_memorandum(second, by=ruth, today=soon, now=NOW)
    assert (second.replaces, second.ends_on) == (first, add_months(first.ends_on, 36))
    actions.sign_memorandum(second, press(second), by=ruth, now=NOW)
    assert Memorandum.objects.get(pk=first.pk).state == MemorandumState.IN_FORCE
    with undrawn():
        actions.countersign(second, press(second, "Ruth", "Director"), by=ruth, today=soon, now=NOW)
    states = dict(Memorandum.objects.values_list("ref", "state"))
    assert states == {first.ref: MemorandumState.SUPERSEDED, second.ref: MemorandumState.IN_FORCE}
    assert (fresh(partner).signed_on, fresh(partner).memorandum_ends_on) == (TODAY, second.ends_on)


@pytest.mark.django_db
def test_reminders_go_to_whoever_signs_and_not_more_often_than_the_terms_say(ruth):
    partner, lead = unsigned()
    row = sent(partner, ruth)
    assert timetable.remind_to_sign(TODAY, NOW + timedelta(days=6)) == 0
    assert timetable.remind_to_sign(TODAY, NOW + timedelta(days=7)) == 1
    assert Message.objects.get(kind="partners.memorandum_reminder").to == lead.email
    about = {"name": "Chair Person", "email": "chair@school.example", "role": "Chair"}
    actions.name_signatory(row, **about, by=lead, today=TODAY, now=NOW)
    assert timetable.remind_to_sign(TODAY, NOW + timedelta(days=14)) == 1
    assert Message.objects.get(kind="partners.memorandum_link_reminder").to == "chair@school.example"
    both_sign(row, ruth)
    assert timetable.remind_to_sign(TODAY, NOW + timedelta(days=60)) == 0


# Pages


def client_of(user=None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
def test_from_the_first_press_to_the_signed_copy_that_the_page_knows(ruth):
    partner, lead = unsigned()
    office, theirs, anybody = client_of(ruth), client_of(lead), client_of()
    record = office.get(reverse("office:partners:partner", args=[partner.slug]))
    assert "Peakside has no signed memorandum of understanding." in text(record)
    office.post(reverse("office:partners:drafting", args=[partner.slug]))
    row = Memorandum.objects.get()
    own = reverse("partner:partners:memorandum", args=[row.ref])
    assert theirs.get(own).status_code == 404  # nothing was sent yet
    office.post(reverse("office:partners:sending", args=[row.ref]))
    row.refresh_from_db()
    assert "Joanna Pike" in text(theirs.get(own))
    assert "has no signed" not in text(theirs.get(reverse("partner:partners:memoranda")))
    named = {"signatory": "Chair Person", "email": "chair@school.example", "role": ""}
    refused = theirs.post(reverse("partner:partners:memorandum_signatory", args=[row.ref]), named)
    assert (refused.status_code, "Chair Person" in refused.content.decode()) == (422, True)
    theirs.post(reverse("partner:partners:memorandum_signatory", args=[row.ref]), named | {"role": "Chair"})
    mail = as_sent(Message.objects.get(kind="partners.memorandum_link"))
    link = re.search(r"/go/memorandum/[^\s)>\"]+", mail.text).group()
    page = anybody.get(link)
    assert "at least one NPQML" in text(page)
    shown = anybody.get(f"{link}document/")
    assert (shown["Content-Type"], shown.content[:5]) == ("application/pdf", b"%PDF-")
    signed = {"name": "Chair Otherperson", "role": "Chair", "seen": row.document.sha256}
    assert "Tick the box" in text(anybody.post(f"{link}signature/", signed))
    signed |= {"agrees": "on"}
    asked = anybody.post(f"{link}signature/", signed)
    assert (asked.status_code, 'value="Chair Otherperson"' in asked.content.decode()) == (200, True)
    assert "It is not signed yet. We have mailed a code to chair@school.example." in text(asked)
    assert Message.objects.get(kind="people.proof_code").to == "chair@school.example"
    for wrong in ("", "AAAAAA"):
        assert anybody.post(f"{link}signature/", signed | {"code": wrong}).status_code == 422
    assert not Signature.objects.exists()  # whoever has the link alone signs nothing
    signed |= {"code": newest_code()}
    assert "the document you read" in text(anybody.post(f"{link}signature/", signed | {"seen": "x"}))
    kept = anybody.post(f"{link}signature/", signed | {"name": ""})
    assert f'value="{signed["code"]}"' in kept.content.decode()
    done = anybody.post(f"{link}signature/", signed, follow=True)
    assert Signature.objects.get().proof == "a code mailed to chair@school.example"
    again = anybody.post(f"{link}signature/", signed, follow=True)
    assert (again.status_code, Signature.objects.count()) == (200, 1)
    assert "It was sent to Chair Person to sign, and Chair Otherperson signed." in text(done)
    assert "192" not in text(done)  # the evidence is for the lead and the office
    assert "127.0.0.1" in text(theirs.get(own))
    office.post(reverse("office:partners:countersignature", args=[row.ref]), signed | {"name": "Ruth"})
    copy = theirs.get(reverse("partner:partners:memorandum_document", args=[row.ref]))
    row.refresh_from_db()
    assert row.signed_copy is not None
    assert copy.content == bytes(row.signed_copy.content)
    mails = Message.objects.filter(kind="partners.memorandum_in_force").prefetch_related("attachments")
    said = {mail.to: [one.filename for one in mail.attachments.all()] for mail in mails}
    assert set(map(tuple, said.values())) == {(f"{row.ref}-signed.pdf",)}
    assert {"chair@school.example", lead.email} <= set(said)
    check = reverse("public:documents:verify")
    for pdf, which in ((shown.content, "The file to sign"), (copy.content, "The copy with the signatures")):
        found = text(anybody.post(check, {"file": SimpleUploadedFile("memo.pdf", pdf)}))
        assert all(words in found for words in (row.ref, which, "In force"))
        assert "Otherperson" not in found
        assert "Peakside" not in found
        changed = text(anybody.post(check, {"file": SimpleUploadedFile("memo.pdf", pdf + b" ")}))
        assert "This is not one of our files." in changed


@pytest.mark.django_db
def test_a_code_signs_one_file_for_one_person(ruth):
    partner, lead = unsigned()
    row = sent(partner, ruth)
    about = {"name": "Chair Person", "role": "Chair", "by": lead, "today": TODAY, "now": NOW}
    row = actions.name_signatory(row, email="chair@school.example", **about)
    purpose = actions.code_purpose(row)
    mail_code(purpose, to="chair@school.example", name="Chair Person", what="sign", now=NOW)
    code = newest_code()
    other = actions.name_signatory(row, email="other@school.example", **about)
    with pytest.raises(Refusal, match="no longer"):
        actions.sign_by_link(other, press(other), code=code, by=lead, now=NOW)
    row = actions.name_signatory(row, email="chair@school.example", **about)
    late = NOW + timedelta(minutes=ProofPolicy.objects.get().code_minutes)
    with pytest.raises(Refusal, match="no longer"):
        actions.sign_by_link(row, press(row), code=code, by=lead, now=late)
    assert not Signature.objects.exists()
    assert actions.sign_by_link(row, press(row), code=code, by=lead, now=NOW).state == MemorandumState.SIGNED
    with pytest.raises(Refusal, match="has signed this already"):
        actions.sign_by_link(row, press(row, "Another"), code=code, by=lead, now=NOW)


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
def test_a_bad_file_is_answered_kindly(ruth, settings):
    check, anybody = reverse("public:documents:verify"), client_of()
    cases = [
        ({}, "Choose a PDF, or type its fingerprint."),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "This file is empty."),
        ({"file": SimpleUploadedFile("a.pdf", b"hello")}, "This is not a PDF."),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-" + b"0" * 10 * 1024 * 1024)}, "larger than 10 MB"),
        ({"typed": "abc"}, "has 64 figures and letters"),
    ]
    for sent_, words in cases:
        answer = anybody.post(check, sent_)
        assert (answer.status_code, words in text(answer)) == (422, True), words
    assert "not one of our files" in text(anybody.post(check, {"typed": "ab" * 32}))


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
def test_a_text_with_an_unknown_field_is_refused_beside_it_and_published_from_a_day(ruth):
    office = client_of(ruth)
    world.a_partner()
    write = reverse("office:partners:writing")
    typed = {"body": "## Parties\n\nFor {{ partnr }}", "source": "solicitor", "based_on": "0"}
    refused = office.post(write, typed)
    assert (refused.status_code, "Did you mean {{ partner }}?" in text(refused)) == (422, True)
    typed["body"] = "## Parties\n\nFor {{ partner }}"
    assert "For Peakside Schools Partnership" in text(office.post(write, typed | {"preview": "1"}))
    assert MemorandumText.objects.count() == 1
    office.post(write, typed)
    clash = office.post(write, typed | {"body": "## Parties\n\nMine"})
    assert "Somebody saved this text meanwhile" in text(clash)
    publish = reverse("office:partners:publication", args=[2])
    assert office.post(publish, {"from_on": "1/1/2020", "changes": "1"}).status_code == 422
    office.post(publish, {"from_on": "25/11/2026", "changes": "1"})
    assert [text_on(day).version for day in (TODAY, TODAY + timedelta(days=1))] == [1, 2]
    assert "already" in text(office.post(publish, {"from_on": "26/11/2026", "changes": "1"}))


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
def test_paper_opens_planning_and_another_partners_memorandum_is_not_there(ruth):
    partner, lead = unsigned()
    office = client_of(ruth)
    paper = reverse("office:partners:paper", args=[partner.slug])
    filed = {"in_force_on": "1/2/2026", "ends_on": "1/2/2029", "reason": "The safe"}
    assert office.post(paper, filed | {"ends_on": "1/2/2026"}).status_code == 422
    office.post(paper, filed)
    assert fresh(partner).signed_on == date(2026, 2, 1)
    row = Memorandum.objects.get()
    other = client_of(world.a_partner_lead(world.a_partner("Trent Schools")))
    for page in ("memorandum", "memorandum_document"):
        assert other.get(reverse(f"partner:partners:{page}", args=[row.ref])).status_code == 404
    assert row.ref in text(client_of(lead).get(reverse("partner:partners:memorandum", args=[row.ref])))
    office.post(reverse("office:partners:ending", args=[row.ref]), {"reason": "They merged"})
    assert "ended on" in why_closed(fresh(partner), TODAY)
