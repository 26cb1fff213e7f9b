"""Whoever holds a moved date says whether they can come, by a mailed link without a password."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cadre.groups.queries.history import tell_history
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page
from cadre.scheduling.actions import answer_date
from cadre.scheduling.forms import CanComeForm
from cadre.scheduling.queries.answers import answer_named_by


@page("date_answer", "A", "token")
def can_come(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing: mail scanners follow links. Only a press answers."""
    row = answer_named_by(token)
    if row is None:
        return render(request, "scheduling/token/no_link.html", status=404)
    tell_history([row.event.group])
    form = CanComeForm(
        request.POST if request.method == "POST" else None,
        initial={"answer": {True: "yes", False: "no"}.get(row.can_come), "words": row.words},  # type: ignore[arg-type]
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            answer_date(row, can_come=said["answer"] == "yes", words=said["words"], now=clock.now())
            messages.success(request, "Thank you. We have it.")
            return redirect("token:scheduling:can_come", token)
        except Refusal as refusal:
            form.add_refusal(refusal)
    stale = row.event.sequence != row.sequence or bool(row.event.called_off_at)
    context = {"row": row, "form": form, "stale": stale}
    return render(request, "scheduling/token/can_come.html", context, status=422 if form.errors else 200)
