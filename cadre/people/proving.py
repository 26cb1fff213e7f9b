"""What is kept most carefully is shown and changed only by who has just proved who they are.

A sign-in is a proof while it is young (`ProofPolicy.fresh_minutes`). After that a page asks for a code: that of the
app of whoever has one (`second_step.py`), else one that it mails. It is asked beside what was typed already, so that
nothing of it is lost or kept anywhere. In the demo it is one click.

django-allauth's own reauthentication knows passwords and second factors, and takes whoever has neither as proved; it
would also keep what was typed, digits of an account too, in the session.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from cadre.lib.errors import Refusal
from cadre.people import second_step
from cadre.people.access import signed_in
from cadre.people.codes import code_fault, mail_code, terms_on
from cadre.people.forms import AppCodeForm, ProofForm
from cadre.people.models import User

KEY = "proved"
AGAIN, CLICK = "again", "click"


def remember(request: HttpRequest, user: User, *, now: datetime) -> None:
    """This browser's person has just proved who they are."""
    request.session[KEY] = {"user": user.pk, "at": now.timestamp()}


def is_fresh(request: HttpRequest, *, now: datetime) -> bool:
    """Whether the last proof of this browser's person is young enough. Without terms it never is."""
    kept = request.session.get(KEY) or {}
    if kept.get("user") != request.user.pk:
        return False
    try:
        minutes = terms_on(now).fresh_minutes
    except Refusal:
        return False
    return timedelta(0) <= timedelta(seconds=now.timestamp() - kept["at"]) < timedelta(minutes=minutes)


@dataclass(frozen=True)
class Proof:
    """Who has to type a code, and for what: `purpose` is one act, `what` completes “a code to …”.

    `spend`: the code is used up when it is found right; else the act it is for does that.
    """

    purpose: str
    to: str
    name: str
    what: str
    spend: bool = False

    def asked(self, request: HttpRequest, *, now: datetime) -> ProofForm | None:
        """None where this press brought the right code; else what to show beside what was typed.

        A code is on its way with the first press, and again where the reader asks for another.
        """
        if "code" in request.POST and AGAIN not in request.POST:
            form = ProofForm(request.POST, to=self.to)
            if not form.is_valid():
                return form
            fault = code_fault(self.purpose, form.cleaned_data["code"], now=now, spend=self.spend)
            if fault:
                form.add_error("code", fault)
            return form if fault else None
        form = ProofForm(to=self.to)
        try:
            mail_code(self.purpose, to=self.to, name=self.name, what=self.what, now=now)
        except Refusal as refusal:
            form = ProofForm(request.POST.copy() or {}, to=self.to)
            form.errors.clear()
            form.add_refusal(refusal)
        return form


def kept(request: HttpRequest, to: str) -> ProofForm | None:
    """The code as it was typed, while something else on the page is wrong; it is not tried yet."""
    typed = request.POST.get("code")
    return None if typed is None or AGAIN in request.POST else ProofForm(to=to, initial={"code": typed})


def kept_by_reader(request: HttpRequest) -> ProofForm | AppCodeForm | None:
    """`kept`, for somebody signed in: of whichever code they are asked for."""
    user = signed_in(request)
    if "code" in request.POST and second_step.is_set_up(user):
        return AppCodeForm(user=user, initial={"code": request.POST["code"]})
    return kept(request, user.email)


def ask(request: HttpRequest, *, now: datetime) -> ProofForm | AppCodeForm | None:
    """None where the reader has proved who they are lately, or with this press; else the form that asks for it."""
    user = signed_in(request)
    if is_fresh(request, now=now):
        return None
    if settings.DEMO and CLICK in request.POST:
        remember(request, user, now=now)
        return None
    form = _app_asked(request, user) if second_step.is_set_up(user) else _mail_asked(request, user, now)
    if form is None:
        remember(request, user, now=now)
    else:
        form.is_click = settings.DEMO
    return form


def _mail_asked(request: HttpRequest, user: User, now: datetime) -> ProofForm | None:
    what = "prove that it is you"
    return Proof(f"person:{user.pk}", user.email, user.name, what, spend=True).asked(request, now=now)


def _app_asked(request: HttpRequest, user: User) -> AppCodeForm | None:
    form = AppCodeForm(request.POST if "code" in request.POST else None, user=user)
    if not form.is_valid():
        return form
    form.note_use()
    return None


def proof_address(back: str) -> str:
    """The page that asks for a proof, and leads on to `back`."""
    return f"{reverse('account_proof')}?{urlencode({'next': back})}"


def prove_first(request: HttpRequest, back: str = "") -> HttpResponse:
    """To the page that asks for a proof, and on to `back`, or else to this page again."""
    return HttpResponseRedirect(proof_address(back or request.get_full_path()))
