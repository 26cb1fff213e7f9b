"""The outbox: one row per message, posted once, held when it lacks something, sent after the transaction."""

import pytest
from django.db import connection, transaction

from cadre.documents.actions import store
from cadre.documents.samples import INVOICE
from cadre.journal import queue
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib.errors import Conflict, Refusal
from cadre.messages import actions
from cadre.messages.actions import post, post_all
from cadre.messages.mail import Attachment, Mail, Secret
from cadre.messages.models import Message, Template
from cadre.messages.queries import as_sent

pytestmark = pytest.mark.django_db
RUTH, OMAR = System("Ruth Adeyemi"), System("Omar Haddad")
LINK = "https://cadre.example/apply/resume/tok3n-t0ken/"


def a_mail(kind, key="test:1", **changes):
    fields = {"name": "Amina Yusuf", "course": "NPQSL", "resume_link": Secret(LINK), "rows": ["One", "Two"]}
    facts = {"to": "a.yusuf@School.example", "to_name": "Amina Yusuf", "fields": fields, "key": key}
    return Mail(kind, **(facts | changes))


def test_a_posted_message_waits_and_is_then_caught(received, now, settings):
    settings.DEMO = False
    message = post(a_mail(received), now=now)
    assert (message.state, message.to, message.subject) == (
        "queued",
        "a.yusuf@school.example",
        "Amina Yusuf, your NPQSL application",
    )
    assert drain() == 1
    message.refresh_from_db()
    assert (message.state, message.channel, message.attempts) == ("sent", "caught", 1)
    assert queue.waiting().count() == 0


def test_posting_the_same_key_again_answers_with_the_first(received, now):
    first = post(a_mail(received), now=now)
    again = post(a_mail(received, to="other@school.example"), now=now)
    assert again == first
    assert Message.objects.get().to == "a.yusuf@school.example"
    assert drain() == 1


def test_rolled_back_means_no_message_and_no_task(received, now):
    def post_and_fail() -> None:
        with transaction.atomic():
            post(a_mail(received), now=now)
            assert (Message.objects.count(), queue.waiting().count()) == (1, 1)
            raise RuntimeError("It failed at the end.")

    with pytest.raises(RuntimeError, match="at the end"):
        post_and_fail()
    assert (Message.objects.count(), queue.waiting().count()) == (0, 0)


