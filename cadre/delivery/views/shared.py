"""The register of an event at its desk, for facilitators and for the office."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from cadre.delivery import actions, sheets
from cadre.delivery.access import may_keep_register
from cadre.delivery.joiners import Joiner, joiners_named
from cadre.delivery.papers import paper_register_of
from cadre.delivery.queries import Row, Sheet, attendee, register_for, register_sheet, rows_of
from cadre.delivery.sheets import Choice
from cadre.delivery.views.desks import Desk
from cadre.documents.responses import pdf_response
from cadre.groups.queries.history import tell_history
from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.people.access import signed_in
from cadre.scheduling.actions import read_arrangements
from cadre.scheduling.models import Event
from cadre.ui.latest import Latest, latest_or_all


def printed(event: Event) -> HttpResponse:
    """The register to print for a room. An online event has no room, and no such page."""
    if event.is_online:
        raise Http404
    return pdf_response(paper_register_of(event), f"register-{event.ref}.pdf")


class EventDesk(Desk):
    """The register of one event, kept by whoever asks."""

    who_may_join = "Accepted people without a place, and people of another group of this qualification and intake"
    nobody_found = "Only people accepted for this qualification and intake can join. Ask the office about anybody else."
    if_corrected = "Fees and invitations follow it; nobody is invited twice."
    if_reopened = "Nobody who was invited is invited twice."

    def __init__(self, request: HttpRequest, event: Event) -> None:
        assert request.resolver_match is not None
        self.audience = request.resolver_match.namespaces[0]
        self.event, self.user, self.asked = event, signed_in(request), request.GET
        self.at = reverse(f"{self.audience}:delivery:register", args=[event.ref])
        self.template = f"delivery/{self.audience}/register.html"
        self.first_day, self.last_day = event.starts_on, event.ends_on

    @property
    def paper_at(self) -> str:
        online = self.event.is_online
        return "" if online else reverse(f"{self.audience}:delivery:paper_register", args=[self.event.ref])

    @cached_property
    def keeps(self) -> bool:
        """Whether it is this user's register, open for changes or not."""
        return may_keep_register(self.user, self.event)

    def may_keep(self) -> bool:
        return self.keeps and self.event.called_off_at is None

    def sheet(self) -> Sheet:
        today = clock.today()
        needs = read_arrangements(self.event, by=self.user, today=today)
        return register_sheet(self.event, today=today, needs=needs, keeps=self.keeps)

    def rows(self) -> Sequence[Row]:
        return rows_of(self.event, actions.register_of(self.event), today=clock.today())

    def row(self, ref: str) -> Row | None:
        register = register_for(self.event)
        return attendee(self.event, register, ref) if register and register.is_complete else None

    def mark_many(self, choices: Mapping[str, Choice]) -> None:
        actions.mark_many(actions.register_of(self.event), choices, by=self.user, now=clock.now())

    def mark(self, row: sheets.Row, chosen: Choice) -> Row:
        assert isinstance(row, Row)
        return actions.mark_attendance(
            actions.register_of(self.event),
            row,
            chosen.mark,
            by=self.user,
            now=clock.now(),
            version=chosen.version,
            note=chosen.note,
            made_at=chosen.made_at,
        )

    def complete(self) -> None:
        actions.complete_register(actions.register_of(self.event), by=self.user, now=clock.now())

    def reopen(self, reason: str) -> None:
        register = register_for(self.event)
        if register is None:
            raise Http404
        actions.reopen_register(register, by=self.user, reason=reason)

    def correct(self, row: sheets.Row, *, mark: str, note: str, reason: str, seen: str) -> None:
        assert isinstance(row, Row)
        how = {"mark": mark, "note": note, "reason": reason, "seen": seen}
        actions.correct_attendance(actions.register_of(self.event), row, by=self.user, now=clock.now(), **how)

    def joiners_named(self, name: str) -> Sequence[Joiner]:
        return joiners_named(self.event, name)

    def add(self, found: Joiner) -> None:
        found.add(actions.register_of(self.event), by=self.user, now=clock.now())

    def drawn(self, sheet: sheets.Sheet) -> dict[str, Any]:
        tell_history([self.event.group])
        return {"event": self.event, "entries": SimpleLazyObject(self._what_happened)}

    def _what_happened(self) -> Latest:
        """Of the register and its event, without the record of who read what must be arranged."""
        subjects = [subject for subject in (self.event, register_for(self.event)) if subject is not None]
        return latest_or_all(entries_about(*subjects).changes(), self.asked)
