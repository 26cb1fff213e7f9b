from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as one:
        yield one
