"""Around a list: filters, chips with counts and exports, heads that sort, pages; and the summary of a form's errors."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cadre.ui.asking import with_label
from cadre.ui.columns import chooser_of
from cadre.ui.components.field import error_of
from cadre.ui.kept_views import views_of
from cadre.ui.listing import KEPT, Column, Listing
from cadre.ui.markup import escaped

register = template.Library()
register.filter("error_line", error_of)


@register.inclusion_tag("ui/components/filters.html", name="filters", takes_context=True)
def filter_bar(context, form, *, action="") -> dict:
    """The list's filters in one row; sent with GET. Its order, columns and size stay as they are."""
    sent = context["request"].GET if "request" in context else QueryDict()
    kept = [(key, value) for key in KEPT if key not in form.fields for value in sent.getlist(key) if value]
    return {"form": form, "action": action, "kept": kept}


@register.inclusion_tag("ui/components/chips.html")
def chips(listing) -> dict:
    """Views that were kept, `38 of 412`, a chip per filter with its removal, the columns, and files of these rows."""
    return {
        "listing": listing,
        "removed": list(listing.chips),
        "chooser": chooser_of(listing),
        "views": views_of(listing),
    }


@register.simple_tag
def heads(listing) -> SafeString:
    """The head row of a listing's table; a heading that sorts is a link."""
    return format_html(
        '<tr class="govuk-table__row">{}</tr>', format_html_join("", "{}", ((_head(head),) for head in listing.headers))
    )


def _head(head: dict) -> SafeString:
    words = (
        format_html('<a class="cd-sort" href="{}">{}</a>', head["href"], head["words"])
        if head["href"]
        else head["words"]
    )
    order = format_html(' aria-sort="{}"', head["order"]) if head["order"] else ""
    return format_html(
        '<th scope="col" class="govuk-table__header{}"{}>{}</th>', " r" if head["number"] else "", order, words
    )


@register.simple_tag
def rows(listing: Listing) -> SafeString:
    """The body of a listing's table, under `heads`: what names each row is its heading.

    Cells are drawn as `listing.drawn` says, by the column's name; the others show their value.
    """
    drawn, shown = listing.drawn or {}, listing.shown
    names = next((column for column in shown if column.heading), shown[0])
    cells = [(*_cell(column, is_head=column is names), drawn.get(column.name, column.of)) for column in shown]
    return SafeString("".join(_row(row, cells) for row in listing.rows))


def _cell(column: Column, *, is_head: bool) -> tuple[SafeString, str]:
    """How it begins and ends."""
    if is_head:
        return SafeString('<th scope="row" class="govuk-table__header full">'), "</th>"
    more = " r" if column.number else " cd-wide" if column.wide else " full" if column.whole_line else ""
    return format_html('<td class="govuk-table__cell{}" data-h="{}">', more, column.header), "</td>"


def _row(row: Any, cells: list[tuple[SafeString, str, Callable[[Any], object]]]) -> str:
    drawn = "".join([f"{begins}{_words(draw(row))}{ends}" for begins, ends, draw in cells])
    return f'<tr class="govuk-table__row">{drawn}</tr>'


def _words(value: object) -> str:
    return "" if value is None else escaped(value)


@register.inclusion_tag("ui/components/pages.html", takes_context=True)
def pages(context, page: Page, *, name="page", label="Pages") -> dict:
    """Pages of a list; every other parameter of the address is kept."""
    query = context["request"].GET.copy() if "request" in context else None

    def address(number: int) -> str:
        if query is None:
            return f"?{name}={number}"
        query[name] = number
        return f"?{query.urlencode()}"

    numbers = [
        {"number": number, "href": address(number), "current": number == page.number}
        if isinstance(number, int)
        else {"gap": True}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
    sizes = [
        {"number": size, "href": showing(query, size, name), "current": size == page.paginator.per_page}
        for size in getattr(page, "sizes", ())
        if query is not None
    ]
    return {
        "page": page,
        "numbers": numbers,
        "sizes": sizes,
        "label": label,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


def showing(query: QueryDict, size: int, name: str) -> str:
    """The first page of the same list with `size` rows."""
    asked = query.copy()
    asked.pop(name, None)
    asked["show"] = str(size)
    return f"?{asked.urlencode()}"


@register.simple_tag
def error_summary(*forms_) -> SafeString:
    """What is wrong in these forms or formsets, linked to the fields; for each form once a page."""
    found: list[tuple[str, str]] = []
    for form in forms_:
        if form and not getattr(form, "summary_shown", False):
            found.extend(_problems(form))
            form.summary_shown = True
    if not found:
        return SafeString("")
    context = {"problems": found, "count": len(found)}
    return SafeString(render_to_string("ui/forms/summary.html", context))


def _problems(form) -> Iterable[tuple[str, str]]:
    if isinstance(form, forms.BaseFormSet):
        yield from (("", str(words)) for words in form.non_form_errors())
        for one in form.forms:
            yield from _problems(one)
        return
    if not form.is_bound:
        return
    yield from (("", str(words)) for words in form.non_field_errors())
    for field in form:
        yield from ((first_control(field), words) for words in _said(field))


def _said(field: forms.BoundField) -> Iterable[str]:
    """What is wrong with the field, in words that stand without it: an instruction names its field already."""
    for problem, words in zip(field.errors.as_data(), field.errors, strict=True):
        alone = problem.code == "required" or field.is_hidden
        yield str(words) if alone else with_label(str(field.label), str(words))


def first_control(field: forms.BoundField) -> str:
    """The id of the control that a link to this field should reach."""
    widget = field.field.widget
    if isinstance(widget, forms.MultiWidget):
        parts = getattr(widget, "widgets_names", [])
        wrong = getattr(widget, "wrong", "")
        return f"{field.auto_id}_{parts.index(f'_{wrong}') if wrong else 0}"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
