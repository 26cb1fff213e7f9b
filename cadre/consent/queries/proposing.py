"""What a plan would do to each partner, and whom it would offer what."""

from dataclasses import dataclass, field

from cadre.consent.rules.terms import Proposed
from cadre.formation.models import Plan, PlannedSeat
from cadre.formation.queries.carrying_out import carrying, is_elsewhere
from cadre.groups.models import Group
from cadre.partners.models import Partner


@dataclass
class ForPartner:
    """`going`: its people who would sit elsewhere; `coming`: others who would sit with it; `left`: its people whom no
    place fits; `closes`: its groups that nobody would sit in."""

    partner: Partner
    going: list[PlannedSeat] = field(default_factory=list)
    coming: list[PlannedSeat] = field(default_factory=list)
    left: list[PlannedSeat] = field(default_factory=list)
    opens: bool = False
    closes: list[Group] = field(default_factory=list)
    seated: int = 0

    @property
    def proposed(self) -> Proposed:
        return Proposed(len(self.going), len(self.coming), self.opens, bool(self.closes))

    def as_json(self) -> dict[str, object]:
        """As an agreement keeps it: own people by reference, others by their distance alone."""
        return {
            "going": [[row.application.ref, row.km] for row in self.going],
            "left": [row.application.ref for row in self.left],
            "coming": sorted(row.km or 0 for row in self.coming),
            "opens": self.opens,
            "closes": [group.ref for group in self.closes],
            "seated": self.seated,
        }


@dataclass
class Asked:
    """All that a plan asks. `elsewhere`: seats that need a yes; `nowhere`: people whom no place fits."""

    partners: dict[int, ForPartner]
    elsewhere: list[PlannedSeat]
    nowhere: list[PlannedSeat]
    undecided: int

    def affected(self) -> list[ForPartner]:
        return [one for one in self.partners.values() if one.proposed]


def asked_by(plan: Plan, *, keep: frozenset[str] = frozenset()) -> Asked:
    """`keep`: groups that stay open by their partners' answers. Four queries, and those of who agreed."""
    wanted = carrying(plan, "application__code__partner", "application__preferred_partner", "application__school")
    found = Asked({}, [], [], len(wanted.undecided))
    for row in wanted.rows:
        if row.undecided or row.offered:
            continue
        own = own_partner(row)
        if row.place and row.changes and is_elsewhere(row) and row.partner:
            found.elsewhere.append(row)
            _of(found, row.partner).coming.append(row)
            if own:
                _of(found, own).going.append(row)
        elif not row.place:
            found.nowhere.append(row)
            if own:
                _of(found, own).left.append(row)
    for group in wanted.closing:
        if group.ref not in keep:
            _of(found, group.partner).closes.append(group)
    for partner in wanted.opening:
        _of(found, partner).opens = True
    for place in plan.places.all():
        if place.partner_id in found.partners:
            found.partners[place.partner_id].seated += place.seated
    return found


def own_partner(row: PlannedSeat) -> Partner | None:
    """Whose person somebody is: the partner of their group, else of their code, else the one they chose."""
    if row.now_in:
        return row.now_in.partner
    code = row.application.code
    return code.partner if code else row.application.preferred_partner


def _of(found: Asked, partner: Partner) -> ForPartner:
    return found.partners.setdefault(partner.pk, ForPartner(partner))
