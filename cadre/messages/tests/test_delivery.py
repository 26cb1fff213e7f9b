"""Handing over to a server, and to one that misbehaves. Crashes are proven in tests/proofs."""

import email
import socket
import time
from datetime import timedelta
from email import policy

import pytest

from cadre.journal import identity, queue
from cadre.journal.actions import System
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages import actions, delivery, transport
from cadre.messages.actions import post
from cadre.messages.delivery import deliver, take_back_lost
from cadre.messages.mail import Attachment, Mail, Secret
from cadre.messages.models import Message
from tests.smtp import smtp_sink

pytestmark = pytest.mark.django_db
RUTH = System("Ruth Adeyemi")


@pytest.fixture(autouse=True)
def _no_server_was_lately_out_of_reach(monkeypatch):
    monkeypatch.setattr(transport._Breaker, "closed_until", 0.0)


def a_message(kind, now, **changes) -> Message:
    fields = {"name": "Amina", "course": "NPQSL", "resume_link": Secret("https://cadre.example/t0ken"), "rows": ["One"]}
    facts = {"to": "amina@school.example", "to_name": "Amina Yusuf", "key": "one"}
    return post(
        Mail(kind, **(facts | {"fields": {k: v for k, v in fields.items() if k in kind.fields}} | changes)), now=now
    )


def sent(message: Message) -> Message:
    deliver(message.pk)
    message.refresh_from_db()
    return message


def test_a_server_gets_the_whole_message(received, now, settings):
    with smtp_sink() as sink:
        settings.SMTP_URL = sink.url
        file = Attachment("day.ics", "text/calendar", b"BEGIN:VCALENDAR")
        made = a_message(
            received, now, attachments=[file], cc=["head@school.example"], to_name="Amina\r\nBcc: x@x.example"
        )
        message = sent(made)
    assert (message.state, message.channel, message.attempts) == ("sent", "smtp", 1)
    [got] = [email.message_from_bytes(kept, policy=policy.default) for kept in sink.kept]
    assert {name: got[name] for name in ("To", "Cc", "Bcc", "Subject", "Message-ID", "Auto-Submitted")} == {
        "To": '"Amina Bcc: x@x.example" <amina@school.example>',
        "Cc": "head@school.example",
        "Bcc": None,
        "Subject": "Amina, your NPQSL application",
        "Message-ID": f"<{message.pk}@localhost>",
        "Auto-Submitted": "auto-generated",
    }
    assert [part.get_content_type() for part in got.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert "Go on with it: https://cadre.example/t0ken" in got.get_body(("plain",)).get_content()
    assert 'href="https://cadre.example/t0ken"' in got.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    ("say", "state", "words"),
    [
        ({"MAIL": "421 busy"}, "queued", "421 busy"),
        ({"RCPT": "450 try later"}, "queued", "450 try later"),
        ({"RCPT": "550 no such person"}, "failed", "550 no such person"),
        ({"DATA": "451 later"}, "queued", "451 later"),
        ({"END": "554 spam"}, "failed", "554 spam"),
        ({"END": None}, "queued", "closed"),
        ({"MAIL": None}, "queued", "closed"),
    ],
)
def test_what_a_server_says_decides(received, now, settings, say, state, words):
    with smtp_sink(say=say) as sink:
        settings.SMTP_URL = sink.url
        message = sent(a_message(received, now))
    assert message.state == state
    assert words in message.last_error
    assert (message.next_try_at is not None) == (state == "queued")


def test_a_careful_message_waits_for_a_human_when_nobody_knows_whether_it_went(invoice, now, settings):
    with smtp_sink(say={"END": None}) as sink:
        settings.SMTP_URL = sink.url
        message = sent(a_message(invoice, now))
        assert (message.state, len(sink.kept)) == ("uncertain", 1)
        assert sent(message).state == "uncertain"
        actions.mark_as_sent(message, now=now, by=RUTH)
        assert drain() == 1
    message.refresh_from_db()
    assert (message.state, message.sent_at, len(sink.kept)) == ("sent", now, 1)


