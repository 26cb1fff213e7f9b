"""The parts a page is laid out with: panels, notices, figures, money, what happened."""

import nh3
from django import template
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from cadre.lib.money import pounds
from cadre.ui.components.track import plain_track

register = template.Library()
FOOT = "\x1efoot\x1e"
RATE_HEIGHT = 20
LETTER_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h2", "h3", "blockquote", "hr", "code"}


@register.simple_tag(takes_context=True)
def open_url(context, name, *args) -> str:
    """As `url`, and "" where the reader of the page may not go; also for an address that is known already."""
    url = name if name.startswith("/") else reverse(name, args=args)
    return url if _may_open(context, url) else ""


def _may_open(context, url: str) -> bool:
    """As the page's own context says (`may_open`); where it says nothing, every page is open."""
    asked = context.get("may_open")
    return asked is None or asked(url)


@register.simple_tag(takes_context=True)
def crumbs(context, *steps) -> SafeString:
    """`{% crumbs "Groups" url_groups "Peakside" %}`: titles and addresses in turn, the page itself last.

    A step that its reader may not take is words alone.
    """
    trail = [(steps[at], steps[at + 1] if at + 1 < len(steps) else "") for at in range(0, len(steps), 2)]
    links = [
        format_html('<a href="{}">{}</a>', url, name) if url and _may_open(context, url) else name
        for name, url in trail
    ]
    rows = format_html_join("", "<li>{}</li>", ((link,) for link in links))
    return format_html('<nav aria-label="Breadcrumb"><ol class="cd-crumbs">{}</ol></nav>', rows)


@register.simple_block_tag
def title(content, words, *, sub="", before="") -> SafeString:
    """The page's h1. The block holds what stands at its right: a tag, a deadline, one button."""
    end = format_html('<div class="cd-title__end">{}</div>', content) if content.strip() else ""
    return format_html(
        '<div class="cd-title">{}<div><h1>{}</h1>{}</div>{}</div>',
        format_html('<span class="cd-title__glyph">{}</span>', before) if before else "",
        words,
        format_html('<p class="soft">{}</p>', sub) if sub else "",
        end,
    )


@register.simple_block_tag
def panel(
    content, words, *, end="", end_href="", end_hidden="", id="", kind="", foot="", flush=False, level=2, cls=""
) -> SafeString:
    """One question answered. `flush` leaves out the padding, for tables and lists; `kind` is brand, dark or strong."""
    body, _, foot_in_body = content.partition(FOOT)
    id = id or slugify(words)
    if end_href:
        end = format_html(
            '<a class="end" href="{}">{}<span class="vh"> {}</span></a>', end_href, end, end_hidden or words
        )
    elif end:
        end = format_html('<span class="end soft">{}</span>', end)
    classes = " ".join(filter(None, ["cd-panel", f"cd-panel--{kind}" if kind else "", cls]))
    inner = SafeString(body if flush else f'<div class="cd-panel__body">{body}</div>')
    footing = SafeString(foot_in_body.strip()) or foot
    return format_html(
        '<section class="{0}" aria-labelledby="{1}"><div class="cd-panel__head"><h{2} id="{1}">{3}</h{2}>{4}</div>'
        "{5}{6}</section>",
        classes,
        id,
        level,
        words,
        end,
        inner,
        format_html('<div class="cd-panel__foot">{}</div>', footing) if footing else "",
    )


@register.simple_block_tag
def panelfoot(content) -> SafeString:
    """Inside a panel, last: its footnote, with links."""
    return SafeString(FOOT + content)


