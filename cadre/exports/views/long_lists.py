"""A spreadsheet was asked for where a list is shown: long ones go to the worker."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from cadre.exports import tasks
from cadre.exports.actions import Wanted
from cadre.exports.queries import terms_on
from cadre.exports.remaking import Remade
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.models import User
from cadre.ui.listing import XLSX, Listing


def made_by_the_worker(listing: Listing) -> HttpResponseBase | None:
    """The page where it is waited for; None where the list is short, or its reader has no account."""
    request, user = listing.request, getattr(listing.request, "user", None)
    if isinstance(request, Remade):
        return request.take(listing)
    terms = terms_on(clock.today()) if isinstance(user, User) else None
    if not isinstance(user, User) or terms is None or listing.count <= terms.rows_at_once:
        return None
    if request.method != "GET":
        return HttpResponse(content_type=XLSX)  # a look, which asks for nothing
    query = listing.address(format="xlsx", page=None, show=None).removeprefix("?")
    filters = ", ".join(words for words, _ in listing.chips)
    wanted = Wanted(request.path_info, query, listing.name, listing.count, filters)
    try:
        sheet = tasks.begin(wanted, terms, by=user, now=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("public:exports:sheets")
    return redirect("public:exports:sheet", sheet.pk)
