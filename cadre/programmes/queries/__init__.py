"""What is offered when, at what fee, and all that a qualification's public page shows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from cadre.lib.words import counted
from cadre.programmes import rules
from cadre.programmes.models import DayTimes, Intake, ListFee, Offering, Qualification, TimelineElement
from cadre.programmes.states import ElementKind, Pathway, Registration


def open_offerings(today: date) -> QuerySet[Offering]:
    """What may be applied for on `today`, with intake and qualification."""
    return (
        Offering.objects.filter(intake__opens_on__lte=today, intake__closes_on__gte=today)
        .select_related("intake", "qualification")
        .order_by("qualification__position", "intake__starts_on")
    )


def fee_on(qualification: Qualification, day: date) -> int | None:
    """The list fee in pence on `day`; None when none is known. One query."""
    return ListFee.objects.on(day).filter(qualification=qualification).values_list("pence", flat=True).first()


def qualifications_on(day: date) -> QuerySet[Qualification]:
    """Qualifications with the `fee_pence`, `arrival`, `starts` and `ends` of `day`. One query."""
    fee = ListFee.objects.on(day).filter(qualification=OuterRef("pk"))
    times = DayTimes.objects.on(day).filter(pathway=Pathway.IN_PERSON)
    return Qualification.objects.annotate(
        fee_pence=Subquery(fee.values("pence")[:1]),
        **{name: Subquery(times.values(name)[:1]) for name in ("arrival", "starts", "ends")},
    )


@dataclass(frozen=True)
class Offered:
    """A qualification in one intake, as somebody who might apply sees it."""

    offering: Offering
    intake: Intake
    state: Registration
    days_left: int
    timeline: tuple[TimelineElement, ...]
    """In person, as almost everybody takes part."""
    online_events: int = 0
    """How many there are instead of days at a distance; 0 where there is no such pathway."""

    @property
    def is_open(self) -> bool:
        return self.state == Registration.OPEN

    @property
    def left_words(self) -> str:
        """`18 days left`."""
        return f"{counted(self.days_left, 'day')} left"

    @property
    def face_to_face(self) -> int:
        return sum(one.kind == ElementKind.FACE_TO_FACE for one in self.timeline)

    @property
    def first_day(self) -> TimelineElement | None:
        return next((one for one in self.timeline if one.kind == ElementKind.FACE_TO_FACE), None)


@dataclass(frozen=True)
class QualificationPage:
    """`qualification` is annotated as by `qualifications_on`. `offered` are intakes that have not closed, by start."""

    qualification: Qualification
    offered: list[Offered]

    @property
    def shown(self) -> Offered | None:
        """The intake whose programme the page draws: the one open now, else the next, else the latest closed."""
        current = [one for one in self.offered if one.state != Registration.CLOSED]
        return next((one for one in current if one.is_open), next(iter(current), next(iter(self.offered), None)))

    @property
    def listed(self) -> list[Offered]:
        return [one for one in self.offered if one.state != Registration.CLOSED]


def qualification_page(slug: str, today: date) -> QualificationPage | None:
    """The page's facts in two queries, however many intakes there are. None when there is no such qualification.

    The latest intake that has closed stays, so that the programme can be drawn while none is open.
    """
    qualification = qualifications_on(today).filter(slug=slug).first()
    if qualification is None:
        return None
    last_closed = Offering.objects.filter(qualification=qualification, intake__closes_on__lt=today)
    wanted = Q(offering__intake__closes_on__gte=today) | Q(
        offering=Subquery(last_closed.order_by("-intake__closes_on").values("pk")[:1])
    )
    elements = (
        TimelineElement.objects.filter(wanted, offering__qualification=qualification)
        .select_related("offering__intake")
        .order_by("offering__intake__starts_on", "starts_on", "kind", "number")
    )
    found: dict[int, tuple[Offering, list[TimelineElement]]] = {}
    for element in elements:
        found.setdefault(element.offering_id, (element.offering, []))[1].append(element)
    return QualificationPage(qualification, [_offered(one, rows, today) for one, rows in found.values()])


def _offered(offering: Offering, timeline: list[TimelineElement], today: date) -> Offered:
    intake = offering.intake
    return Offered(
        offering,
        intake,
        rules.registration_state(intake.opens_on, intake.closes_on, today=today),
        rules.days_left(intake.closes_on, today=today),
        tuple(element for element in timeline if element.pathway == Pathway.IN_PERSON),
        sum(element.kind == ElementKind.ONLINE_EVENT for element in timeline),
    )


def comparison(today: date) -> list[tuple[Qualification, Offering | None]]:
    """All qualifications with their facts of `today`, each with what is open now. Two queries."""
    open_now: dict[int, Offering] = {}
    for offering in open_offerings(today):
        open_now.setdefault(offering.qualification_id, offering)
    return [(one, open_now.get(one.pk)) for one in qualifications_on(today)]


def intakes() -> QuerySet[Intake]:
    """Intakes for the office's list, with the number of `qualifications` offered."""
    return Intake.objects.annotate(qualifications=Count("offerings", distinct=True)).order_by("-starts_on")


def intake_programmes(intake: Intake) -> QuerySet[Offering]:
    """The intake's offerings with their timelines and delivery models. Three queries."""
    timeline = TimelineElement.objects.order_by("starts_on", "kind", "number")
    rows = intake.offerings.select_related("qualification", "intake")
    return rows.prefetch_related(Prefetch("timeline", queryset=timeline), "qualification__delivery_model")
