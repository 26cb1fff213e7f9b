"""Every URL of the site with what opens it, and sample addresses for it on each side of the world."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cadre.applications.models import Pair
from cadre.exports.models import Piece, Sheet
from cadre.facilitators.models import Facilitator, Unavailable
from cadre.finance.models import ContractSchedule, PaymentRun
from cadre.lib import clock
from cadre.messages.models import Message
from cadre.partners.models import HostingItem
from cadre.people.models import RoleRequest, StaffRole, User
from cadre.programmes.models import GroupSizeRule
from cadre.saved_views.models import SavedView
from cadre.schools.models import CategoryList, CategoryUpload, RegisterLoad
from cadre.staffing.models import Invitation, Suggestion
from tests.access.two_sides import TWIN, Side

OUTSIDE = {"ui:gallery", "ui:poll"}  # components only, mounted where DEMO or DEBUG is set


@dataclass(frozen=True)
class Page:
    """One URL name. `access` is (resource, verb, audience) as the view's decorator says."""

    name: str
    route: str
    access: tuple[str, str, str] | None
    parameters: tuple[str, ...]
    totals: bool = False

    @property
    def has_object(self) -> bool:
        return bool(self.parameters)


def pages() -> list[Page]:
    """All of them, in the order of the resolver."""
    return [page for page in _walk(get_resolver()) if page.name not in OUTSIDE]


def _walk(resolver: URLResolver, space: str = "", route: str = "") -> Iterator[Page]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            access = getattr(pattern.callback, "access", None)
            name = space + (pattern.name or "")
            parameters = tuple(part.split(">")[0].split(":")[-1] for part in here.split("<")[1:])
            yield Page(name, here, access, parameters, getattr(pattern.callback, "totals", False))
        else:
            inner = space + (f"{pattern.namespace}:" if pattern.namespace else "")
            yield from _walk(pattern, inner, here)


def address(page: Page, side: Side) -> str:
    """The page's address for the objects of one side. Raises LookupError when a parameter has no sample."""
    return reverse(page.name, args=[_sample(page, parameter)(side) for parameter in page.parameters])


def missing_address(page: Page) -> str:
    """The page's address for an object that does not exist, of the same form."""
    kinds = {part.split(">")[0].split(":")[-1]: part.split(":")[0] for part in page.route.split("<")[1:]}
    blank = {"int": 999_999, "uuid": UUID(int=0)}
    return reverse(page.name, args=[blank.get(kinds[name], "nothing-here") for name in page.parameters])


def _sample(page: Page, parameter: str) -> Callable[[Side], object]:
    for beginning, samples in SAMPLES:
        if page.name.startswith(beginning) and parameter in samples:
            return samples[parameter]
    raise LookupError(f"{page.name} has no sample for <{parameter}>. Add it to tests/access/inventory.py.")


def _first_message(side: Side) -> object:
    return Message.objects.about(side.place, side.application, side.group).values_list("pk", flat=True).first() or UUID(
        int=0
    )


def _pair(side: Side) -> int:
    """The side's two applications as a pair: they need not be alike for the page to be opened."""
    first, second = sorted((side.application, side.waiting), key=lambda row: row.pk)
    why = {"why": "the same teacher number", "found_at": clock.now()}
    return Pair.objects.get_or_create(first=first, second=second, defaults=why)[0].pk


def _schedule(side: Side) -> str:
    return str(ContractSchedule.objects.get(group=side.group).number)


def _days_away(facilitator: Facilitator) -> int:
    day = clock.today() + timedelta(days=40)
    return Unavailable.objects.get_or_create(facilitator=facilitator, from_on=day, to_on=day)[0].pk


def _memorandum(side: Side) -> str:
    """The one that waits to be signed."""
    return str(side.partner.memoranda.under_way().get().ref)


def _asked_role(side: Side) -> int:
    """Finance, for whoever works in marketing, as the partner's lead would have it: another may decide."""
    user = StaffRole.objects.get(role="marketing").user
    facts = {"from_on": clock.today(), "reason": "Helps out", "asked_by": side.lead, "asked_at": clock.now()}
    return int(RoleRequest.objects.get_or_create(user=user, role="finance", state="waiting", defaults=facts)[0].pk)