@register.simple_tag
def letter(html) -> SafeString:
    """The body of a mail as its reader sees it. Cleaned again here, whoever made it."""
    clean = nh3.clean(html, tags=LETTER_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    return format_html('<div class="cd-letter">{}</div>', SafeString(clean))


@register.simple_block_tag
def notice(content, kind="") -> SafeString:
    """After an action, above the title: good, warn, bad, or plain. The block holds paragraphs or plain words."""
    words = content if "<p" in content else format_html("<p>{}</p>", content)
    return format_html('<div class="cd-notice{}">{}</div>', f" cd-notice--{kind}" if kind else "", words)


@register.simple_block_tag
def lazy_poll(content, url, seconds=5, *, id="poll") -> SafeString:
    """Fetches `url` every `seconds` and puts the answer, a fragment, in place of the block."""
    return format_html(
        '<div id="{}" hx-get="{}" hx-trigger="every {}s" hx-swap="innerHTML">{}</div>', id, url, seconds, content
    )


@register.inclusion_tag("ui/components/kpis.html")
def kpis(items) -> dict:
    """At most five figures: (label, figure, meaning)."""
    return {"items": items}


@register.inclusion_tag("ui/components/facts.html")
def facts(rows) -> dict:
    """Labels and values: (label, value)."""
    return {"rows": rows}


@register.simple_tag
def answers(rows) -> SafeString:
    """Check your answers: (label, value) or (label, value, address to change it)."""
    rows = list(rows)
    bare = " govuk-summary-list__row--no-actions" if any(len(row) > 2 and row[2] for row in rows) else ""
    drawn = format_html_join(
        "",
        '<div class="govuk-summary-list__row{}"><dt class="govuk-summary-list__key">{}</dt>'
        '<dd class="govuk-summary-list__value">{}</dd>{}</div>',
        (("" if len(row) > 2 and row[2] else bare, row[0], linebreaksbr(row[1]), _change_link(*row)) for row in rows),
    )
    return format_html('<dl class="govuk-summary-list">{}</dl>', drawn)


def _change_link(label, value, href="") -> SafeString | str:
    link = '<dd class="govuk-summary-list__actions"><a href="{}">Change<span class="vh"> {}</span></a></dd>'
    return format_html(link, href, str(label).lower()) if href else ""


@register.inclusion_tag("ui/components/sum.html", name="sum")
def money_sum(rows, total_label="", total=None) -> dict:
    """Money: (label, pence), then the total in pence."""
    return {
        "rows": [(label, pounds(pence)) for label, pence in rows],
        "total_label": total_label,
        "total": total if total is None else pounds(total),
    }


@register.inclusion_tag("ui/components/quote.html")
def quote(
    headline, reason, rows, total_label, total, *, note="", why_href="", kind="full", eyebrow="Your price", id="quote"
) -> dict:
    """A price: headline, reason, sum, what happens next, “See how we decided”. `kind` is full (green) or part."""
    said = {"headline": headline, "reason": reason, "note": note, "why_href": why_href}
    return said | {"kind": kind, "eyebrow": eyebrow, "id": id, "sum": money_sum(rows, total_label, total)}


@register.inclusion_tag("ui/components/consequences.html")
def consequences(columns, rows, *, caption="What this changes", mails=()) -> dict:
    """Before → after. `rows`: (label, [change per column]); a change is None, (before, after[, tag, kind]).

    `mails`: (name, label, address to read it, ticked); each is a tick box named `mail`.
    """
    table = [
        (label, [(name, _change(change)) for name, change in zip(columns, changes, strict=True)])
        for label, changes in rows
    ]
    return {"columns": columns, "rows": table, "caption": caption, "mails": mails}


def _change(change) -> dict | None:
    return change and dict(zip(("before", "after", "tag", "kind"), (*change, "", "")[:4], strict=True))


@register.inclusion_tag("ui/components/next_list.html")
def next_list(items, *, row=False) -> dict:
    """What to do next, best first: dicts {title, text, url, action, primary}; the first is primary by default."""
    return {"items": items, "row": row}


@register.inclusion_tag("ui/components/empty.html")
def empty(words, why="", href="", label="") -> dict:
    """Nothing here: one sentence why, and one way on."""
    return {"words": words, "why": why, "href": href, "label": label}


@register.inclusion_tag("ui/components/log.html")
def log(entries) -> dict:
    """Journal entries, newest first: `.at`, `.sentence`, `.major`."""
    return {"entries": entries}


@register.simple_tag
def stepper(steps, current, *, label="Your application") -> SafeString:
    """Where one is: names, or (name, address) pairs; `current` is the name or its number from 1."""
    named = [(step, "") if isinstance(step, str) else tuple(step) for step in steps]
    names = [name for name, _ in named]
    at = current if isinstance(current, int) else names.index(current) + 1
    rows = format_html_join("", "<li{}>{}{}</li>", (_stop(n, at, *step) for n, step in enumerate(named, 1)))
    return format_html(
        '<ol class="cd-progress" aria-label="{}">{}</ol>'
        '<p class="cd-progress-now only-phone" aria-hidden="true">Step {} of {}: {}</p>',
        *(label, rows, at, len(named), names[at - 1]),
    )


def _stop(number: int, at: int, name: str, url: str) -> tuple[SafeString, SafeString | str, SafeString]:
    words = format_html('<a href="{}">{}</a>', url, name) if url and number != at else name
    if number < at:
        return SafeString(' class="done"'), words, SafeString('<span class="vh"> (done)</span>')
    return SafeString(' aria-current="step"' if number == at else ""), words, SafeString("")


@register.inclusion_tag("ui/components/progress.html")
def progress(label, now, total, *, id="progress") -> dict:
    """Long work: what, how far. The words carry the numbers."""
    return {"label": label, "now": now, "total": total, "id": id, "bar": plain_track(now, total)}


@register.inclusion_tag("ui/components/rate.html")
def rate(now, total, *, words="have answered", note="") -> dict:
    """One big count of a total, with its bar: `13 of 17 have answered`."""
    percent = round(100 * now / total) if total else 0
    return {
        "now": now,
        "total": total,
        "words": words,
        "note": note,
        "percent": percent,
        "bar": plain_track(now, total, height=RATE_HEIGHT),
    }


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items, *, label="Sections") -> dict:
    """Tabs that are links: dicts {title, url, current, count, sub}."""
    return {"items": items, "label": label}
