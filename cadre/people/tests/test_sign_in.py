"""Signing in says what to do when the code is not the one that was sent."""

import pytest
from django.urls import reverse

from tests import world

pytestmark = pytest.mark.django_db


def test_a_wrong_code_says_where_to_look(client):
    officer = world.an_officer("Ruth Adeyemi", "ops")
    client.post(reverse("account_request_login_code"), {"email": officer.email})
    page = client.post(reverse("account_confirm_login_code"), {"code": "WRONG"}).content.decode()
    assert "This is not the code of the newest mail. Look there, and write it again." in page
