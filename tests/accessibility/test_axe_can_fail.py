"""A crawl that finds nothing is worth something only when axe finds what is there."""

from pathlib import Path

import pytest

from tests.accessibility.axe import opened, violations
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


PLAIN = b"""<!doctype html><html lang="en"><head><title>A page</title></head><body><main><h1>Fine</h1></main></body>"""
HTML = {"Content-Type": "text/html"}


def test_a_planted_bad_page_is_reported(browser):
    """After another, written into its document as the crawl does."""
    with served() as site, browser.new_context(viewport=WIDE, bypass_csp=True) as context:
        tab = context.new_page()
        opened(tab, site.show(Shown("plain", "/", 200, HTML, PLAIN)), PLAIN.decode())
        assert violations(tab) == []
        opened(tab, site.show(Shown("bad", "/bad/", 200, HTML, BAD)), BAD.decode())
        found = {violation.rule for violation in violations(tab)}
    assert sorted(MUST_FIND - found) == []
    assert len(MUST_FIND) > 20


@pytest.mark.parametrize("before", [[], [Shown("plain", "/", 200, HTML, PLAIN)]], ids=["first", "after another"])
def test_the_crawl_reports_scripts_sideways_scroll_and_foreign_requests(browser, before):
    body = b"""<!doctype html><html lang="en"><head><title>A page</title></head><body><main><h1>Wide</h1>
    <p style="width: 900px">Wide</p><script>fetch("https://elsewhere.example/x"); throw new Error("planted")</script>
    </main></body></html>"""
    faults = faults_of(browser, [*before, Shown("planted", "/planted/", 200, HTML, body)])
    assert all(fault.startswith("planted") for fault in faults)
    assert any("at 375 px: scrolls sideways" in fault for fault in faults)
    assert any("planted" in fault and "script" in fault for fault in faults)
    assert any("another origin: https://elsewhere.example/x" in fault for fault in faults)


def test_a_page_after_another_is_styled_and_runs_its_scripts(browser):
    """What the site's own styles and script make of it is what axe is asked about."""
    body = b"""<!doctype html><html lang="en"><head><title>A page</title><script>
    document.addEventListener("DOMContentLoaded", () => { document.querySelector("p").textContent = "Ready" });
    </script><link rel="stylesheet" href="/static/cadre/cadre.css"></head>
    <body><main><h1>Fine</h1><p>Waits</p></main></body>"""
    with served() as site, browser.new_context(viewport=WIDE, bypass_csp=True) as context:
        tab = context.new_page()
        for page, html in (("/", PLAIN), ("/two/", body)):
            opened(tab, site.show(Shown(page, page, 200, HTML, html)), html.decode())
        assert tab.inner_text("p") == "Ready"
        assert tab.evaluate("document.styleSheets[0].cssRules.length") > 100


def test_what_only_a_narrow_width_breaks_is_reported(browser):
    """Also on the second page of an audience, which is asked there for less."""
    body = b"""<!doctype html><html lang="en"><head><title>A page</title><style>
    a { display: inline-block; padding: 14px }
    @media (max-width: 400px) { p { color: #ccc } a { padding: 0; font-size: 6px; line-height: 6px } }</style></head>
    <body><main><h1>Narrow</h1><p>Pale there</p><a href="/1">1</a><a href="/2">2</a></main></body></html>"""
    pages = [Shown(f"office:{name}", "/planted/", 200, HTML, body) for name in ("one", "two")]
    faults = faults_of(browser, pages)
    for rule in ("color-contrast", "target-size"):
        assert any(fault.startswith(f"office:two at 375 px: {rule}") for fault in faults)
    assert not any("1280 px" in fault for fault in faults)


def test_a_head_is_asked_again_once_a_word_of_it_changes(browser):
    """A page behind a head that was asked is still asked itself."""

    def framed(word: str, main: str) -> str:
        return (
            '<!doctype html><html lang="en"><head><title>A page</title></head>'
            f'<body><header><p style="color: #ccc">{word}</p></header><main><h1>Fine</h1>{main}</main></body></html>'
        )

    pages = framed("Head", ""), framed("Head", '<img src="data:,">'), framed("Another", "")
    with served() as site, browser.new_context(viewport=WIDE, bypass_csp=True) as context:
        tab, found = context.new_page(), []
        for html in pages:
            opened(tab, site.show(Shown("framed", "/framed/", 200, HTML, html.encode())), html)
            found.append([violation.rule for violation in violations(tab)])
    assert found == [["color-contrast"], ["image-alt"], ["color-contrast"]]