def _run(side: Side) -> str:
    """A payment run that nobody is paid by."""
    facts = {"pays_on": clock.today(), "made_by": side.partner.contacts.order_by("pk")[0].user, "made_at": clock.now()}
    return str(PaymentRun.objects.get_or_create(number=f"PR-{side.partner.pk:06}", defaults=facts)[0].number)


def _sheet(side: Side) -> UUID:
    """A spreadsheet of the officer who opens such pages first; of the other side, its lead's."""
    user = side.lead if TWIN in side.partner.name else User.objects.get(name="Ruth Adeyemi")
    facts = {"path": "/office/applications/", "query": "format=xlsx", "name": "applications", "is_half_in": False}
    facts |= {"rows": 1, "size": 4, "asked_at": clock.now(), "made_at": clock.now()}
    kept_until = clock.now() + timedelta(hours=1)
    made, is_new = Sheet.objects.get_or_create(user=user, defaults={**facts, "kept_until": kept_until})
    if is_new:
        Piece.objects.create(sheet=made, number=0, content=b"None")
    return made.pk


def _saved_view(side: Side) -> int:
    """A view of the officer who opens such pages first; of the other side, its lead's own."""
    user = side.lead if TWIN in side.partner.name else User.objects.get(name="Ruth Adeyemi")
    path = "/partner/people/" if user == side.lead else "/office/applications/"
    facts = {"path": path, "query": "state=submitted", "saved_at": clock.now()}
    return int(SavedView.objects.get_or_create(user=user, name="Waiting", defaults=facts)[0].pk)


