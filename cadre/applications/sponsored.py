"""What a sponsor sees of an application that names them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cadre.applications.invoiced import invoice_of
from cadre.applications.models import Application, SponsorRules, Sponsorship, SponsorshipQuerySet
from cadre.applications.queries import money_rows
from cadre.applications.rules.sponsor import refuse_answer, refuse_billing
from cadre.applications.rules.why import Rows
from cadre.applications.states import SPONSORED, Outcome, Payer, SponsorState, State
from cadre.lib.dates import span
from cadre.programmes.states import ElementKind

ALSO = (
    "application__offering__intake",
    "application__offering__qualification",
    "application__preferred_partner",
    "application__school",
    "application__trust",
    "application__quote",
)
STATUS = {
    State.SUBMITTED: "Waiting for our decision",
    State.ASKED: "Waiting for the applicant’s answer",
    State.ACCEPTED: "Accepted",
    State.DECLINED: "Not offered a place",
    State.WITHDRAWN: "Withdrawn",
}


def for_sponsor(rows: SponsorshipQuerySet) -> SponsorshipQuerySet:
    """With all that a sponsor's page shows, newest first."""
    return rows.select_related(*ALSO).order_by("-asked_at", "-pk")


def rules_now(today: date) -> SponsorRules | None:
    """The rules for sponsors that hold on a day."""
    return SponsorRules.objects.on(today).first()


@dataclass(frozen=True)
class Request:
    """One application as its sponsor sees it. Nothing of birth date, numbers, addresses, needs or equality answers."""

    sponsorship: Sponsorship
    rules: SponsorRules | None

    @property
    def application(self) -> Application:
        return self.sponsorship.application

    @property
    def name(self) -> str:
        return self.application.name

    @property
    def course(self) -> str:
        return str(self.application.offering)

    @property
    def status(self) -> str:
        return STATUS[State(self.application.state)]

    @property
    def needs_ratings(self) -> bool:
        return self.application.offering.qualification.needs_gateway

    @property
    def why_not(self) -> str:
        """Why an answer no longer counts, in words; empty while it does."""
        return refuse_answer(application_state=self.application.state, name=self.name)

    @property
    def waits(self) -> bool:
        return self.sponsorship.is_waiting and not self.why_not

    @property
    def may_be_ticked(self) -> bool:
        """Whether the list can confirm it without opening it."""
        return self.waits and not self.needs_ratings

    @property
    def may_take_back(self) -> bool:
        """Whether a sponsor who confirmed may still decline."""
        state = self.application.state
        confirmed = self.sponsorship.state == SponsorState.CONFIRMED
        return confirmed and not refuse_answer(application_state=state, name=self.name, taking_back=True)

    @property
    def may_confirm(self) -> bool:
        """Waiting, or declined and not decided or replaced since."""
        return self.sponsorship.state != SponsorState.CONFIRMED and not self.why_not

    @property
    def rows(self) -> Rows:
        """Who, where and what."""
        application = self.application
        qualification = application.offering.qualification
        return [
            ("Applicant", self.name),
            ("Role", application.job_title or "Not given"),
            ("School", application.workplace or "Not given"),
            ("Course", f"{qualification.name} ({qualification}), {application.offering.intake}"),
            ("Preferred partner", str(application.preferred_partner or "No preference")),
            ("Application", self.status),
        ]

    @cached_property
    def days(self) -> Rows:
        """What they are released for: each event's window, and what else the course takes."""
        offering = self.application.offering
        qualification = offering.qualification
        events = offering.timeline.filter(kind=ElementKind.FACE_TO_FACE)
        rows = [
            (
                event.title,
                f"{'1 day' if event.days == 1 else f'{event.days} days together'} between "
                f"{span(event.starts_on, event.ends_on).replace(' to ', ' and ')}",
            )
            for event in events
        ]
        if qualification.placement:
            rows.append(("Placement", qualification.placement))
        rows.append(("In all", f"About {qualification.guided_hours} hours of learning, with the work done in school"))
        return rows

    @property
    def undertakings(self) -> list[str]:
        """What they undertake: as they confirmed it, else by the rules of today."""
        school = self.application.workplace or "their school"
        return undertakings(self.sponsorship.rules or self.rules, name=self.name, school=school)

    @property
    def money(self) -> Rows:
        quote = self.application.quote
        return money_rows(quote, self.application.offering.qualification.code) if quote else []  # type: ignore[return-value]

    @property
    def payable_pence(self) -> int | None:
        return self.application.quote.payable_pence if self.application.quote else None

    @property
    def pays(self) -> str:
        """Who pays, in words for a total."""
        application = self.application
        if application.quote and application.quote.outcome == Outcome.SCHOLARSHIP:
            return "Nobody is invoiced"
        whole = {Payer.SELF: f"{self.name} pays", Payer.TRUST: "Your trust pays", Payer.SCHOOL: "Your school pays"}
        return whole.get(Payer(application.payer), "To pay") if application.payer else "To pay"

    @property
    def money_note(self) -> str:
        quote = self.application.quote
        if quote and quote.outcome == Outcome.NOT_CONFIRMED:
            return "A scholarship is asked for and not confirmed yet. This is the price without one."
        if quote and quote.outcome == Outcome.SCHOLARSHIP:
            return "A full scholarship, once the Department for Education confirms it."
        return "We invoice once the group is confirmed, never before."

    @cached_property
    def why_no_billing(self) -> str:
        """Why the invoice details cannot be changed here; empty when they can."""
        application = self.application
        return refuse_billing(
            payer=application.payer,
            payable_pence=self.payable_pence or 0,
            invoice=invoice_of(application),
            application_state=application.state,
            name=self.name,
        )

    @property
    def shows_billing(self) -> bool:
        """Whether who is invoiced concerns the sponsor: not where somebody pays for themselves."""
        is_school = self.application.payer in (Payer.SCHOOL, Payer.TRUST)
        return is_school and bool(self.payable_pence) and self.application.state in SPONSORED

    @property
    def billing(self) -> Rows:
        application = self.application
        return [
            ("Invoice to", f"{application.billing_name}\n{application.billing_email}".strip() or "Not given"),
            ("Address", f"{application.billing_address}\n{application.billing_postcode}".strip() or "Not given"),
            ("Purchase order", application.purchase_order or "Not given yet"),
        ]

    @property
    def ratings(self) -> Rows:
        """What they rated, in the words of the rules it was rated by."""
        return rating_rows(self.sponsorship)


def undertakings(rules: SponsorRules | None, *, name: str, school: str) -> list[str]:
    """The sentences of the rules, for one applicant or for several."""
    said = rules.undertakings if rules else []
    return [sentence.replace("{name}", name).replace("{school}", school) for sentence in said]


def rating_rows(sponsorship: Sponsorship) -> Rows:
    """Each behaviour with its score and the word for it."""
    rules = sponsorship.rules
    if rules is None:
        return []
    names = {one["key"]: one["name"] for one in rules.behaviours}
    return [
        (names.get(one.behaviour, one.behaviour), f"{one.score} of {len(rules.scale)}: {rules.scale[one.score - 1]}")
        for one in sponsorship.ratings.all()
    ]
