"""The office names another sponsor, has one asked, and reminds those who have not answered."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications import actions
from cadre.applications.access import applications_visible_to, may_name_sponsor, may_remind_sponsors
from cadre.applications.forms import NameSponsorForm, PickedForm
from cadre.applications.sponsor_panel import reminder_preview
from cadre.applications.views.office.application import found, show_application
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.ui.listing import picked


@page("application", "A", "office", methods=["POST"])
def sponsor(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Name another sponsor, who is asked at once."""
    row, user = found(request, ref), signed_in(request)
    if not may_name_sponsor(user, row):
        raise Http404
    form = NameSponsorForm(request.POST, auto_id="sponsor_%s")
    if form.is_valid():
        said = {"name": form.cleaned_data["sponsor_name"], "email": form.cleaned_data["sponsor_email"]}
        try:
            made = actions.replace_sponsor(row, **said, by=user, now=clock.now())
            messages.success(request, f"We have asked {made}.")
            return redirect("office:applications:application", row.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return show_application(request, row, status=422, sponsor_form=form)


@page("application", "A", "office", methods=["POST"])
def request_again(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Ask the sponsor whom the application names, where that has not happened."""
    row = found(request, ref)
    if not may_name_sponsor(signed_in(request), row):
        raise Http404
    try:
        if made := actions.ask_sponsor(row, now=clock.now()):
            messages.success(request, f"We have asked {made}.")
        else:
            messages.warning(request, "Nobody could be asked: name a sponsor with an address of their own.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:applications:application", row.ref)


@page("application", "A", "office")
def reminders(request: HttpRequest) -> HttpResponseBase:
    """Remind several: first who would be mailed and who would not, then the mails."""
    user = signed_in(request)
    if not may_remind_sponsors(user):
        raise Http404
    posted = request.method == "POST"
    asked = picked(request.POST, "refs") if posted else picked(request.GET, "ref")
    rows = applications_visible_to(user).filter(ref__in=asked)
    form = PickedForm(request.POST if posted else None, refs=asked)
    if form.is_valid():
        mailed = actions.remind_sponsors_of(rows, by=user, today=clock.today(), now=clock.now())
        people = sum(map(len, mailed.values()))
        many = f"{len(mailed)} sponsors" if len(mailed) != 1 else "1 sponsor"
        messages.success(request, f"Reminded {many} of {people} applications." if mailed else "Nobody was mailed.")
        return redirect("office:applications:list")
    lines = reminder_preview(rows, today=clock.today())
    context = {"lines": lines, "form": form, "mails": sum(not line.why_not for line in lines)}
    status = 422 if form.errors else 200
    return render(request, "applications/office/sponsor_reminders.html", context, status=status)
