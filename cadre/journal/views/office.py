from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.journal import actions, queries, queue
from cadre.journal.access import entries_visible_to, may_retry, sees_persons
from cadre.journal.forms import EntryFilter, ParkedFilter
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.ui.listing import MOST, Column, Listing, picked

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
    """What failed too often and waits for a human, under the entry that caused it. No file: faults may name people."""
    listing = Listing(request, queue.parked(), [], filter_form=ParkedFilter, name="parked")
    page = {
        "listing": listing,
        "tasks": queries.parked_tasks(listing.rows),
        "duties": queries.failing_duties(),
        "may_retry": may_retry(request.roles),  # type: ignore[attr-defined]
    }
    return render(request, "journal/office/parked.html", page)


def retries(request: HttpRequest) -> HttpResponse:
    """POST: try those that are ticked (`ref`) again, or with `all` as many as may be that pass the list's filter."""
    rows = queue.parked()
    if request.POST.get("all"):
        narrowed = ParkedFilter(request.POST)
        narrowed.is_valid()
        rows = narrowed.narrow(rows)[:MOST]
    else:
        rows = rows.filter(pk__in=[one for one in picked(request.POST, "ref") if _is_id(one)])
    names = {UUID(task.id): task.name for task in queries.parked_tasks(rows)}
    if done := actions.try_several_again(names, by=request.user):
        notices.success(request, f"{counted(done, 'task is', 'tasks are')} tried again now.")
    else:
        notices.warning(request, "Nothing was selected that is still parked.")
    return redirect("office:journal:parked")


def _is_id(typed: str) -> bool:
    try:
        UUID(typed)
    except ValueError:
        return False
    return True


def retry(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """POST: try a parked task again."""
    name = next((task.name for task in queries.parked_tasks(queue.parked().filter(pk=task_id))), "")
    try:
        actions.try_again(task_id, name=name, by=request.user)
        notices.success(request, f"{name} is tried again now.")
    except Refusal as refusal:
        notices.error(request, str(refusal))
    return redirect("office:journal:parked")
