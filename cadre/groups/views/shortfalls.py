"""The office: confirmed groups that lost people, and what is decided about each."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from cadre.groups import actions
from cadre.groups.access import enrolments_visible_to, may_decide, may_restore, shortfalls_visible_to
from cadre.groups.forms import ShortfallFilter, ShortfallForm
from cadre.groups.queries import shortfalls as queries
from cadre.groups.states import TOGETHER, ShortfallAnswer
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.listing import Column, Listing

WHAT_NOW = {
    ShortfallAnswer.CONTINUE: "The group goes on, and is asked about again only if it loses more people.",
    ShortfallAnswer.MOVE: "Move its people one by one. Each is told. With the last of them the group is dissolved.",
}
COLUMNS = [
    Column("group", "Group", "group.ref", sort=("group__ref",)),
    Column("partner", "Partner", "group.partner.name", sort=("group__partner__name",)),
    Column("course", "Qualification and intake", "group.offering"),
    Column("people", "People", "people", sort=("people",), number=True),
    Column("least", "Runs with", "least", number=True),
    Column("because", "Why", "because"),
    Column("raised", "Since", "raised_at", sort=("raised_at",)),
    Column("outcome", "Decision", "outcome"),
    Column("reason", "Reason", "reason"),
]


@page("group", "L", "office")
def listing(request: HttpRequest) -> HttpResponseBase:
    user = signed_in(request)
    rows = queries.with_groups(shortfalls_visible_to(user))
    shown = Listing(
        request, rows, COLUMNS, filter_form=ShortfallFilter, name="groups-that-lost-people", default_sort="-raised"
    )
    if shown.wants_file:
        return shown.file()
    return render(request, "groups/office/shortfalls.html", {"listing": shown})


@page("group", "A", "office")
def deciding(request: HttpRequest, ref: str) -> HttpResponse:
    user = signed_in(request)
    found = queries.shortfall_of(shortfalls_visible_to(user), ref)
    if found is None:
        raise Http404
    allowed = may_decide(user, found)
    form = ShortfallForm(request.POST if request.method == "POST" else None, people=found.people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["answer"] in TOGETHER:
            said = {"answer": given["answer"], "reason": given["reason"]}
            return redirect(f"{reverse('office:scheduling:merging', args=[ref])}?{urlencode(said)}")
        try:
            actions.decide_shortfall(found, answer=given["answer"], reason=given["reason"], by=user, now=clock.now())
        except Refusal as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, f"Decided. {WHAT_NOW[given['answer']]}")
            return redirect("office:groups:shortfall", ref)
    others = queries.elsewhere(found.group, today=clock.today())
    context = {
        "shortfall": found,
        "group": found.group,
        "form": form if allowed else None,
        "others": others,
        "may_restore": may_restore(user, found.group),
        "left": queries.who_is_left(enrolments_visible_to(user).filter(group=found.group), others),
    }
    return render(request, "groups/office/shortfall.html", context, status=422 if form.errors else 200)
