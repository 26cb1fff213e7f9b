"""The office reads what would be sent before a plan is carried out, and has each mail sent, held or left out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.formation import actions, tasks
from cadre.formation.access import may_commit
from cadre.formation.forms import MailFilter
from cadre.formation.models import Plan, Rehearsal
from cadre.formation.queries.carrying_out import carrying
from cadre.formation.queries.rehearsed import kind_counts, mail_rows, rehearsal_of
from cadre.formation.states import MailChoice
from cadre.formation.views import lists, words
from cadre.formation.views.office import plan_of
from cadre.journal import queue
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.text import whole_number
from cadre.people.access import page, signed_in
from cadre.ui.listing import Listing, picked


def _ready(request: HttpRequest, ref: str) -> Plan:
    found = plan_of(request, ref)
    if not may_commit(signed_in(request), found):
        raise Http404
    return found


@page("formation_plan", "A", "office")
def mails(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Every mail that would go, by kind and reader; how far the listing is until then."""
    found = _ready(request, ref)
    listed = rehearsal_of(found)
    if listed is None:
        return redirect(words.address("carrying_out", found))
    if not listed.is_ready:
        return _working(request, found, listed)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    kinds = kind_counts(listed)
    options = [(one.key, one.name) for one in kinds]
    shown = Listing(
        request,
        mail_rows(listed),
        lists.MAILS,
        filter_form=lambda *args, **kwargs: MailFilter(*args, kinds=options, **kwargs),  # type: ignore[arg-type]
        name=f"{found.ref}-mails",
    )
    if shown.wants_file:
        return shown.file()
    context = {"plan": found, "listed": listed, "kinds": kinds, "listing": shown, "choices": MailChoice.choices()}
    return render(request, "formation/office/mails.html", context)


def _working(request: HttpRequest, found: Plan, listed: Rehearsal) -> HttpResponse:
    stuck = listed.is_working and queue.parked().filter(pk=tasks.rehearsal_task_of(listed)).exists()
    context = {"plan": found, "listed": listed, "stuck": stuck, "total": listed.steps or 1}
    if request.headers.get("HX-Request"):
        if not listed.is_working:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "formation/office/listing_progress.html", context)
    return render(request, "formation/office/listing.html", context)


@page("formation_plan", "A", "office", methods=["POST"])
def listing(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Have the mails listed, at once where few people change, else by the worker."""
    user, found = signed_in(request), _ready(request, ref)
    wanted = carrying(found)
    known = {group.ref for group in wanted.closing}
    try:
        close = [one for one in picked(request.POST, "close") if one in known]
        asked = actions.ask_rehearsal(found, close=close, by=user, now=clock.now())
        tasks.begin_rehearsal(asked, len(wanted.placed) + len(wanted.moved) + len(wanted.left))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(words.address("carrying_out", found))
    return redirect(words.address("mails", found))


@page("formation_plan", "A", "office", methods=["POST"])
def listing_cancellation(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Stop listing them. The plan stays ready, and its mails can be listed again."""
    found = _ready(request, ref)
    try:
        actions.cancel_rehearsal(found, by=signed_in(request))
        messages.success(request, "The listing is cancelled. Nothing was sent or changed.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(words.address("carrying_out", found))


@page("formation_plan", "A", "office", methods=["POST"])
def choices(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Send, hold or leave out: those ticked, all of a kind, or one."""
    user, found = signed_in(request), _ready(request, ref)
    choice, _, kind = request.POST.get("choice", "").partition(":")
    if choice not in MailChoice.values():
        raise Http404
    try:
        keys = [whole_number(one, most_digits=8) for one in picked(request.POST, "pick")]
        ticked = [key for key in keys if key is not None]
        number = actions.choose_mails(found, choice=MailChoice(choice), kind=kind[:80], numbers=ticked, by=user)
        messages.success(request, words.chosen(number, MailChoice(choice)))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(words.address("mails", found))


@page("formation_plan", "A", "office")
def mail(request: HttpRequest, ref: str, number: int) -> HttpResponseBase:
    """One mail in its exact words, without personal links."""
    found = _ready(request, ref)
    listed = rehearsal_of(found)
    if listed is None or not listed.is_ready:
        raise Http404
    one = get_object_or_404(listed.mails, number=number)
    context = {"plan": found, "mail": one, "choices": MailChoice.choices(), "last": listed.mails.count()}
    return render(request, "formation/office/mail.html", context)
