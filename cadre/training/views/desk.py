"""The register of one part of a session at its desk, for the office and for whoever helps."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cadre.delivery import sheets
from cadre.delivery.sheets import Choice
from cadre.delivery.views.desks import Desk
from cadre.documents.responses import pdf_response
from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.people.access import signed_in
from cadre.training import actions
from cadre.training.access import may_keep_register
from cadre.training.joiners import Joiner, joiners_named
from cadre.training.models import Part, Session
from cadre.training.papers import paper_register_of
from cadre.training.queries.sheets import Row, Sheet, rows_of, sheet_of
from cadre.ui.latest import latest_or_all


def part_of(session: Session, number: int) -> Part:
    part: Part = get_object_or_404(session.parts.select_related("session__host"), number=number)
    return part


def printed(part: Part) -> HttpResponse:
    return pdf_response(paper_register_of(part), f"register-{part.session.ref}-{part.number}.pdf")


class PartDesk(Desk):
    """The register of one part. Completing and opening it again is that of the whole session."""

    who_may_join = "Anybody who works with us and has no place in this session"
    nobody_found = "Nobody of that name works with us, or they are on the register already."
    if_corrected = "Accreditations that were given stand."
    if_reopened = "Accreditations that were given stand."
    template = "training/parts/register.html"

    def __init__(self, request: HttpRequest, part: Part) -> None:
        assert request.resolver_match is not None
        self.audience = request.resolver_match.namespaces[0]
        self.part, self.session, self.user = part, part.session, signed_in(request)
        self.asked = request.GET
        self.at = self._url("register")
        self.first_day, self.last_day = part.on, part.session.last_on

    def _url(self, name: str) -> str:
        return reverse(f"{self.audience}:training:{name}", args=[self.session.ref, self.part.number])

    @property
    def paper_at(self) -> str:
        return self._url("paper_register")

    def may_keep(self) -> bool:
        return self.session.called_off_at is None and may_keep_register(self.user, self.session)

    def sheet(self) -> Sheet:
        return sheet_of(self.part)

    def rows(self) -> Sequence[Row]:
        return rows_of(self.part)

    def row(self, ref: str) -> Row | None:
        if not self.session.is_complete:
            return None
        return next((row for row in self.rows() if row.ref == ref), None)

    def mark_many(self, choices: Mapping[str, Choice]) -> None:
        actions.mark_many(self.part, choices, by=self.user, now=clock.now())

    def mark(self, row: sheets.Row, chosen: Choice) -> Row:
        return actions.mark_one(
            self.part,
            row.ref,
            chosen.mark,
            by=self.user,
            now=clock.now(),
            version=chosen.version,
            note=chosen.note,
            made_at=chosen.made_at,
        )

    def complete(self) -> None:
        actions.complete(self.session, by=self.user, now=clock.now())

    def reopen(self, reason: str) -> None:
        actions.reopen(self.session, reason=reason, by=self.user)

    def correct(self, row: sheets.Row, *, mark: str, note: str, reason: str, seen: str) -> None:
        said = {"note": note, "reason": reason, "seen": seen}
        actions.correct(self.part, row.ref, mark, **said, by=self.user, now=clock.now())

    def joiners_named(self, name: str) -> Sequence[Joiner]:
        return joiners_named(self.session, name, clock.today())

    def add(self, found: Joiner) -> None:
        actions.join_on_the_day(self.part, found.facilitator, by=self.user, now=clock.now())

    def drawn(self, sheet: sheets.Sheet) -> dict[str, Any]:
        parts = [(one, reverse_of(self.audience, one)) for one in self.session.parts.select_related("session")]
        shown = {"session": self.session, "part": self.part, "parts": parts if len(parts) > 1 else []}
        return shown | {"entries": latest_or_all(entries_about(self.session), self.asked)}


def reverse_of(audience: str, part: Part) -> str:
    """The register of a part, for an audience."""
    return reverse(f"{audience}:training:register", args=[part.session.ref, part.number])
