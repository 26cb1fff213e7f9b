"""Beginning an application, from a qualification's page or a partner's link."""

from datetime import UTC, datetime

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from cadre.applications import actions
from cadre.applications.access import open_for
from cadre.applications.actions.drafting import RegistrationClosed
from cadre.applications.queries import open_offerings, qualification
from cadre.applications.steps import FIRST, Answers, Facts
from cadre.applications.steps.base import SECTIONS
from cadre.applications.steps.course import CourseForm
from cadre.applications.views.draft import UNSAVED, typed_in
from cadre.lib import clock
from cadre.lib.refs import new_token
from cadre.partners.queries import match_code
from cadre.people.access import page
from cadre.programmes.models import Qualification
from cadre.ui.forms import Form

SALT = "applications.start"


@page("application_draft", "C", "public")
def start(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The first page: intake, partner, code. `?code=` fills both partner and code, `?partner=` the partner."""
    opened_at, once = opened(request)
    facts = facts_for(slug, opened_at)
    if not facts.offerings:
        return render(request, "applications/public/closed.html", {"qualification": facts.qualification}, status=200)
    if request.method != "POST":
        return show_start(request, facts, CourseForm(facts=facts, initial=filled_by_link(request)), once)
    typed = typed_in(request)
    form = CourseForm(typed, facts=facts)
    if not form.is_valid():
        return show_start(request, facts, form, once, status=422)
    offering = form.offerings[form.cleaned_data["intake"]]
    try:
        now = clock.now()
        draft = actions.start_application(
            offering=offering,
            once=once,
            opened_at=opened_at,
            typed=typed,
            ok=True,
            now=now,
            partner=form.partners.get(form.cleaned_data["partner"]),
        )
    except RegistrationClosed as refusal:
        form.add_refusal(refusal)
        return show_start(request, facts, form, once, status=422)
    return open_for(redirect("token:applications:step", draft.ref, FIRST.next(Answers.of(draft)).slug), draft)


class StartFacts(Facts):
    """What the first page knows: the qualification, even when nothing is open."""

    qualification: Qualification


def facts_for(slug: str, opened_at: datetime) -> StartFacts:
    """The intakes open now, or open when this form was; the action decides about the deadline. Raises Http404."""
    today = clock.today()
    offerings = open_offerings(slug, today)
    day_opened = clock.day_of(opened_at)
    if day_opened != today:
        offerings += [one for one in open_offerings(slug, day_opened) if one not in offerings]
    facts = StartFacts(offerings[0] if offerings else None, today, offerings)  # type: ignore[arg-type]
    facts.qualification = offerings[0].qualification if offerings else qualification_named(slug)
    return facts


def qualification_named(slug: str) -> Qualification:
    found = qualification(slug)
    if found is None:
        raise Http404
    return found


def filled_by_link(request: HttpRequest) -> dict[str, str]:
    code = request.GET.get("code", "")[:60]
    found = match_code(code, clock.today()) if code else None
    return {"code": code, "partner": found.partner.slug if found else request.GET.get("partner", "")[:60]}


def opened(request: HttpRequest) -> tuple[datetime, str]:
    """When this form was opened and what makes it one of a kind: from the form, else now."""
    sent = request.POST.get("once", "")
    try:
        plain, at = signing.loads(sent, salt=SALT, max_age=None)
        return datetime.fromtimestamp(at, tz=UTC), plain
    except (signing.BadSignature, TypeError, ValueError):
        return clock.now(), new_token()


def show_start(request: HttpRequest, facts: StartFacts, form: Form, once: str, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "step": FIRST,
        "qualification": facts.qualification,
        "once": request.POST.get("once") or signing.dumps([once, int(clock.now().timestamp())], salt=SALT),
        "section": "Course",
        "sections_all": SECTIONS,
    }
    answer = render(request, "applications/public/start.html", context, status=status)
    patch_cache_control(answer, no_store=True, private=True)
    return answer


def start_again(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The first page with what was typed, when its form came too late to be trusted."""
    opened_at, once = opened(request)
    facts = facts_for(slug, opened_at)
    messages.warning(request, UNSAVED)
    return show_start(request, facts, CourseForm(typed_in(request), facts=facts), once, status=403)


start.ask_again = start_again  # type: ignore[attr-defined]
