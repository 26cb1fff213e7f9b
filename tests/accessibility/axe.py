"""axe-core over a page that is open in the browser."""

from dataclasses import dataclass

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_LAYOUT = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
"""What a page of the same elements may break by its width alone."""

RUN = """async only => {
  window.known ??= new Set();
  const asked = [...document.querySelectorAll("body > header, body > footer")].filter(part => {
    const html = part.outerHTML.replace(/(name="csrfmiddlewaretoken" value=")\\w+/, "$1");
    const one = JSON.stringify([only, innerWidth, document.body.className, html]);
    return known.has(one) || !known.add(one);
  });
  const found = await axe.run({exclude: asked}, {runOnly: only, resultTypes: ["violations"], preload: false});
  return found.violations.map(v => ({rule: v.id, impact: v.impact || "", nodes: v.nodes.map(n => n.html.slice(0, 160)
    + "  <- " + (n.any.concat(n.all, n.none)[0] || {message: ""}).message.slice(0, 140))}));
}"""

WRITE = """html => new Promise(done => {
  document.open();
  document.write(html);
  window.addEventListener("load", () => done());
  document.close();
})"""


@dataclass(frozen=True)
class Violation:
    """One rule that a page breaks, with the elements that break it."""

    rule: str
    impact: str
    nodes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}) x{len(self.nodes)}: {self.nodes[0]}"


def opened(page: Page, address: str, html: str) -> None:
    """The page at this address of our `Site`, whose text is `html`, with its styles and after its scripts.

    A tab goes there once. Afterwards each page is written into the open document: the browser parses it, asks for its
    styles and runs its scripts as for any other, and axe stays, compiled and warm, which halves the work.
    """
    if page.url == "about:blank":
        page.goto(address, wait_until="load")
        page.add_script_tag(url="/axe.js")
    else:
        page.evaluate(WRITE, html)


def violations(page: Page, *, of_layout: bool = False) -> list[Violation]:
    """What axe finds on a page that was `opened`, as it stands. Its context must bypass the content security policy.

    A head or foot that this tab has shown before, word for word, at this width, is not asked again: only the page is.
    `of_layout` asks only what another width may break: for a page that was asked everything at one width.
    """
    only = {"type": "rule", "values": OF_LAYOUT} if of_layout else {"type": "tag", "values": TAGS}
    return [Violation(one["rule"], one["impact"], tuple(one["nodes"])) for one in page.evaluate(RUN, only)]