BOARD: dict[str, Callable[[Side], object]] = {
    "intake": lambda side: side.group.offering.intake.slug,
    "qualification": lambda side: side.group.offering.qualification.slug,
}
STATEMENT: dict[str, Callable[[Side], object]] = {
    "partner": lambda side: side.partner.slug,
    "intake": lambda side: side.group.offering.intake.slug,
}
QUEUE_PAGES = ("entry", "removal", "taking_back", "splitting")
CODE: dict[str, Callable[[Side], object]] = {
    "pk": lambda side: side.partner.codes.get().pk,
    "slug": lambda side: side.partner.slug,
    "code": lambda side: side.partner.codes.get().normal,
    "venue": lambda side: side.partner.venues.get().pk,
    "contact": lambda side: side.partner.contacts.order_by("pk")[0].pk,
    "version": lambda side: side.partner.profiles.get().pk,
    "payee": lambda side: side.partner.payees.get().pk,
    "change": lambda side: side.partner.changes.get().pk,
    "ref": _memorandum,
}
TRAINING: dict[str, Callable[[Side], object]] = {
    "ref": lambda side: side.training.ref,
    "number": lambda _: 1,
    "place": lambda side: side.training.taken.get().pk,
}
SAMPLES: list[tuple[str, dict[str, Callable[[Side], object]]]] = [
    ("public:applications:", {"slug": lambda side: side.group.offering.qualification.slug}),
    ("public:programmes:", {"slug": lambda side: side.group.offering.qualification.slug}),
    ("public:exports:", {"sheet": _sheet}),
    ("public:saved_views:", {"view": _saved_view}),
    ("public:partners:", {"slug": lambda side: side.partner.slug}),
    (
        "token:",
        {
            "token": lambda _: "no-such-token-0123456789abcdef",
            "ref": lambda side: side.waiting.ref,
            "slug": lambda _: "name",
            "number": lambda _: 1,
        },
    ),
    ("candidate:applications:", {"ref": lambda side: side.application.ref}),
    ("candidate:bookings:", {"ref": lambda side: side.queued.ref}),
    ("candidate:consent:", {"ref": lambda side: side.offer.ref}),
    ("candidate:groups:", {"ref": lambda side: side.place.ref}),
    ("candidate:scheduling:", {"ref": lambda side: side.place.ref}),
    *[
        (f"facilitator:staffing:{name}", {"ref": lambda side: side.event.ref})
        for name in ("briefing", "setting", "keeping")
    ],
    ("facilitator:staffing:", {"ref": lambda side: Invitation.objects.get(group=side.forming).ref}),
    ("facilitator:scheduling:", {"ref": lambda side: side.group.ref}),
    ("facilitator:finance:schedule", {"number": _schedule, "version": lambda _: 1}),
    ("facilitator:training:", TRAINING),
    ("partner:training:", {"ref": lambda side: side.training.ref}),
    ("office:training:planning", {"kind": lambda _: "foundation"}),
    ("office:training:", TRAINING | {"pk": lambda side: side.facilitator.pk}),
    ("facilitator:facilitators:", {"away": lambda side: _days_away(side.facilitator)}),
    ("facilitator:", {"ref": lambda side: side.event.ref, "enrolment": lambda side: side.place.ref}),
    ("partner:scheduling:pick", {"ref": lambda side: side.forming.ref, "number": lambda _: 1}),
    ("partner:scheduling:", {"ref": lambda side: side.group.ref, "number": lambda _: 1}),
    ("partner:recruitment:", {"ref": lambda side: side.forming.ref}),
    ("partner:consent:", {"ref": lambda side: side.agreement.ref}),
    ("partner:groups:", {"ref": lambda side: side.group.ref}),
    ("partner:evaluation:", {"ref": lambda side: side.event.ref}),
    ("partner:finance:schedule", {"number": _schedule, "version": lambda _: 1}),
    (
        "partner:finance:",
        {"partner": lambda side: side.partner.slug, "intake": lambda side: side.group.offering.intake.slug},
    ),
    ("partner:partners:", CODE),
    ("office:applications:duplicate", {"pk": _pair}),
    ("office:applications:merging", {"pk": _pair}),
    ("office:applications:bulk", {"verb": lambda _: "accept"}),
    ("office:applications:", {"ref": lambda side: side.waiting.ref}),
    ("office:recruitment:", BOARD),
    *[(f"office:groups:{name}", BOARD) for name in ("board", "placing", "opening", "waiting", "distance")],
    *[(f"office:groups:{name}", {"ref": lambda side: side.place.ref}) for name in ("move", "release", "withdrawal")],
    ("office:groups:shortfall", {"ref": lambda side: side.group.ref}),
    ("office:groups:", {"ref": lambda side: side.forming.ref}),
    *[(f"office:formation:{name}", BOARD) for name in ("plans", "asking", "comparison")],
    ("office:formation:", {"ref": lambda side: side.plan.ref, "number": lambda _: 1}),
    ("office:consent:starting", {"plan": lambda side: side.plan.ref}),
    ("office:consent:offer_answering", {"ref": lambda side: side.offer.ref}),
    ("office:consent:answering", {"ref": lambda side: side.agreement.ref}),
    ("office:consent:", {"ref": lambda side: side.agreement.round.ref}),
    *[(f"office:bookings:{name}", {"ref": lambda side: side.queued.ref}) for name in QUEUE_PAGES],
    ("office:bookings:", {"ref": lambda side: side.booking.ref, "number": lambda _: 1}),
    ("office:scheduling:timeline", BOARD),
    ("office:scheduling:merging", {"ref": lambda side: side.group.ref}),
    (
        "office:scheduling:",
        {"ref": lambda side: side.forming.ref, "number": lambda _: 1, "pk": lambda side: side.facilitator.pk},
    ),
    *[
        (f"office:staffing:{name}", {"ref": lambda side: side.event.ref})
        for name in (
            *("briefing", "office_setting", "office_keeping", "standing_in", "standing_in_ended"),
            *("cover_ended", "visiting", "visit_off"),
        )
    ],
    ("office:staffing:for_group", {"ref": lambda side: side.forming.ref}),
    *[
        (f"office:staffing:{name}", {"ref": lambda side: Invitation.objects.get(group=side.forming).ref})
        for name in ("invitation", "withdrawal", "reminder", "following")
    ],
    (
        "office:staffing:",
        {"ref": lambda side: Suggestion.objects.get(group=side.forming).ref, "group": lambda side: side.forming.ref},
    ),
    ("office:delivery:", {"ref": lambda side: side.event.ref, "enrolment": lambda side: side.place.ref}),
    ("office:evaluation:", {"ref": lambda side: side.event.ref}),
    ("office:finance:invoice_place", {"ref": lambda side: side.place.ref}),
    ("office:finance:correction", {"ref": lambda side: side.place.ref}),
    ("office:finance:fee", {"ref": lambda side: side.event.ref}),
    ("office:finance:decision", {"ref": lambda side: side.event.ref}),
    ("office:finance:schedule", {"number": _schedule, "version": lambda _: 1}),
    (
        "office:finance:statement",
        {"partner": lambda side: side.partner.slug, "intake": lambda side: side.group.offering.intake.slug},
    ),
    ("office:finance:approval", STATEMENT),
    ("office:finance:taking_back", STATEMENT),
    ("office:finance:successor", STATEMENT),
    ("office:finance:run", {"number": _run}),
    ("office:finance:", {"number": lambda side: side.invoice.number}),
    ("office:messages:template", {"key": lambda _: "applications.received"}),
    ("office:messages:", {"pk": _first_message, "key": lambda _: "applications.received", "version": lambda _: 1}),
    ("office:journal:", {"task_id": lambda _: UUID(int=0)}),
    (
        "office:people:",
        {
            "person": lambda _: StaffRole.objects.get(role="marketing").user_id,
            "held": lambda _: StaffRole.objects.get(role="marketing").pk,
            "asked": _asked_role,
        },
    ),
    *[(f"office:partners:{name}", {"version": lambda _: 1}) for name in ("text", "publication")],
    ("office:partners:", CODE),
    ("office:commitments:", CODE),
    (
        "office:rulebook:ending",
        {"policy": lambda _: "hosting-item", "pk": lambda _: HostingItem.objects.values_list("pk", flat=True)[0]},
    ),
    (
        "office:rulebook:",
        {"policy": lambda _: "group-size-rule", "pk": lambda _: GroupSizeRule.objects.values_list("pk", flat=True)[0]},
    ),
    ("office:programmes:distance", {"slug": lambda side: side.group.offering.qualification.slug}),
    ("office:programmes:", {"slug": lambda side: side.group.offering.intake.slug}),
    (
        "office:facilitators:associate",
        {"ref": lambda side: side.associate.ref, "kind": lambda _: "safeguarding"},
    ),
    (
        "office:facilitators:",
        {
            "pk": lambda side: side.facilitator.pk,
            "away": lambda side: _days_away(side.facilitator),
            "qualification": lambda side: side.facilitator.accreditations.get().qualification.slug,
        },
    ),
    *[
        (f"office:schools:{name}", {"pk": lambda _: CategoryUpload.objects.values_list("pk", flat=True).first()})
        for name in ("preview", "upload_removal")
    ],
    *[
        (
            f"office:schools:{name}",
            {"pk": lambda _: RegisterLoad.objects.values_list("pk", flat=True).first(), "kind": lambda _: "new"},
        )
        for name in ("load", "application", "removal")
    ],
    (
        "office:schools:",
        {
            "urn": lambda side: side.application.school.urn,
            "pk": lambda _: CategoryList.objects.values_list("pk", flat=True).first(),
            "code": lambda side: side.application.school.placements.get().district.code,
        },
    ),
    ("demo:mail", {"pk": _first_message}),
]
MAY_BE_MISSING = {  # nothing is parked or drafted there, and the quotes of tests explain nothing
    # Its door opens to the whole office; who may change which policy is tested beside it.
    *(f"office:rulebook:{name}" for name in ("addition", "change", "ending", "withdrawal")),
    *("office:journal:retry", "office:messages:activation", "demo:mail"),
    *("office:applications:why", "candidate:applications:why"),
}
