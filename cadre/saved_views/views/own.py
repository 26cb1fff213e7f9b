"""One's views of lists: all of them, a new one, and one with its name and readers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.saved_views import actions, rules
from cadre.saved_views.access import may_keep_views, views_changed_by
from cadre.saved_views.cells import view_cells
from cadre.saved_views.forms import ViewForm
from cadre.saved_views.models import SavedView
from cadre.ui.kept_views import as_kept
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("name", "View", "name", sort=("name",)),
    Column("place", "List", "path", sort=("path", "name"), wide=True),
    Column("who", "Seen by", "shared_at"),
    Column("saved", "Saved", "saved_at", sort=("saved_at",)),
    Column("open", "The list", ""),
]
LONGEST_PATH = 500


def _list_of(request: HttpRequest) -> tuple[str, str]:
    """The list's path and what is shown of it. 404 where no list of theirs is there."""
    sent = request.POST if "list" in request.POST else request.GET
    path, query = sent.get("list", ""), sent.get("query", "")
    if not path.isprintable() or len(path) > LONGEST_PATH or not may_keep_views(signed_in(request), path):
        raise Http404
    return path, as_kept(QueryDict(query))


def _view(request: HttpRequest, view: int) -> SavedView:
    return get_object_or_404(views_changed_by(signed_in(request)), pk=view)


@page("saved_view", "L", "signed_in")
def views(request: HttpRequest) -> HttpResponse:
    """Those of one list, `?list=`, or all."""
    user, path = signed_in(request), request.GET.get("list", "").replace("\0", "")
    rows = views_changed_by(user)
    rows = rows.filter(path=path) if path else rows
    listing = Listing(request, rows, COLUMNS, name="views", default_sort="place", drawn=view_cells(user))
    back = path if path and may_keep_views(user, path, "L") else ""
    context = {"listing": listing, "back": back, "place": rules.place_in_words(back)}
    return render(request, "saved_views/list.html", context)


@page("saved_view", "C", "signed_in")
def saving(request: HttpRequest) -> HttpResponse:
    """A new one, or what is shown now in place of one that is there. Whoever names no list is shown all views."""
    if not {"list"} & {*request.GET, *request.POST}:
        return redirect("public:saved_views:list")
    path, query = _list_of(request)
    user = signed_in(request)
    form = ViewForm(request.POST if request.method == "POST" else None, path=path)
    if request.method == "POST" and form.is_valid():
        try:
            view = actions.save_view(path, query, **form.said, by=user, now=clock.now())
            messages.success(request, f"“{view}” is saved. It stands above the list.")
            return redirect(view.address)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {
        "form": form,
        "path": path,
        "query": query,
        "place": rules.place_in_words(path),
        "others": views_changed_by(user).of_list(path),
    }
    return render(request, "saved_views/saving.html", context, status=422 if form.errors else 200)


@page("saved_view", "E", "signed_in")
def view(request: HttpRequest, view: int) -> HttpResponse:
    """Its name, and who sees it."""
    found = _view(request, view)
    before = {"name": found.name, "share": found.is_shared}
    form = ViewForm(request.POST if request.method == "POST" else None, path=found.path, before=before)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            changed = actions.change_view(found, **form.said, by=signed_in(request), now=clock.now(), seen=seen)
            messages.success(request, f"“{changed}” is saved.")
            return redirect("public:saved_views:list")
        except Refusal as refusal:
            form.add_refusal(refusal)
    return render(request, "saved_views/view.html", {"view": found, "form": form}, status=422 if form.errors else 200)


@page("saved_view", "E", "signed_in", methods=("POST",))
def replacement(request: HttpRequest, view: int) -> HttpResponse:
    """It shows what the list showed when this was pressed."""
    found, query = _view(request, view), as_kept(QueryDict(request.POST.get("query", "")))
    try:
        changed = actions.replace_view(found, query, by=signed_in(request), now=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("public:saved_views:list")
    messages.success(request, f"“{changed}” shows from now on what you see here.")
    return redirect(changed.address)


@page("saved_view", "D", "signed_in", methods=("POST",))
def removal(request: HttpRequest, view: int) -> HttpResponse:
    """The list stays as it is."""
    found = _view(request, view)
    try:
        actions.delete_view(found, by=signed_in(request))
        messages.success(request, f"“{found}” is deleted. The list stays as it is.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("public:saved_views:list")
