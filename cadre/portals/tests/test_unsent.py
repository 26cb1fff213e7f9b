"""What is typed is not lost where it cannot be taken now: signed out, a form too old, a database that takes nothing."""

import errno

import pytest
from django.db import InternalError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from cadre.commitments.models import Activity
from cadre.portals.middleware import is_unwritable
from tests import world
from tests.said_again import Shown
from tests.wanderer import Form, Forms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
TYPED = {"kind": "note", "happened_on": "24/11/2026", "words": "They ask for\nthe café <b>&</b> the hall"}
HERE = "http://testserver"


@pytest.fixture
def page() -> str:
    return reverse("office:commitments:activity", args=[world.a_partner().slug])


def to_send_again(text: str) -> tuple[Form, dict[str, str]]:
    [form] = [one for one in Forms(text).found if one.method == "post"]
    return form, dict(form.held)


def kept(fields: dict[str, str]) -> dict[str, str]:
    return {name: " ".join(value.split()) for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def test_whoever_was_signed_out_signs_in_beside_the_page_and_sends_it_again(page):
    client = Client()
    answer = client.post(page, TYPED)
    text = answer.content.decode()
    form, fields = to_send_again(text)
    assert (answer.status_code, form.action, kept(fields)) == (403, page, kept(TYPED))
    assert "the café &lt;b&gt;&amp;&lt;/b&gt; the hall" in text, "it is read, too"
    assert ('href="/sign-in/" target="_blank"' in text, Activity.objects.count()) == (True, 0)
    assert "no-store" in answer.headers["Cache-Control"]
    client.force_login(world.an_officer())
    assert client.post(form.action, fields).status_code == 302
    assert Activity.objects.get().words == TYPED["words"]


def test_a_button_alone_leads_to_signing_in(page):
    answer = Client().post(page, {"csrfmiddlewaretoken": "x"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/")


def test_a_form_that_is_too_old_is_sent_again_with_one_press(page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.an_officer())
    old = client.post(page, TYPED | {"csrfmiddlewaretoken": "a" * 64}, headers={"Origin": HERE})
    form, fields = to_send_again(old.content.decode())
    assert (old.status_code, kept(fields), Activity.objects.count()) == (403, kept(TYPED), 0)
    assert client.post(form.action, fields, headers={"Origin": HERE}).status_code == 302
    assert Activity.objects.count() == 1


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://testserver.elsewhere.example", ""])
def test_a_page_of_somebody_else_is_given_no_form_that_works(page, origin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.an_officer())
    answer = client.post(page, TYPED, headers={"Origin": origin} if origin else {})
    assert (answer.status_code, [one for one in Forms(answer.content.decode()).found if one.held]) == (403, [])


def test_what_cannot_be_saved_now_is_on_the_page_and_goes_with_the_next_press(page):
    client = Client(raise_request_exception=False)
    client.force_login(world.an_officer())
    on, off = ("PRAGMA query_only = ON", "PRAGMA query_only = OFF")
    if connection.vendor == "postgresql":
        on, off = ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            pytest.skip("in the transaction of a test nothing is set back: its state is in the table below")
        cursor.execute(on)
        try:
            assert client.get(reverse("public:partners:directory")).status_code == 200, "pages are read"
            answer = client.post(page, TYPED)
        finally:
            cursor.execute(off)
    form, fields = to_send_again(answer.content.decode())
    assert (answer.status_code, answer.headers["Retry-After"], kept(fields)) == (503, "60", kept(TYPED))
    assert "Nothing was half done." in answer.content.decode()
    assert client.post(form.action, fields).status_code == 302
    assert Activity.objects.get().words == TYPED["words"]


@pytest.mark.parametrize(
    ("fault", "state", "is_so"),
    [
        (InternalError("cannot execute INSERT in a read-only transaction"), "25006", True),
        (OperationalError("could not extend file"), "53100", True),
        (OperationalError("attempt to write a readonly database"), "", True),
        (OperationalError("database or disk is full"), "", True),
        (OSError(errno.ENOSPC, "No space left on device"), "", True),
        (OSError(errno.ENOENT, "No such file"), "", False),
        (OperationalError("no such table: x"), "", False),
        (OperationalError("the connection is lost"), "08006", False),
        (ValueError("disk is full"), "", False),
    ],
)
def test_which_faults_mean_that_nothing_can_be_written(fault, state, is_so):
    cause = RuntimeError()
    cause.sqlstate = state
    fault.__cause__ = cause
    assert is_unwritable(fault) is is_so


def test_whom_the_database_sent_back_sends_it_again(page, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(world.an_officer())

    def collide(*_args, **_said):
        raise OperationalError("database is locked")

    monkeypatch.setattr("cadre.commitments.views.office.signed_in", collide)
    answer = client.post(page, TYPED)
    _, fields = to_send_again(answer.content.decode())
    assert (answer.status_code, answer.headers["Retry-After"], kept(fields)) == (503, "1", kept(TYPED))
    assert TYPED["words"].split("\n")[0] in Shown(answer.content.decode()).values["words"].pop()