def test_many_messages_cost_about_as_many_queries_as_a_few(received, now, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(5):
        few = post_all([a_mail(received, f"few:{n}") for n in range(2)], now=now)
    with transaction.atomic(), django_assert_num_queries(5 if connection.vendor == "postgresql" else 6):
        many = post_all([a_mail(received, f"many:{n}") for n in range(48)], now=now)
    assert [message.key for message in many] == [f"many:{n}" for n in range(48)]
    assert drain() == len(few) + len(many)


def test_a_personal_link_is_never_in_clear(received, now, settings):
    settings.DEMO = False
    message = post(a_mail(received), now=now)
    row = str(Message.objects.filter(pk=message.pk).values().get())
    assert "tok3n" not in row
    assert LINK in as_sent(message).text
    assert "[personal link]" in message.shown_text
    assert "tok3n" not in message.shown_html + message.shown_text
    drain()
    message.refresh_from_db()
    assert message.secrets == ""
    assert "[personal link]" in as_sent(message).text


def test_the_demo_keeps_links_for_its_mail_page(received, now, settings):
    settings.DEMO = True
    message = post(a_mail(received), now=now)
    drain()
    message.refresh_from_db()
    assert message.state == "sent"
    assert LINK in as_sent(message).text


def test_a_message_that_lacks_a_value_is_held_until_it_has_it(received, now):
    message = post(
        a_mail(received, fields={"name": " ", "course": "NPQSL", "resume_link": Secret(LINK), "rows": ["x"]}), now=now
    )
    assert (message.state, message.last_error) == ("held", "No value for name.")
    assert "Dear ," not in message.text
    assert drain() == 0
    with pytest.raises(Refusal, match="still lacks name"):
        actions.release(message, by=RUTH)
    actions.fill_in(message, values={"name": "Amina"}, by=RUTH)
    actions.release(message, by=RUTH)
    drain()
    message.refresh_from_db()
    assert message.state == "sent"
    assert "Dear Amina," in message.text
    assert [entry.sentence for entry in Entry.objects.order_by("pk")] == [
        "Ruth Adeyemi filled in what “Amina, your NPQSL application to Amina Yusuf” lacked: name.",
        "Ruth Adeyemi let “Amina, your NPQSL application to Amina Yusuf” go.",
    ]


@pytest.mark.parametrize(
    ("to", "reason"), [("", "There is no email address."), ("not an address", "The email address is not one.")]
)
def test_a_message_without_an_address_is_held(received, now, to, reason):
    message = post(a_mail(received, to=to), now=now)
    assert (message.state, message.last_error) == ("held", reason)
    with pytest.raises(Refusal):
        actions.release(message, by=RUTH)
    actions.fill_in(message, values={}, to="a@school.example", by=RUTH)
    actions.release(message, by=RUTH)
    assert drain() == 1


def test_a_value_for_a_field_the_kind_does_not_have_is_a_fault_of_the_code(received, now):
    with pytest.raises(ValueError, match="has no field price"):
        post(a_mail(received, fields={"price": "1"}), now=now)


def test_a_held_message_goes_when_it_is_released_and_a_discarded_one_never(received, now):
    kept = post(a_mail(received), now=now, hold="Read it first.")
    gone = post(a_mail(received, "test:2"), now=now)
    assert kept.last_error == "Read it first."
    actions.discard(gone, by=RUTH)
    actions.release(kept, by=RUTH)
    drain()
    assert dict(Message.objects.values_list("key", "state")) == {"test:1": "sent", "test:2": "discarded"}
    with pytest.raises(Refusal, match="discarded"):
        actions.send_again(gone, by=RUTH)


def test_documents_and_made_files_go_along(received, now):
    document = store(kind="invoice", template="invoice", title="I", filename="invoice.pdf", data=INVOICE, now=now)
    message = post(a_mail(received, attachments=[document, Attachment("day.ics", "text/calendar", b"BEGIN")]), now=now)
    files = as_sent(message).files
    assert [(file.filename, file.content_type) for file in files] == [
        ("invoice.pdf", "application/pdf"),
        ("day.ics", "text/calendar"),
    ]
    assert files[0].content == bytes(document.content)


def test_words_with_an_unknown_field_are_refused_on_saving(received, now):
    with pytest.raises(Refusal, match=r"There is no field \{\{ nmae \}\}") as refused:
        actions.save_template(received, subject="Hello", body="Dear {{ nmae }}", based_on=0, now=now, by=RUTH)
    assert refused.value.field == "body"
    assert Template.objects.count() == 0


def test_a_version_is_used_once_somebody_else_has_activated_it(received, now):
    ruth, omar = System("Ruth Adeyemi"), System("Omar Haddad")
    ruth.pk, omar.pk = 1, 2
    saved = actions.save_template(received, subject="New words", body="Hello {{ name }}", based_on=0, now=now, by=ruth)
    assert post(a_mail(received, "before"), now=now).template_version == 0
    with pytest.raises(Refusal, match="somebody else"):
        actions.activate_template(saved, now=now, by=ruth)
    actions.activate_template(saved, now=now, by=omar)
    after = post(a_mail(received, "after"), now=now)
    assert (after.template_version, after.subject) == (1, "New words")
    assert after.text.startswith("Hello Amina Yusuf")


def test_the_second_of_two_writers_sees_what_the_first_saved(received, now):
    actions.save_template(received, subject="Ruth's", body="Words", based_on=0, now=now, by=RUTH)
    with pytest.raises(Conflict) as conflict:
        actions.save_template(received, subject="Omar's", body="Other", based_on=0, now=now, by=OMAR)
    assert conflict.value.theirs == {"subject": "Ruth's", "body": "Words", "version": 1}
