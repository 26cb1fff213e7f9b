"""Whose applications a person may see, and what they may do with them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase

from cadre.applications.models import (
    Application,
    ApplicationQuerySet,
    Confirmation,
    ConfirmationQuerySet,
    Pair,
    PayerQuestion,
    ResumeLink,
    SponsorLink,
    Sponsorship,
    SponsorshipQuerySet,
)
from cadre.applications.models.duplicate import PairQuerySet
from cadre.applications.states import ALIVE, LINK_DAYS, SPONSORED, WAITING, WORKFLOW, Funding, State
from cadre.lib import clock
from cadre.lib.refs import token_hash
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.doors import Door
from cadre.people.models import User
from cadre.people.policy import policy
from cadre.people.prepared import A_NUMBER, prepared
from cadre.people.roles import found_by

DOOR = Door("application", "applications.draft", page="token:applications:draft", days=LINK_DAYS)


@found_by("applicant")
def applicant_role(user: User, today: date) -> Iterable[str]:
    return ["applicant"] if _first_application(user.pk) else []


@prepared(A_NUMBER)
def _first_application(user: int) -> QuerySet[Application, tuple[int]]:
    return Application.objects.filter(applicant=user).order_by().values_list("pk")[:1]


def applications_visible_to(user: User) -> ApplicationQuerySet:
    """The office sees what was submitted; a partner lead those that prefer their partner; anybody their own."""
    if holds(user, "ops", "finance"):
        return Application.objects.submitted()
    return applications_of_partners_led_by(user) | Application.objects.filter(applicant=user)


def applications_of_partners_led_by(user: User) -> ApplicationQuerySet:
    """Those that prefer a partner the user speaks for."""
    led = partners_led_by(user, today=clock.today())
    return Application.objects.submitted().standing().filter(preferred_partner__in=led)


def own_applications(user: User) -> ApplicationQuerySet:
    return Application.objects.submitted().filter(applicant=user)


def may_work_on(user: User, application: Application) -> bool:
    """Whether the user may assign it, and tick its evidence."""
    return holds(user, "ops") and application.state in WAITING


def may_reopen(user: User, application: Application) -> bool:
    return holds(user, "ops") and WORKFLOW.allows("reopen", application.state)


def may_defer(user: User, application: Application) -> bool:
    return holds(user, "ops") and WORKFLOW.allows("defer", application.state)


def pairs_visible_to(user: User) -> PairQuerySet:
    """Operations see which applications may be one person's; nobody else ever does."""
    return Pair.objects.all() if holds(user, "ops") else Pair.objects.none()


def may_decide(user: User, application: Application) -> bool:
    return holds(user, "ops") and application.state in WAITING


def may_ask(user: User, application: Application) -> bool:
    return holds(user, "ops") and WORKFLOW.allows("ask", application.state)


def may_settle(user: User, application: Application) -> bool:
    """Whether the user may say what was found out about the scholarship asked for."""
    alive = application.state in ALIVE
    return holds(user, "ops", "finance") and alive and application.funding == Funding.SCHOLARSHIP


def confirmations_visible_to(user: User) -> ConfirmationQuerySet:
    """Scholarships of accepted people that wait for the Department, or have its answer."""
    return Confirmation.objects.alive().filter(application__in=applications_visible_to(user))


def may_add_fund(user: User) -> bool:
    """Finance enters what there is money for."""
    return holds(user, "finance")


def may_withdraw(user: User, application: Application) -> bool:
    return application.applicant_id == user.pk and WORKFLOW.allows("withdraw", application.state)


def may_name_sponsor(user: User, application: Application) -> bool:
    """Whether they may name another sponsor, or have one asked."""
    is_theirs = application.applicant_id is not None and application.applicant_id == user.pk
    return application.state in SPONSORED and (is_theirs or holds(user, "ops"))


def may_remind_sponsors(user: User) -> bool:
    return holds(user, "ops")


def may_read_sponsors_answer(user: User) -> bool:
    """The ratings, and what the sponsor wrote to the office."""
    return holds(user, "ops")


def may_see(user: User, field: str) -> bool:
    """Whether the user may see a field group of applications, such as `date_of_birth`, in rows they may see."""
    return holds(user, *policy().resources["application"].fields[field])


def is_opened_by(request: HttpRequest, ref: str) -> bool:
    """Whether this browser followed the link of the application in the last 14 days."""
    return DOOR.is_open(request, ref)


def open_for(answer: HttpResponseBase, application: Application) -> HttpResponseBase:
    """Let this browser into the application: a signed cookie that is sent only to its own pages."""
    return DOOR.let_in(answer, application.ref)


def applications_linked_by(token: str, *, now: datetime) -> ApplicationQuerySet:
    """The application a mailed link leads to while it is valid, or none. Looking does not use it up."""
    links = ResumeLink.objects.filter(token_hash=token_hash(token), expires_at__gt=now)
    return Application.objects.filter(pk__in=links.values("application"))


def sponsorships_linked_by(token: str, *, now: datetime) -> SponsorshipQuerySet:
    """What the address that a sponsor's link was mailed to is asked, while the link is valid; nobody else's."""
    links = SponsorLink.objects.filter(token_hash=token_hash(token), expires_at__gt=now)
    return Sponsorship.objects.current().filter(address__in=links.values("address"))


def drafts_of_address(email: str) -> ApplicationQuerySet:
    """What may be mailed to an address that asks for its link again."""
    asked = PayerQuestion.objects.open().filter(application__state=State.ACCEPTED).values("application")
    waiting = Q(state__in=(State.DRAFT, *WAITING, State.DEFERRED)) | Q(pk__in=asked)
    return Application.objects.filter(waiting, email__iexact=email)
