"""The outbox and the words of messages in the office."""

import pytest
from django.test import Client

from cadre.journal.worker import drain
from cadre.messages import actions
from cadre.messages.actions import post
from cadre.messages.mail import Mail, Secret
from cadre.messages.models import Message, Template
from cadre.ui.tests.pages import words
from tests.scenes import kept
from tests.world import an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
OUTBOX, WORDS = "/office/messages/", "/office/messages/templates/test.received/"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
@kept
def ruth():
    return an_officer("Ruth Adeyemi")


def a_message(kind, now, key="one", **changes) -> Message:
    fields = {"name": "Amina", "course": "NPQSL", "resume_link": Secret("https://cadre.example/t0ken"), "rows": ["One"]}
    facts = {"to": "amina@school.example", "to_name": "Amina Yusuf", "fields": fields, "key": key}
    return post(Mail(kind, **(facts | changes)), now=now)


def test_the_outbox_lists_what_became_of_each_message(received, ruth, now):
    a_message(received, now)
    drain()
    a_message(received, now, key="two", to="", to_name="Tom Reed")
    page = words(client_of(ruth).get(OUTBOX).content.decode())
    assert "1 message waits for you. 1 held" in page
    assert "Amina Yusuf amina@school.example Amina, your NPQSL application Application received" in page
    assert "Tom Reed" in page
    assert "There is no email address." in page
    narrowed = words(client_of(ruth).get(OUTBOX, {"state": "held", "to": "tom"}).content.decode())
    assert "1 of 2" in narrowed
    assert "amina@school.example" not in narrowed


def test_the_outbox_costs_the_same_for_many(received, ruth, now, django_assert_max_num_queries):
    client = client_of(ruth)
    for key in ("1", "2", "3", "4", "5"):
        a_message(received, now, key=key)
    client.get(OUTBOX)
    with django_assert_max_num_queries(8):
        client.get(OUTBOX)


