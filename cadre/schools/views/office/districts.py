"""One district: what the lists say of it, and settling it by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.schools import actions
from cadre.schools.access import districts_visible_to, may_settle
from cadre.schools.forms import SettleForm
from cadre.schools.queries import list_on


@page("school", "V", "office")
def district(request: HttpRequest, code: str) -> HttpResponseBase:
    return show_district(request, code, SettleForm())


@page("school", "E", "office", methods=["POST"])
def settlement(request: HttpRequest, code: str) -> HttpResponseBase:
    """Settle it from today on, with a source."""
    found = get_object_or_404(districts_visible_to(signed_in(request)), code=code)
    form = SettleForm(request.POST)
    if form.is_valid():
        try:
            row = actions.settle_district(found, **form.values(), by=signed_in(request), today=clock.today())
            messages.success(
                request, f"{found} is settled: {row.words}. Prices that waited for it are worked out again."
            )
            return redirect("office:schools:district", found.code)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show_district(request, code, form)


def show_district(request: HttpRequest, code: str, form: SettleForm) -> HttpResponseBase:
    user = signed_in(request)
    found = get_object_or_404(districts_visible_to(user), code=code)
    rows = found.categories.select_related("list", "settled_by").order_by("-list__from_on", "-list", "-from_on")
    near = districts_visible_to(user).filter(successor_code=found.code)
    used = list_on(clock.today())
    context = {
        "district": found,
        "rows": rows,
        "predecessors": near,
        "successor": districts_visible_to(user).filter(code=found.successor_code).first(),
        "used": used,
        "may_settle": may_settle(user) and used is not None and found.place.existed_on(used.districts_as_at),
        "form": form,
    }
    return render(request, "schools/office/district.html", context, status=422 if form.errors else 200)
