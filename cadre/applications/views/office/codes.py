"""Partner and code that do not agree: several settled at once, with who it would be shown first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications import actions
from cadre.applications.access import applications_visible_to
from cadre.applications.forms import SettleCodesForm
from cadre.applications.queries import for_pages
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.listing import picked


@page("application", "A", "office")
def settling(request: HttpRequest) -> HttpResponseBase:
    """Keep the partner they chose, or take the code's, with a reason; all of them or none."""
    sent = request.method == "POST"
    asked = picked(request.POST, "refs") if sent else picked(request.GET, "ref")
    user = signed_in(request)
    rows = list(for_pages(applications_visible_to(user).in_conflict()).filter(ref__in=asked))
    form = SettleCodesForm(request.POST if sent else None, refs=asked)
    if form.is_valid():
        try:
            said = {name: form.cleaned_data[name] for name in ("verdict", "reason")}
            settled = actions.settle_codes(rows, **said, by=user, now=clock.now())
            messages.success(request, f"Partner and code of {len(settled)} are settled.")
            return redirect("office:applications:conflicts")
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"rows": rows, "form": form}
    return render(request, "applications/office/settling.html", context, status=422 if form.errors else 200)
