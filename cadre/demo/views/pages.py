"""Sign in as somebody, move the date, read the mails. In demo mode anybody may."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from cadre.demo.forms import MoveDateForm
from cadre.demo.moving import move_forward
from cadre.demo.queries import caught_mails, messages_of_the_demo, people_of_the_cast
from cadre.lib import clock
from cadre.lib.dates import weekday_day
from cadre.lib.errors import Refusal
from cadre.messages.queries import as_sent
from cadre.people import second_step
from cadre.people.access import page
from cadre.people.proving import remember
from cadre.ui.listing import Column, Listing

SECONDS_AT_ONCE = 3.0
"""How long somebody waits before they are told how far the date has moved."""
COLUMNS = [
    Column("sent", "When", "created_at", sort=("created_at",)),
    Column("to", "To", "to", sort=("to",)),
    Column("subject", "Subject", "subject", sort=("subject",)),
    Column("state", "What became of it", "state", sort=("state",)),
]


@page("user_account", "A", "public", methods=("POST",))
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """One click on a named person stands for both steps of signing in. Only people of the cast can be chosen."""
    user = get_object_or_404(people_of_the_cast(), email=request.POST.get("email", "").replace("\0", ""))
    login(request, user)
    remember(request, user, now=clock.now())
    second_step.take(request, user)
    next_url = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(next_url, allowed_hosts={request.get_host()}):
        next_url = settings.LOGIN_REDIRECT_URL
    return HttpResponseRedirect(next_url)


@page("system_setting", "E", "public")
def date(request: HttpRequest) -> HttpResponse:
    """The site's date, and moving it forward: a few seconds' worth of days, then a page that goes on with the rest."""
    form, left = MoveDateForm(request.POST or None, initial={"days": 1}), 0
    if request.method == "POST" and form.is_valid():
        try:
            left = move_forward(form.cleaned_data["days"], within=SECONDS_AT_ONCE)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            if not left:
                messages.success(request, f"It is now {weekday_day(clock.today())}. What fell due is being done.")
                return redirect("demo:date")
    context = {"form": form, "today": clock.today(), "left": left}
    return render(request, "demo/date.html", context, status=422 if form.errors else 200)


@page("notification_log", "L", "public")
def mails(request: HttpRequest) -> HttpResponse:
    """Every mail the system has written, newest first."""
    sought = request.GET.get("q", "").replace("\0", "").strip()[:200]
    listing = Listing(request, caught_mails(sought), COLUMNS, name="mails", per_page=40)
    return render(request, "demo/mails.html", {"listing": listing, "sought": sought})


@page("notification_log", "V", "public")
def mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One mail as it went out, with its links."""
    message = get_object_or_404(messages_of_the_demo(), pk=pk)
    return render(request, "demo/mail.html", {"message": message, "sent": as_sent(message)})
