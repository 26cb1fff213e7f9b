"""A booking on its way: started without an account, answered step by step, checked with its price, and booked."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from cadre.applications.forms import LostLinkForm
from cadre.applications.pricing import NoPrice
from cadre.applications.rules.deadline import in_time
from cadre.bookings import actions
from cadre.bookings.access import bookings_linked_by, bookings_of_address, bookings_opened_by, open_booking_for
from cadre.bookings.forms.booking import SECTIONS, STEPS, TITLES, BookForm, PayerForm, StartForm, Walk, form_of
from cadre.bookings.models import Booking
from cadre.bookings.pricing import PartyQuote
from cadre.bookings.queries import bookings as queries
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.refs import new_token
from cadre.people.access import page
from cadre.ui.forms import Form

P = ParamSpec("P")
SALT = "bookings.start"
OURS = {"csrfmiddlewaretoken", "back", "once"}


@page("booking", "C", "public")
def start(request: HttpRequest) -> HttpResponseBase:
    """Who books, and for which intake. `?partner=` and `?code=` are kept for the step that asks."""
    opened_at, once = opened(request)
    intakes = queries.open_intakes(clock.today())
    form = StartForm(request.POST if request.method == "POST" else None, intakes=intakes)
    if request.method == "POST" and form.is_valid():
        try:
            booking = start_it(request, form, once=once, opened_at=opened_at)
            return open_booking_for(redirect("token:bookings:step", booking.ref, STEPS[0]), booking)
        except Refusal as refusal:
            form.add_refusal(refusal)
    sealed = request.POST.get("once") or signing.dumps([once, int(clock.now().timestamp())], salt=SALT)
    context = {"form": form, "once": sealed, "intakes": intakes, "section": "You", "sections_all": SECTIONS}
    answer = render(request, "bookings/public/start.html", context, status=422 if form.errors else 200)
    patch_cache_control(answer, no_store=True, private=True)
    return answer


def start_it(request: HttpRequest, form: StartForm, *, once: str, opened_at: datetime) -> Booking:
    """The draft, with partner and code of a partner's own link kept for the step that asks for them."""
    intake, now = form.intakes[form.cleaned_data["intake"]], clock.now()
    typed = typed_in(request)
    booking = actions.start_booking(intake=intake, once=once, opened_at=opened_at, typed=typed, lead=form.lead, now=now)
    said = {name: request.GET[name][:60] for name in ("partner", "code") if request.GET.get(name)}
    if said and "partner" not in booking.answers:
        actions.save_answer(booking, slug="partner", typed=said, ok=False, now=now)
    return booking


def opened(request: HttpRequest) -> tuple[datetime, str]:
    """When this form was opened and what makes it one of a kind: from the form, else now."""
    try:
        plain, at = signing.loads(request.POST.get("once", ""), salt=SALT, max_age=None)
        return datetime.fromtimestamp(at, tz=UTC), plain
    except (signing.BadSignature, TypeError, ValueError):
        return clock.now(), new_token()


def typed_in(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items() if name not in OURS}


