from collections.abc import Iterator

import pytest

from cadre.messages.mail import Kind, forget, kind

FIELDS = {
    "name": "the applicant's name",
    "course": "the course",
    "resume_link": "the link that goes on with the application",
    "rows": "what was applied for, line by line",
}
TEXT = """Subject: {{ name }}, your {{ course }} application

Dear {{ name }},

We have it. [Go on with it]({{ resume_link }}) until Friday.

{{ rows }}

Until then, **{{ course }}** waits.
"""


@pytest.fixture
def received() -> Iterator[Kind]:
    """A kind with a name, a link and lines."""
    yield kind("test.received", name="Application received", fields=FIELDS, text=TEXT)
    forget("test.received")


@pytest.fixture
def invoice() -> Iterator[Kind]:
    """A kind that must not go twice."""
    yield kind(
        "test.invoice",
        name="Invoice",
        fields={"name": "who pays"},
        careful=True,
        text="Subject: Invoice\n\nDear {{ name }},",
    )
    forget("test.invoice")