def test_the_outbox_is_a_file_only_where_the_policy_lets_somebody_take_it(received, ruth, now, monkeypatch):
    a_message(received, now)
    assert client_of(ruth).get(OUTBOX, {"format": "csv"})["Content-Type"].startswith("text/html")
    monkeypatch.setattr("cadre.people.access.opens", lambda *_: True)
    answer = client_of(ruth).get(OUTBOX, {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Written,To,Address,Subject,Message,About,State,Sent,What went wrong"
    assert "Amina Yusuf,amina@school.example" in lines[1]


def test_a_message_is_shown_without_its_personal_link(received, ruth, now):
    message = a_message(received, now)
    page = client_of(ruth).get(f"{OUTBOX}{message.pk}/").content.decode()
    assert "Go on with it" in page
    assert "[personal link]" in page
    assert "t0ken" not in page


@pytest.mark.parametrize("role", ["finance", "quality"])
def test_others_see_that_a_message_was_sent_and_not_what_it_says(received, now, role):
    message, client = a_message(received, now), client_of(an_officer("Omar Haddad", role))
    assert "Amina Yusuf" in client.get(OUTBOX).content.decode()
    assert client.get(f"{OUTBOX}{message.pk}/").status_code == 404


@pytest.mark.parametrize(("role", "sees"), [("ops", True), ("finance", False), ("quality", False)])
def test_addresses_are_shown_and_found_by_operations_alone(received, now, role, sees):
    message, client = a_message(received, now), client_of(an_officer("Omar Haddad", role))
    Message.objects.filter(pk=message.pk).update(last_error="550 amina@school.example is unknown")
    shown = client.get(OUTBOX).content.decode()
    assert ("amina@school.example" in shown, "550" in shown) == (sees, sees)
    found = [client.get(OUTBOX, {"to": words}).context["listing"].count for words in ("AMINA", "school.example")]
    assert found == [1, int(sees)]
    by_subject = client.get(OUTBOX, {"about": message.subject}).context["listing"].count
    assert (message.subject in shown, by_subject) == (sees, int(sees))


def test_only_breaking_the_glass_would_open_a_message_to_data_protection(received, now):
    message = a_message(received, now)
    assert client_of(an_officer("Dee", "dpo")).get(f"{OUTBOX}{message.pk}/").status_code == 404


def test_staff_hold_release_and_discard(received, ruth, now):
    message, client = a_message(received, now), client_of(ruth)

    def decide(**data):
        page = client.post(f"{OUTBOX}{message.pk}/outcome/", data, follow=True).content.decode()
        message.refresh_from_db()
        return words(page)

    assert "Write why it is held." in decide(verb="held", reason="")
    assert message.state == "queued"
    assert "Held. Check the date." in decide(verb="held", reason="Check the date.")
    decide(verb="released")
    assert message.state == "queued"
    decide(verb="discarded")
    assert message.state == "discarded"
    assert "This is discarded" in decide(verb="released")
    assert "Ruth Adeyemi discarded" in words(client.get(f"{OUTBOX}{message.pk}/").content.decode())


def test_what_a_message_lacks_is_asked_for(received, ruth, now):
    lacking = {"name": "", "course": "NPQSL", "resume_link": Secret("https://cadre.example/t0ken"), "rows": ["One"]}
    message, client = a_message(received, now, fields=lacking), client_of(ruth)
    address = f"{OUTBOX}{message.pk}/values/"
    assert "The applicant's name" in client.get(f"{OUTBOX}{message.pk}/").content.decode().replace("&#x27;", "'")
    wrong = client.post(address, {"name": "Amina", "to": "not one"})
    assert "Give one address only" in wrong.content.decode()
    client.post(address, {"name": "Amina", "to": "amina@school.example"})
    message.refresh_from_db()
    assert (message.state, message.last_error, message.subject) == ("held", "", "Amina, your NPQSL application")


def test_the_words_of_every_kind_are_listed(received, ruth):
    page = words(client_of(ruth).get("/office/messages/templates/").content.decode())
    assert "Application received {{ name }}, your {{ course }} application As supplied" in page


def test_words_are_previewed_saved_and_put_into_use_by_a_second_person(received, ruth):
    client, address = client_of(ruth), f"{WORDS}wording/"
    typed = {"subject": "Hello {{ name }}", "body": "Dear {{ nmae }}", "based_on": "0"}
    wrong = words(client.post(address, typed).content.decode())
    assert "There is no field {{ nmae }}. Did you mean {{ name }}?" in wrong
    assert "Dear {{ nmae }}" in wrong
    typed["body"] = "Dear {{ name }}, welcome."
    preview = words(client.post(address, typed | {"preview": "1"}).content.decode())
    assert "Dear [the applicant's name], welcome." in preview
    assert Template.objects.count() == 0
    assert "Somebody else reads it" in words(client.post(address, typed, follow=True).content.decode())
    own = client.post(f"{WORDS}1/activation/", follow=True).content.decode()
    assert "You wrote this version" in words(own)
    client_of(an_officer("Omar Haddad", "finance")).post(f"{WORDS}1/activation/")
    assert Template.objects.get().in_use
    assert "Dear [the applicant's name], welcome." in words(client.get(WORDS).content.decode())


def test_a_writer_who_comes_second_sees_both(received, ruth, now):
    actions.save_template(received, subject="Theirs", body="Their words", based_on=0, now=now, by=ruth)
    typed = {"subject": "Mine", "body": "My words", "based_on": "0"}
    page = words(client_of(ruth).post(f"{WORDS}wording/", typed).content.decode())
    assert "Ruth Adeyemi has written version 1 meanwhile" in page
    assert "Their words" in page
    assert "My words" in page
    client_of(ruth).post(f"{WORDS}wording/", typed | {"based_on": "1"})
    assert Template.objects.filter(version=2, body="My words").exists()


def test_what_is_not_there_is_not_found(ruth):
    client = client_of(ruth)
    for path in ("no.such/", "no.such/wording/"):
        assert client.get(f"/office/messages/templates/{path}").status_code == 404
    assert client.post("/office/messages/templates/no.such/1/activation/").status_code == 404
    assert client.get("/office/messages/6d0c6f3e-6c1b-4f0e-9a53-3b8f2b7f2f10/").status_code == 404
