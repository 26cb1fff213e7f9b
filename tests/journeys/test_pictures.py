"""The README's picture of the check page is taken by answering whatever is asked on the way to it, as deployed."""

import pytest

from scripts import screenshots
from tests.journeys.conftest import deployed
from tests.journeys.scene import eleven_at_peakside

pytestmark = pytest.mark.journey
A_WHOLE_PAGE = 50_000


def test_the_picture_of_the_check_page_is_walked_to(proof_db, browser, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(screenshots, "TARGET", tmp_path)
    eleven_at_peakside()
    with deployed(proof_db) as address:
        screenshots.applicant(browser, address)
    assert "/check/" in capsys.readouterr().out
    assert (tmp_path / "check.png").stat().st_size > A_WHOLE_PAGE
