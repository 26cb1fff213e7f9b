"""A crawl that finds nothing is worth something only when axe finds what is there."""

from pathlib import Path

import pytest

from tests.accessibility.axe import violations
from tests.accessibility.site import Shown, served
from tests.accessibility.test_every_page import faults_of
from tests.journeys.browser import WIDE

pytestmark = pytest.mark.journey
BAD = (Path(__file__).parent / "bad_page.html").read_bytes()
MUST_FIND = {
    *("aria-hidden-focus", "aria-required-attr", "aria-roles", "aria-valid-attr"),
    *("autocomplete-valid", "button-name", "color-contrast", "definition-list", "document-title", "empty-heading"),
    *(
        "frame-title",
        "heading-order",
        "html-has-lang",
        "image-alt",
        "input-image-alt",
        "label",
        "landmark-no-duplicate-main",
    ),
    *("link-name", "list", "meta-refresh", "meta-viewport", "region", "scope-attr-valid", "select-name", "tabindex"),
    *("target-size", "valid-lang"),
}


def test_a_planted_bad_page_is_reported(browser):
    with served() as site, browser.new_context(viewport=WIDE, bypass_csp=True) as context:
        tab = context.new_page()
        bad = site.show(Shown("bad", "/bad/", 200, {"Content-Type": "text/html"}, BAD))
        tab.goto(bad, wait_until="domcontentloaded")
        found = {violation.rule for violation in violations(tab)}
    assert sorted(MUST_FIND - found) == []
    assert len(MUST_FIND) > 20


def test_the_crawl_reports_scripts_sideways_scroll_and_foreign_requests(browser):
    body = b"""<!doctype html><html lang="en"><head><title>A page</title></head><body><main><h1>Wide</h1>
    <p style="width: 900px">Wide</p><script>fetch("https://elsewhere.example/x"); throw new Error("planted")</script>
    </main></body></html>"""
    faults = faults_of(browser, [Shown("planted", "/planted/", 200, {"Content-Type": "text/html"}, body)])
    assert any("at 375 px: scrolls sideways" in fault for fault in faults)
    assert any("planted" in fault and "script" in fault for fault in faults)
    assert any("another origin: https://elsewhere.example/x" in fault for fault in faults)


def test_what_only_a_narrow_width_breaks_is_reported(browser):
    """Also on the second page of an audience, which is asked there for less."""
    body = b"""<!doctype html><html lang="en"><head><title>A page</title><style>
    a { display: inline-block; padding: 14px }
    @media (max-width: 400px) { p { color: #ccc } a { padding: 0; font-size: 6px; line-height: 6px } }</style></head>
    <body><main><h1>Narrow</h1><p>Pale there</p><a href="/1">1</a><a href="/2">2</a></main></body></html>"""
    pages = [Shown(f"office:{name}", "/planted/", 200, {"Content-Type": "text/html"}, body) for name in ("one", "two")]
    faults = faults_of(browser, pages)
    for rule in ("color-contrast", "target-size"):
        assert any(fault.startswith(f"office:two at 375 px: {rule}") for fault in faults)
    assert not any("1280 px" in fault for fault in faults)
