"""What a leaving or merger would touch, and where those who left went."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256

from cadre.lib.dates import long_day
from cadre.partners.consequences import Line, lines_of
from cadre.partners.models import AllocationCode, OrgChange, Partner


@dataclass(frozen=True)
class Preview:
    """`words`: what happens, in a few words. `mark` stands for all of it, for the second press."""

    words: str
    lines: list[Line]

    @property
    def mark(self) -> str:
        return sha256(repr((self.words, self.lines)).encode()).hexdigest()[:16]


def preview_of(partner: Partner, into: Partner | None, on_day: date, today: date) -> Preview:
    """Of this room and of those above. A few queries for each room."""
    what = f"goes into {into.name}" if into else "leaves the network"
    codes = AllocationCode.objects.on(on_day).filter(partner=partner).count()
    contacts = partner.contacts.filter(to_on=None).count()
    own = [
        Line("Allocation codes", codes, f"lead to {into.short_name}" if into else "lead nowhere"),
        Line(
            "Contacts",
            contacts,
            f"end and are told; name those who go on as contacts of {into.short_name} before"
            if into
            else "stay while groups run off",
        ),
        Line("Public page", 1, f"says that {into.short_name} goes on" if into else "says that it has left"),
    ]
    return Preview(
        f"{what} from {long_day(on_day)}", [line for line in own if line.number] + lines_of(partner, into, on_day)
    )


def gone_partner(slug: str, today: date) -> tuple[Partner, Partner | None] | None:
    """(a partner that has left, which one goes on with its work) by its old address, or None. At most four queries."""
    row = Partner.objects.filter(slug=slug, left_on__lte=today).select_related("merged_into").first()
    if row is None:
        return None
    heir = row.merged_into
    while heir is not None and not heir.is_active_on(today) and heir.merged_into is not None:
        heir = heir.merged_into
    return row, heir if heir and heir.is_active_on(today) else None


def formerly(partner: Partner) -> list[Partner]:
    """The partners that went into this one, the last first. One query."""
    return list(Partner.objects.filter(merged_into=partner).order_by("-left_on", "name"))


@dataclass(frozen=True)
class Mergers:
    """Every merger that was carried out and stands, the first first."""

    rows: list[OrgChange]

    def before(self, name: str, key: int) -> list[OrgChange]:
        """Those by which something of a room above, such as `groups`, went to another partner."""
        return [one for one in self.rows if key in one.moved.get(name, [])]

    def heir_of(self, partner: Partner) -> Partner | None:
        """The partner that goes on with the work of one that went in, at the end of the chain; None for others."""
        into = {one.partner_id: one.into for one in self.rows}
        heir, found = into.get(partner.pk), None
        while heir is not None and heir != found:
            found, heir = heir, into.get(heir.pk)
        return found


def mergers() -> Mergers:
    """One query. They are few."""
    done = OrgChange.objects.standing().filter(carried_out_at__isnull=False, into__isnull=False)
    return Mergers(list(done.select_related("partner", "into").order_by("on_day", "pk")))


def tell_mergers(partners: Iterable[Partner]) -> None:
    """Give each its `history` in words. One query."""
    known = mergers()
    for partner in partners:
        partner.history = merger_words(partner, known)


def merger_words(partner: Partner, known: Mergers) -> str:
    """`formerly also Peak Alliance, until 24 November 2026`; `now Dales Trust, since …` of one that went in."""
    said = [
        f"formerly also {one.partner}, until {long_day(one.on_day)}" for one in known.rows if one.into_id == partner.pk
    ]
    heir = known.heir_of(partner)
    if heir and partner.left_on:
        said.append(f"now {heir}, since {long_day(partner.left_on)}")
    return "; ".join(said)


def merger_teller() -> Callable[[Partner], str]:
    """`merger_words` for the rows of a file, which are not held in memory. One query, before the first row."""
    known = cache(mergers)
    return lambda partner: merger_words(partner, known())


def standing_change(partner: Partner) -> OrgChange | None:
    """What is planned or was done, unless it was taken back. One query."""
    return partner.changes.standing().select_related("into", "decided_by").first()
