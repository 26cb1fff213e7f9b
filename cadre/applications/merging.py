"""What happens to two applications of one person when they become one: worked out for the preview and for the act."""

from dataclasses import dataclass, field
from typing import Any

from cadre.applications.holdings import PLACE, held_of, keepers
from cadre.applications.invoiced import invoice_of
from cadre.applications.models import Application, Arrangement, Confirmation
from cadre.applications.rules.merging import Side, better_kept, refuse_merger

FILLED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Teacher reference number", ("trn",)),
    ("Date of birth", ("born_on",)),
    ("Phone", ("phone",)),
    ("Role", ("job_title",)),
    ("Preferred partner", ("preferred_partner",)),
    ("Allocation code", ("code_typed", "code")),
    ("Invoice details", ("billing_name", "billing_email", "billing_address", "billing_postcode")),
    ("Purchase order", ("purchase_order",)),
    ("Sponsor", ("sponsor_name", "sponsor_email")),
    ("Officer", ("officer",)),
    ("Account", ("applicant",)),
)
"""What fills the kept one where it is blank, as blocks: a block is taken whole, or not at all."""

RELATIONS = {
    "resume_links": "move",
    "arrangement": "move where the kept one has none",
    "enrolment": "moved by groups",
    "booked_place": "moved by bookings",
    "queue_places": "end, and the kept one waits",
    "alternate_offers": "end, and the rest is planned again",
    "sponsorships": "move where nobody is asked for the kept one",
    "pairs_as_first": "go on with the kept one while open",
    "pairs_as_second": "go on with the kept one while open",
    "merged_from": "point to the kept one",
    "deferrals": "stay, and one under way is taken back",
    "quotes": "stay",
    "settlements": "stay",
    "confirmation": "move where the kept one has none, else end",
    "payer_questions": "stay, and an open one falls away",
    "ticks": "stay",
    "further_schools": "stay, as the workplace does",
    "search_words": "stay",
}
"""Every row that points to an application, and what a merger does with it. A test holds this complete."""


@dataclass
class Merger:
    """`fills`: (what, value) taken over; `moves` and `stays` in words; `barred` says why it cannot be."""

    kept: Application
    gone: Application
    barred: str = ""
    fills: list[tuple[str, str]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    moves: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)


def merger(kept: Application, gone: Application) -> Merger:
    """What moves and what stays if `gone` is merged into `kept`."""
    made = Merger(kept, gone, barred=refuse_merger(kept=side_of(kept), gone=side_of(gone)))
    made.barred = made.barred or next(filter(None, (one.bar(gone, kept) for one in keepers() if one.bar)), "")
    for label, names in FILLED:
        if not any(getattr(kept, name) for name in names) and any(getattr(gone, name) for name in names):
            made.values |= {name: getattr(gone, name) for name in names}
            made.fills.append((label, ", ".join(str(getattr(gone, name)) for name in names if getattr(gone, name))))
    made.moves = ["Every mailed link: it opens the one that is kept"]
    if held := held_of(gone):
        made.moves.append(held[:1].upper() + held[1:])
    if Arrangement.objects.filter(application=gone).exists():
        has_own = Arrangement.objects.filter(application=kept).exists()
        words = "What they need at events"
        (made.stays if has_own else made.moves).append(f"{words}: the kept one has its own" if has_own else words)
    if gone.sponsorships.current().exists() and not kept.sponsorships.current().exists():
        made.moves.append("The sponsor who was asked, and the answer")
    confirmed = set(Confirmation.objects.filter(application__in=(kept, gone)).values_list("application", flat=True))
    if confirmed == {gone.pk}:
        made.moves.append("How far the Department’s answer about the scholarship is")
    made.stays += _stays(kept, gone)
    return made


def _stays(kept: Application, gone: Application) -> list[str]:
    stays = [
        f"Mails and quotes of {gone.ref} stay with it; what happened to it is shown with the kept one too",
        f"The price of {kept.ref} stays as it is",
    ]
    if kept.applicant_id and gone.applicant_id and kept.applicant_id != gone.applicant_id:
        stays.append(
            f"Two accounts stay apart: {kept.applicant} signs in with {kept.applicant.email}. "  # type: ignore[union-attr]
            f"{gone.applicant.email} no longer leads to an application"  # type: ignore[union-attr]
        )
    if kept.email.lower() != gone.email.lower():
        stays.append(f"We write to {kept.email}, no longer to {gone.email}")
    return stays


def side_of(row: Application) -> Side:
    return Side(
        ref=row.ref,
        state=row.state,
        qualification=row.offering.qualification.code,
        intake=row.offering.intake.name,
        place=held_of(row, PLACE),
        invoice=f"invoice {number}" if (number := invoice_of(row)) else "",
    )


def proposed(first: Application, second: Application) -> tuple[Application, Application]:
    """(the one to keep, the one that goes), as we would."""
    return (first, second) if better_kept(side_of(first), side_of(second)) else (second, first)