def test_a_careful_message_that_surely_did_not_go_is_tried_again(invoice, now, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    message = sent(a_message(invoice, now))
    assert (message.state, message.attempts) == ("queued", 1)


def test_a_server_out_of_reach_is_left_alone_for_a_while(received, now, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    assert "could not be reached:" in sent(a_message(received, now)).last_error
    assert "a moment ago" in sent(a_message(received, now, key="two")).last_error


def test_a_message_is_given_up_after_its_last_attempt_and_can_be_sent_again(received, now, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    message = a_message(received, now)
    for _ in range(len(delivery.DELAYS) + 1):
        assert message.state == "queued"
        sent(message)
    assert message.state == "failed"
    settings.SMTP_URL = ""
    actions.send_again(message, by=RUTH)
    queue.waiting().update(run_after=queue.real_now())
    drain()
    message.refresh_from_db()
    assert message.state == "sent"


def test_one_address_that_is_not_taken_does_not_stop_the_other(received, now, settings):
    with smtp_sink() as sink:
        settings.SMTP_URL = sink.url
        message = a_message(received, now, cc=["bad address", "head@school.example"])
        assert sent(message).state == "sent"
    assert message.cc == ["head@school.example"]


def in_hand_of(message: Message, worker: str, *, since: timedelta) -> None:
    Message.objects.filter(pk=message.pk).update(
        state="sending", claimed_by=worker, claimed_at=queue.real_now() - since, attempts=1
    )


def test_a_message_in_the_hand_of_a_living_worker_is_left_to_it(received, now):
    message = a_message(received, now)
    in_hand_of(message, identity.my_id(), since=timedelta(seconds=5))
    assert sent(message).state == "sending"


@pytest.mark.parametrize("kind", ["received", "invoice"])
def test_a_message_left_by_a_worker_is_taken_over_or_doubted(kind, now, request):
    message = a_message(request.getfixturevalue(kind), now)
    in_hand_of(message, "elsewhere-1-abc", since=timedelta(minutes=11))
    assert sent(message).state == {"received": "sent", "invoice": "uncertain"}[kind]


def test_what_waits_without_a_task_is_queued_again(received, now):
    message = a_message(received, now)
    queue.waiting().delete()
    Message.objects.update(created_at=queue.real_now() - timedelta(minutes=5))
    assert take_back_lost() == 1
    assert drain() == 1
    message.refresh_from_db()
    assert message.state == "sent"


def test_a_link_sealed_with_a_key_that_is_gone_is_a_failure_in_words(received, now, settings):
    message = a_message(received, now)
    settings.SECRET_KEY = "another key altogether"
    assert sent(message).state == "failed"
    assert "secret key has changed" in message.last_error


def test_a_key_kept_as_a_fallback_still_opens_what_it_sealed(received, now, settings):
    message = a_message(received, now)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [settings.SECRET_KEY]
    assert sent(message).state == "sent"


def test_a_sent_message_cannot_be_discarded(received, now):
    message = sent(a_message(received, now))
    with pytest.raises(Refusal, match="This is sent"):
        actions.discard(message, by=RUTH)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
        ("smtp://u%40x:p%2F@mail.example:587", ("mail.example", 587, "u@x", "p/", False, True)),
        ("smtps://mail.example", ("mail.example", 465, "", "", True, False)),
        ("smtp://mail.example:2525?starttls=1", ("mail.example", 2525, "", "", False, True)),
    ],
)
def test_a_server_is_read_from_its_address(url, server):
    assert transport.Server.of(url) == transport.Server(*server)


@pytest.mark.parametrize("url", ["http://mail.example", "mail.example:25", "smtp://"])
def test_an_address_that_is_no_server_is_refused(url):
    with pytest.raises(ValueError, match="SMTP_URL looks like"):
        transport.Server.of(url)


def test_a_server_that_never_speaks_is_given_up_soon(received, now, settings, monkeypatch):
    monkeypatch.setattr(transport, "CONNECT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.SMTP_URL = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        begun = time.monotonic()
        message = sent(a_message(received, now))
    assert time.monotonic() - begun < 2
    assert (message.state, message.attempts) == ("queued", 1)
    assert "could not be reached" in message.last_error


@pytest.mark.parametrize(("kind", "state"), [("received", "queued"), ("invoice", "uncertain")])
def test_a_server_that_falls_silent_leaves_it_open_whether_it_went(now, settings, monkeypatch, request, kind, state):
    monkeypatch.setattr(transport, "ANSWER_SECONDS", 0.2)
    with smtp_sink(after=lambda n: time.sleep(0.6)) as sink:
        settings.SMTP_URL = sink.url
        assert sent(a_message(request.getfixturevalue(kind), now)).state == state
