"""What the office and the applicant see of an application's sponsor."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from cadre.applications.models import Application, ApplicationQuerySet, SponsorRules, Sponsorship
from cadre.applications.rules.sponsor import Standing, acceptance_standing, next_reminder, reminder_days
from cadre.applications.rules.why import Rows
from cadre.applications.sponsored import rating_rows, rules_now
from cadre.applications.states import SPONSORED, AcceptanceNeeds, SponsorReason, SponsorState
from cadre.lib import clock
from cadre.lib.dates import long_day, long_moment
from cadre.messages.models import Message


@dataclass(frozen=True)
class Panel:
    """An application's sponsor as the office sees them. `present` is None while nobody is asked."""

    application: Application
    present: Sponsorship | None
    earlier: list[Sponsorship]
    rules: SponsorRules | None
    undelivered: Message | None
    today: date
    shows_answer: bool

    @property
    def rows(self) -> Rows:
        """Who, when asked, opened, reminded and answered."""
        asked = self.present
        if asked is None:
            named = self.application
            return [("Named", f"{named.sponsor_name}\n{named.sponsor_email}".strip() or "Nobody")]
        rows = [("Sponsor", f"{asked.name}\n{asked.email}"), ("Asked", long_moment(asked.asked_at))]
        rows.append(("Link opened", long_moment(asked.opened_at) if asked.opened_at else "Not yet"))
        if asked.is_waiting:
            rows.append(("Last mail", long_day(asked.mailed_on)))
            rows.append(("Next reminder", self._next()))
        if asked.answered_at:
            rows.append(("Answered", long_moment(asked.answered_at)))
        if asked.reason:
            rows.append(("Reason", SponsorReason(asked.reason).label))
        if self.shows_answer and asked.role:
            rows.append(("Their role", asked.role))
        return rows

    def _next(self) -> str:
        asked, rules = self.present, self.rules
        if asked is None or rules is None or self.application.state not in SPONSORED:
            return "None"
        days = reminder_days(
            asked_on=clock.day_of(asked.asked_at),
            closes_on=self.application.offering.intake.closes_on,
            after=rules.remind_after,
            before=rules.remind_before,
        )
        day = next_reminder(days=days, today=self.today)
        return long_day(day) if day else "None is left"

    @property
    def words(self) -> str:
        return self.present.words if self.present and self.shows_answer else ""

    @property
    def ratings(self) -> Rows:
        return rating_rows(self.present) if self.present and self.shows_answer else []

    @property
    def standing(self) -> str:
        """What acceptance would record as an exception, or be refused for; empty when all is well."""
        return self._standing.sentence

    @property
    def refuses(self) -> bool:
        """Whether they cannot be accepted as it stands."""
        return self._standing.refuses

    @property
    def _standing(self) -> Standing:
        needs = self.rules.acceptance if self.rules else AcceptanceNeeds.NOTHING
        state = self.present.state if self.present else ""
        return acceptance_standing(needs=needs, state=state, sponsor=str(self.present or ""))


def sponsor_panel(application: Application, *, today: date, shows_answer: bool) -> Panel:
    """Five queries at most."""
    everybody = list(application.sponsorships.select_related("rules"))
    present = next((one for one in everybody if one.state != SponsorState.REPLACED), None)
    return Panel(
        application=application,
        present=present,
        earlier=[one for one in everybody if one.state == SponsorState.REPLACED],
        rules=rules_now(today),
        undelivered=undelivered_to(present) if present else None,
        today=today,
        shows_answer=shows_answer,
    )


def undelivered_to(sponsorship: Sponsorship) -> Message | None:
    """The latest mail to the sponsor, if it did not arrive or waits for somebody."""
    mails = Message.objects.for_lists().filter(to=sponsorship.email, kind__startswith="applications.sponsor_")
    latest = mails.order_by("-created_at").first()
    return latest if latest and latest.state in ("held", "failed", "uncertain") else None


def present_sponsor(application: Application) -> Sponsorship | None:
    """Who is asked now, if anybody."""
    return application.sponsorships.current().first()


@dataclass(frozen=True)
class Line:
    """One sponsor in the preview of reminders. `people` are everybody their mail would name."""

    sponsor: str
    address: str
    people: list[Application]
    mailed_on: date | None
    why_not: str


def reminder_preview(applications: ApplicationQuerySet, *, today: date) -> list[Line]:
    """A line for each address that the applications name, with what its mail would say, or why there is none.

    Three queries, however many.
    """
    picked = list(Sponsorship.objects.current().filter(application__in=applications).select_related("application"))
    addresses = {one.address for one in picked}
    awaited: dict[str, list[Sponsorship]] = defaultdict(list)
    also = ("application__offering__intake", "application__offering__qualification")
    for one in Sponsorship.objects.awaited().filter(address__in=addresses).select_related(*also):
        awaited[one.address].append(one)
    newest = Sponsorship.objects.current().filter(address__in=addresses).order_by()
    mailed = dict(newest.values_list("address").annotate(Max("mailed_on")))
    lines: dict[str, Line] = {}
    for one in sorted(picked, key=lambda row: (row.name, row.pk)):
        waiting = awaited[one.address]
        why_not = "" if waiting else "Nobody waits for them"
        if waiting and mailed[one.address] >= today:
            why_not = "Mailed today already"
        people = [each.application for each in waiting] or [one.application]
        lines.setdefault(one.address, Line(one.name, one.email, people, mailed[one.address], why_not))
    unnamed = applications.exclude(pk__in=[one.application_id for one in picked])
    lines |= {
        row.ref: Line(row.sponsor_name or "Nobody", row.sponsor_email, [row], None, "Not asked yet") for row in unnamed
    }
    return sorted(lines.values(), key=lambda line: bool(line.why_not))
