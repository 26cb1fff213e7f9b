"""Who speaks for a partner."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions
from cadre.partners.access import contacts_past, contacts_present
from cadre.partners.forms import ContactEndForm, ContactForm, ContactReachForm
from cadre.partners.models import Contact, Partner
from cadre.partners.views.shared.door import Door
from cadre.people.access import signed_in
from cadre.people.models import User

REACH = ("phone", "postal_address", "is_public")


def people(request: HttpRequest, door: Door, partner: Partner, *, may_change: bool) -> HttpResponseBase:
    """Those who speak for it now, and those who did."""
    context = door.context(
        partner, present=contacts_present(partner), past=contacts_past(partner), may_change=may_change
    )
    return render(request, "partners/shared/people.html", context)


def person_new(request: HttpRequest, door: Door, partner: Partner) -> HttpResponseBase:
    """Name somebody, in addition or in somebody's place."""
    form = ContactForm(
        request.POST or None, contacts=contacts_present(partner), initial={"purpose": request.GET.get("for", "")[:10]}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_contact(
                partner, **form.cleaned_data, by=signed_in(request), today=clock.today(), now=clock.now()
            )
            messages.success(request, f"{made.user.name} was invited by mail.")
            return door.back("people", partner.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = door.context(partner, form=form)
    return render(request, "partners/shared/person_new.html", context, status=422 if form.errors else 200)


def person(request: HttpRequest, door: Door, contact: Contact) -> HttpResponseBase:
    """How one of them is reached."""
    form = ContactReachForm(row=contact, columns=REACH)
    if request.method == "POST":
        form = ContactReachForm(request.POST, row=contact, columns=REACH)
        if form.is_valid():
            try:
                actions.change_contact(contact, **form.cleaned_data, by=signed_in(request))
                messages.success(request, "Saved.")
                return door.back("people", contact.partner.slug)
            except Refusal as refusal:
                form.add_refusal(refusal)
    context = door.context(contact.partner, form=form, contact=contact, ending=ContactEndForm())
    return render(request, "partners/shared/person.html", context, status=422 if form.errors else 200)


def person_ending(request: HttpRequest, door: Door, contact: Contact) -> HttpResponseBase:
    """They stop, today or on a day."""
    user, today = signed_in(request), clock.today()
    form = ContactEndForm(request.POST)
    if form.is_valid():
        ends_on = form.cleaned_data["ends_on"] or today
        try:
            actions.end_contact(contact, ends_on=ends_on, by=user, today=today, now=clock.now())
            messages.success(request, f"{contact.user.name} ends, and was told by mail.")
            return _after(door, contact, user)
        except Refusal as refusal:
            form.add_error("ends_on", str(refusal))
    reach = ContactReachForm(row=contact, columns=REACH)
    context = door.context(contact.partner, form=reach, contact=contact, ending=form)
    return render(request, "partners/shared/person.html", context, status=422)


def _after(door: Door, contact: Contact, user: User) -> HttpResponseBase:
    """Whoever ended their own task today has no page of the partner left."""
    if door.audience == "partner" and contact.user_id == user.pk:
        return door.back("own")
    return door.back("people", contact.partner.slug)


def person_again(request: HttpRequest, door: Door, contact: Contact) -> HttpResponseBase:
    """Invite them once more."""
    try:
        if actions.invite_again(contact, by=signed_in(request), today=clock.today(), now=clock.now()):
            messages.success(request, f"{contact.user.name} was invited again.")
        else:
            messages.info(request, f"Nothing was sent: {contact.user.name} was invited less than an hour ago.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return door.back("people", contact.partner.slug)
