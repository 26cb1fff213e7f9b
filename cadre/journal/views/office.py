from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.journal import actions, queries
from cadre.journal.access import entries_visible_to, may_retry, sees_persons
from cadre.journal.forms import EntryFilter
from cadre.lib.errors import Refusal
from cadre.ui.listing import Column, Listing

WHEN = Column("at", "When", "at", sort=("at",))
WHAT = Column("happening", "What", "happening", sort=("happening",))
PERSONAL = [
    WHEN,
    Column("sentence", "What happened", "sentence"),
    Column("about", "About", "subject_label", sort=("subject_label",)),
    Column("by", "By", "by_name", sort=("by_name",)),
    WHAT,
]
BARE = [WHEN, WHAT, Column("kind", "Kind", "subject_kind"), Column("id", "Number", "subject_id")]


def entries(request: HttpRequest) -> HttpResponseBase:
    """The journal: everything that happened, newest first, with what each entry caused."""
    roles = request.roles  # type: ignore[attr-defined]
    personal = sees_persons(roles)
    rows = entries_visible_to(roles)
    columns = PERSONAL if personal else BARE
    narrow = EntryFilter if personal else None
    listing = Listing(request, rows, columns, filter_form=narrow, name="journal", default_sort="-at")
    if listing.wants_file:
        return listing.file()
    page = {"listing": listing, "rows": queries.with_reactions(listing.rows), "personal": personal}
    return render(request, "journal/office/entries.html", page)


def parked(request: HttpRequest) -> HttpResponse:
    """What failed too often and waits for a human, under the entry that caused it."""
    page = {
        "tasks": queries.parked_tasks(),
        "duties": queries.failing_duties(),
        "may_retry": may_retry(request.roles),  # type: ignore[attr-defined]
    }
    return render(request, "journal/office/parked.html", page)


def retry(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """POST: try a parked task again."""
    name = next((task.name for task in queries.parked_tasks() if task.id == str(task_id)), "")
    try:
        actions.try_again(task_id, name=name, by=request.user)
        notices.success(request, f"{name} is tried again now.")
    except Refusal as refusal:
        notices.error(request, str(refusal))
    return redirect("office:journal:parked")
