"""Bytes that are no text: refused where they were typed, and nothing of them is kept."""

import pytest

from cadre.applications import reference
from cadre.applications.tests.answers import begin
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
SENT = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("name", [b"Zo%EB", b"Ada+%ED%A0%80", b"%FF%FE"])
def test_bytes_that_are_no_utf_8_are_refused_at_their_field(client, name):
    reference.load(world.TODAY), world.an_offering()
    draft = begin(client)
    body = b"name=" + name + b"&email=a%40brackenmoor.example&phone=07700900123"
    answer = client.post(f"/go/application/{draft.ref}/you/", body, content_type=SENT)
    page = answer.content.decode()
    assert (answer.status_code, page.count("One character here is broken")) == (422, 2), "at the field, in a summary"
    draft.refresh_from_db()
    assert draft.name == ""
