"""A referee's short form, by a mailed link."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.facilitators import actions
from cadre.facilitators.access import referees_linked_by
from cadre.facilitators.forms.associates import ReferenceForm
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page


@page("associate_application", "C", "token")
def reference(request: HttpRequest, token: str) -> HttpResponseBase:
    """Three questions, once. A link that is unknown or replaced, and one whose time is over, say so."""
    row = referees_linked_by(token).first()
    if row is None:
        return render(request, "facilitators/public/no_reference.html", status=404)
    now = clock.now()
    over = row.expires_at is None or row.expires_at <= now
    form = ReferenceForm(request.POST if request.method == "POST" and not row.answered_at else None)
    if form.is_valid():
        try:
            row = actions.answer_reference(row, **form.cleaned_data, now=now)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"referee": row, "form": form, "over": over and not row.answered_at}
    return render(request, "facilitators/public/reference.html", context, status=422 if form.errors else 200)
