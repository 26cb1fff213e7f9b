"""One person's scholarship: what was found out about it."""

from django.http import Http404, HttpRequest, HttpResponseBase

from cadre.applications import actions
from cadre.applications.access import may_settle
from cadre.applications.forms import SettleForm
from cadre.applications.views.office.application import decided, found
from cadre.people.access import page, signed_in


@page("scholarship_decision", "A", "office", methods=["POST"])
def settlement(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = found(request, ref)
    if not may_settle(signed_in(request), row):
        raise Http404
    form = SettleForm(request.POST, auto_id="settle_%s")
    words = f"The scholarship of {row.name} is settled, and we have told them."
    return decided(request, row, "settle_form", form, actions.settle_scholarship, words)
