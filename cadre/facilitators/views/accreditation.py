"""The office renews an accreditation, with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.facilitators import actions
from cadre.facilitators.access import facilitators_visible_to
from cadre.facilitators.forms.accreditation import RenewalForm
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in


@page("facilitator_training", "A", "office")
def renewal(request: HttpRequest, pk: int, qualification: str) -> HttpResponseBase:
    person = get_object_or_404(facilitators_visible_to(signed_in(request)).select_related("user"), pk=pk)
    row = get_object_or_404(person.accreditations.select_related("qualification"), qualification__slug=qualification)
    form = RenewalForm(request.POST or None)
    if request.method == "POST":
        form = RenewalForm(request.POST)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                actions.renew(row, reason=reason, by=signed_in(request), today=clock.today())
                messages.success(request, f"Renewed: {row.qualification}.")
                return redirect("office:facilitators:facilitator", pk)
            except Refusal as refusal:
                form.add_refusal(refusal)
    context = {"facilitator": person, "accreditation": row, "form": form}
    return render(request, "facilitators/office/renewal.html", context, status=422 if form.errors else 200)