def with_booking(
    view: Callable[Concatenate[HttpRequest, Booking, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
    """Give the view the booking this browser may open. Any other reference, known or not, asks for the link."""

    @wraps(view)
    def opened_booking(request: HttpRequest, ref: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        booking = queries.for_pages(bookings_opened_by(request, ref)).first()
        if booking is None:
            return locked(request)
        answer = view(request, booking, *args, **kwargs)
        return open_booking_for(answer, booking) if request.method == "POST" else answer

    return opened_booking


def locked(request: HttpRequest, form: Form | None = None, *, status: int = 404) -> HttpResponse:
    """Ask for the link; show what was typed, so that no word is lost."""
    typed = [value for value in typed_in(request).values() if len(value.strip()) > 1]
    context = {"lost": form or LostLinkForm(), "form": form, "typed": typed if form is None else []}
    return render(request, "bookings/public/locked.html", context, status=status)


@page("booking", "V", "token")
def resume(request: HttpRequest, token: str) -> HttpResponseBase:
    """From the mail. The secret goes out of the address bar into a cookie for this booking's pages."""
    booking = bookings_linked_by(token, now=clock.now()).first()
    return open_booking_for(redirect("token:bookings:booking", booking.ref), booking) if booking else locked(request)


@page("booking", "C", "token")
def lost(request: HttpRequest) -> HttpResponseBase:
    """Mail the link again. The answer is the same whether there is a booking or not."""
    form = LostLinkForm(request.POST or None)
    if not form.is_valid():
        return locked(request, form, status=422)
    for booking in queries.for_pages(bookings_of_address(form.cleaned_data["email"]))[:5]:
        actions.send_booking_link(booking, now=clock.now(), again=True)
    return render(request, "bookings/public/link_sent.html", {"email": form.cleaned_data["email"]})


def walk_of(booking: Booking) -> Walk:
    return Walk(booking, offerings=queries.offerings_of(booking.intake), today=clock.today())


@page("booking", "E", "token")
@with_booking
def step(request: HttpRequest, booking: Booking, slug: str) -> HttpResponseBase:
    """One question. Whatever was typed is saved, right or wrong."""
    if slug not in STEPS or not booking.is_draft:
        return redirect("token:bookings:booking", booking.ref)
    offerings, today = queries.offerings_of(booking.intake), clock.today()
    if request.method != "POST":
        kept = booking.answers.get(slug)
        typed = dict(kept["typed"]) if kept else None
        return show_step(request, booking, slug, shown_form(request, slug, typed, offerings, today))
    typed = typed_in(request)
    form = form_of(slug, typed, offerings=offerings, today=today)
    actions.save_answer(booking, slug=slug, typed=typed, ok=form.is_valid(), now=clock.now())
    if not form.is_valid():
        again = type(form)(typed, asked=typed.get("q", "")) if slug == "school" else form
        return show_step(request, booking, slug, again, status=422)
    after = STEPS[STEPS.index(slug) + 1 :]
    if request.POST.get("back") == "check" or not after:
        return redirect("token:bookings:check", booking.ref)
    return redirect("token:bookings:step", booking.ref, after[0])


def shown_form(request: HttpRequest, slug: str, typed: dict[str, str] | None, offerings: Any, today: Any) -> Any:
    """The form with what was kept; a search for a school keeps the school that was chosen."""
    if slug == "school" and "q" in request.GET:
        kept = {**(typed or {}), "q": request.GET["q"]}
        return PayerForm(kept, asked=request.GET["q"], quiet=True)
    return form_of(slug, typed, offerings=offerings, today=today)


def show_step(request: HttpRequest, booking: Booking, slug: str, form: Any, *, status: int = 200) -> HttpResponse:
    back = request.POST.get("back") or request.GET.get("back", "")
    context = page_context(booking, SECTIONS[STEPS.index(slug) + 1]) | {
        "form": form,
        "slug": slug,
        "question": TITLES[slug],
        "back": back,
    }
    template = f"bookings/public/{slug}.html" if slug in ("places", "school") else "bookings/public/step.html"
    return render(request, template, context, status=status)


def page_context(booking: Booking, section: str) -> dict[str, Any]:
    deadline = clock.end_of(booking.intake.closes_on)
    closed = not in_time(deadline=deadline, opened_at=booking.created_at, now=clock.now())
    return {"booking": booking, "section": section, "sections_all": SECTIONS, "closed": closed}


@page("booking", "E", "token")
@with_booking
def check(request: HttpRequest, booking: Booking) -> HttpResponseBase:
    """All answers with what the party would cost, and booking it."""
    if not booking.is_draft:
        return redirect("token:bookings:booking", booking.ref)
    walked = walk_of(booking)
    if walked.wrong:
        return redirect(f"{reverse('token:bookings:step', args=[booking.ref, walked.wrong])}?back=check")
    form, quote = BookForm(request.POST if request.method == "POST" else None), quote_of(walked)
    if form.is_valid():
        try:
            price = f"{quote.headline}, before scholarships. {quote.sentence}" if quote else "The price follows."
            actions.submit_booking(booking, filled=walked.filled, version=booking.version, price=price, now=clock.now())
            return redirect("token:bookings:booking", booking.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    sections = [
        (name, [(label, value, change_address(booking, slug)) for label, value in rows])
        for slug, name, rows in walked.sections()
    ]
    context = page_context(booking, "Check") | {"form": form, "sections": sections, "quote": quote}
    return render(request, "bookings/public/check.html", context, status=422 if form.errors else 200)


def change_address(booking: Booking, slug: str) -> str:
    return f"{reverse('token:bookings:step', args=[booking.ref, slug])}?back=check"


def quote_of(walked: Walk) -> PartyQuote | None:
    """What the party would cost today, None while there is no fee."""
    fields = walked.filled.fields
    wanted = [(each.offering, each.number) for each in walked.filled.wanted]
    school = fields["school"]
    try:
        return queries.quote_of(
            wanted,
            payer=fields["payer"],
            school_id=school.pk if school else None,
            school_typed=fields["school_typed"],
            on=clock.today(),
        )
    except NoPrice:
        return None
