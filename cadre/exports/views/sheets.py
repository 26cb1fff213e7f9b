"""One's own spreadsheets: all that are kept, one while it is made and afterwards, and its file."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from cadre.exports import actions, queries
from cadre.exports.access import sheets_visible_to
from cadre.exports.models import Sheet
from cadre.exports.states import Standing
from cadre.exports.tasks import stuck_among
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import READS, may_open, page, signed_in
from cadre.ui.listing import XLSX, Column, Listing

COLUMNS = [
    Column("name", "File", "file_name", sort=("name",)),
    Column("filters", "Filtered by", "narrowed_by", wide=True),
    Column("asked", "Asked for", "asked_at", sort=("asked_at",)),
    Column("rows", "Rows", "rows", sort=("rows",), number=True),
    Column("state", "State", lambda sheet: sheet.standing.label),
    Column("until", "Kept until", "kept_until", sort=("kept_until",)),
]
KINDS = {
    Standing.BEING_MADE: "open",
    Standing.READY: "good",
    Standing.REFUSED: "warn",
    Standing.STUCK: "bad",
}
TITLES = {
    Standing.BEING_MADE: "Your file is being made",
    Standing.READY: "Your file is ready",
    Standing.REFUSED: "Your file was not made",
    Standing.STUCK: "Your file was not finished",
}


def _standings(found: Iterable[Sheet]) -> list[tuple[Sheet, Standing]]:
    rows = list(found)
    stuck = stuck_among(rows)
    return [(row, Standing.STUCK if row.pk in stuck else row.standing) for row in rows]


def _sheet(request: HttpRequest, sheet: UUID) -> Sheet:
    return get_object_or_404(sheets_visible_to(signed_in(request), now=clock.now()), pk=sheet)


@page("export_file", "L", "signed_in", methods=READS)
def sheets(request: HttpRequest) -> HttpResponse:
    """Those that are still kept, the newest first."""
    rows = sheets_visible_to(signed_in(request), now=clock.now())
    listing = Listing(request, rows, COLUMNS, name="spreadsheets", default_sort="-asked")
    context = {
        "listing": listing,
        "rows": [(row, standing.label, KINDS[standing]) for row, standing in _standings(listing.rows)],
        "terms": queries.terms_on(clock.today()),
    }
    return render(request, "exports/sheets.html", context)


@page("export_file", "V", "signed_in", methods=READS)
def sheet(request: HttpRequest, sheet: UUID) -> HttpResponse:
    """How far it is, then where it is taken away, or why there is none."""
    found, is_part = _sheet(request, sheet), "HX-Request" in request.headers
    if is_part and not found.is_being_made:
        return HttpResponse(headers={"HX-Refresh": "true"})
    [(_, standing)] = _standings([found])
    context = {
        "sheet": found,
        "title": TITLES[standing],
        "stuck": standing == Standing.STUCK,
        "list_url": found.list_address if may_open(request.user, found.path) else "",
    }
    if found.is_being_made:
        context["far"] = queries.how_far(found)
    return render(request, "exports/sheet_progress.html" if is_part else "exports/sheet.html", context)


@page("export_file", "X", "signed_in")
def content(request: HttpRequest, sheet: UUID) -> HttpResponseBase:
    """The file, where the list is still open to its reader. Each taking is on record."""
    found = _sheet(request, sheet)
    if request.method == "GET":
        try:
            actions.take_sheet(found, by=signed_in(request))
        except Refusal as refusal:
            messages.warning(request, str(refusal))
            return redirect("public:exports:sheet", found.pk)
    answer = StreamingHttpResponse(queries.content_of(found), content_type=XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(True, found.file_name) or ""
    answer.headers["Content-Length"] = str(found.size)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@page("export_file", "D", "signed_in", methods=("POST",))
def removal(request: HttpRequest, sheet: UUID) -> HttpResponse:
    """Call it off while it is made, or delete it before its time."""
    found = _sheet(request, sheet)
    actions.delete_sheet(found)
    messages.success(request, "Stopped." if found.is_being_made else f"{found} is deleted.")
    return redirect("public:exports:sheets")
