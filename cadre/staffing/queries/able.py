"""Who could come on given days, the best first, with what speaks against each of the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cadre.facilitators.booked import Booked, bookings_of
from cadre.facilitators.loads import Load
from cadre.facilitators.models import Facilitator, FacilitatorQuerySet
from cadre.facilitators.queries.availability import free_days
from cadre.groups.models import Group
from cadre.lib.dates import long_day
from cadre.scheduling.queries.staffing import Proposal, fits
from cadre.scheduling.rules.dates import event_days
from cadre.staffing.models import StaffingPolicy
from cadre.staffing.queries.loads import season_loads


@dataclass(frozen=True)
class Able:
    """One person; `against` is empty for whoever can come."""

    facilitator: Facilitator
    km: int | None
    load: Load
    against: list[str]

    @property
    def words(self) -> str:
        """`12 km away, free, 3 of at most 6 events this season`."""
        far = "distance not known" if self.km is None else f"{self.km} km away"
        return f"{far}, {'; '.join(self.against) or 'free'}, {self.load}"


def able_for(
    group: Group, days: Iterable[date], people: FacilitatorQuerySet, *, today: date, teaches: bool = True
) -> list[Able]:
    """All of `people` who work with us: those who can come first, then the near, then the lightly loaded.

    The same queries however many people. What they are booked for by this group itself does not count; nor their
    accreditation and limit, where they do not teach.
    """
    wanted = sorted(days)
    found = fits(group, people.active_on(today), today=today)
    keys = [one.facilitator.pk for one in found]
    if not keys:
        return []
    policy = StaffingPolicy.objects.on(today).first()
    unsaid = policy.unsaid_km if policy else None
    loads = season_loads(keys)
    free = free_days([one.facilitator for one in found], wanted[0], wanted[-1]) if wanted else {}
    booked: dict[int, list[Booked]] = {key: [] for key in keys}
    for row in bookings_of(keys, wanted[0], wanted[-1]) if wanted else ():
        if not row.what.startswith(f"{group.ref} "):
            booked[row.facilitator_id].append(row)
    rows = []
    for one in found:
        key = one.facilitator.pk
        against = _lacks_to_teach(one, loads[key]) if teaches else []
        against += _out_of_reach(one, group, unsaid)
        against += _days(wanted, free.get(key, set()), booked[key])
        rows.append(Able(one.facilitator, one.km, loads[key], against))
    return sorted(rows, key=_order)


def _order(one: Able) -> tuple[int, int, int, str]:
    return len(one.against), 10**6 if one.km is None else one.km, one.load.events, one.facilitator.user.name


def _lacks_to_teach(one: Proposal, load: Load) -> list[str]:
    found = [] if one.fit.accredited else [f"not accredited for {one.fit.qualification}"]
    return found + (["has reached their limit"] if load.is_full else [])


def _out_of_reach(one: Proposal, group: Group, unsaid_km: int | None) -> list[str]:
    who, found = one.facilitator, []
    if who.regions and group.partner.region not in who.regions:
        found.append(f"does not travel to {group.partner.region}")
    reach = unsaid_km if who.max_km is None else who.max_km
    if one.km is not None and reach is not None and one.km > reach:
        found.append(f"goes {reach} km at most")
    return found


def _days(days: Sequence[date], free: set[date], booked: Sequence[Booked]) -> list[str]:
    found = [f"not free on {long_day(day)}" for day in days if day not in free]
    return found + [f"booked on {long_day(day)}: {one.what}" for day in days for one in booked if one.touches(day, day)]


def days_from(starts_on: date, ends_on: date) -> list[date]:
    return event_days(starts_on, (ends_on - starts_on).days + 1)
