"""Signing in says what to do when the code is not the one that was sent."""

import pytest
from django.test import Client
from django.urls import reverse

from cadre.messages.models import Message
from tests import world

pytestmark = pytest.mark.django_db


def test_a_wrong_code_says_where_to_look(client):
    officer = world.an_officer("Ruth Adeyemi", "ops")
    client.post(reverse("account_request_login_code"), {"email": officer.email})
    page = client.post(reverse("account_confirm_login_code"), {"code": "WRONG"}).content.decode()
    assert "This is not the code of the newest mail. Look there, and write it again." in page


ASKING, CODE = "/sign-in/", "/sign-in/code/"


def mailed() -> list[str]:
    return list(Message.objects.order_by("created_at", "key").values_list("to", flat=True))


def test_a_mistyped_address_is_put_right_by_another(client):
    wrong, right = "ruth@schol.example", world.an_officer("Ruth Adeyemi").email
    assert client.post(ASKING, {"email": wrong}).headers["Location"] == CODE
    assert client.post(ASKING, {"email": right}).headers["Location"] == CODE
    assert sorted(mailed()) == sorted([wrong, right])


def test_the_link_on_the_page_of_the_code_asks_for_a_new_one(client):
    ruth = world.an_officer("Ruth Adeyemi")
    client.post(f"{ASKING}?next=/office/groups/", {"email": ruth.email, "next": "/office/groups/"})
    page = client.get(f"{CODE}?next=/office/groups/").content.decode()
    assert 'href="/sign-in/?anew=1&amp;next=/office/groups/"' in page
    assert client.get(ASKING).headers["Location"] == CODE, "whoever comes back by themselves is led on"
    assert client.get(f"{ASKING}?anew=1&next=/office/groups/").status_code == 200
    assert client.post(ASKING, {"email": ruth.email}).headers["Location"] == CODE
    assert mailed() == [ruth.email] * 2
    assert client.get(CODE).status_code == 200


def test_the_same_address_pressed_twice_is_one_code(client):
    ruth = world.an_officer("Ruth Adeyemi")
    for typed in (ruth.email, f" {ruth.email.upper()} "):
        assert client.post(ASKING, {"email": typed}).headers["Location"] == CODE
    assert mailed() == [ruth.email]


def test_who_asks_too_often_is_told_when_to_ask_again():
    answers = [Client().post(ASKING, {"email": "ruth@school.example"}) for _ in range(4)]
    assert [one.status_code for one in answers] == [302, 302, 302, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    page = answers[-1].content.decode()
    assert "That was tried too often. Wait a minute, then ask for a new code." in page
    assert 'value="ruth@school.example"' in page


def test_what_is_no_address_is_said_and_kept(client):
    answer = client.post(ASKING, {"email": "ruth at school"})
    assert (answer.status_code, 'value="ruth at school"' in answer.content.decode()) == (422, True)
