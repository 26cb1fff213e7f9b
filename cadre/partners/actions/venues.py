"""Venues added, changed, gone through and retired; and the hosting checklist itself."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal
from cadre.lib.seen import refuse_changed, refuse_unseen
from cadre.partners.actions.holding import hold_partner
from cadre.partners.models import Partner, Venue, VenueCheck
from cadre.partners.states import (
    VENUE_ADDED,
    VENUE_CHANGED,
    VENUE_CHECKED,
    VENUE_RESTORED,
    VENUE_RETIRED,
    CheckAnswer,
)
from cadre.schools.queries import point_of

VENUE_FIELDS = ("name", "address", "postcode", "capacity", "step_free", "getting_there")


@transaction.atomic
def add_venue(partner: Partner, *, details: dict[str, Any], by: Actor) -> Venue:
    """A place to host in, of the fields VENUE_FIELDS. Raises Refusal when one in use is called so."""
    row = hold_partner(partner)
    _refuse_name(row, details["name"])
    made = _placed(Venue(partner=row, **details))
    made.save()
    journal.record(VENUE_ADDED, row, by=by, venue=made.name)
    return made


@transaction.atomic
def change_venue(venue: Venue, *, details: dict[str, Any], by: Actor, seen: str = "") -> Venue:
    """Save what changed. Raises Conflict when it is not as the person saw it, Refusal when another is called so."""
    partner = hold_partner(venue.partner)
    row = Venue.objects.get(pk=venue.pk)
    refuse_unseen(row, VENUE_FIELDS, seen)
    if all(getattr(row, name) == value for name, value in details.items()):
        return row
    _refuse_name(partner, details["name"], but=row.pk)
    for name, value in details.items():
        setattr(row, name, value)
    _placed(row).save()
    journal.record(VENUE_CHANGED, partner, by=by, venue=row.name)
    return row


@transaction.atomic
def check_venue(venue: Venue, *, answers: Mapping[int, tuple[str, str]], by: Actor, today: date, seen: str = "") -> int:
    """Keep what was answered, by the key of each item: (answer, note). How many changed. Unknown is said, not kept.

    Raises Conflict when the answers to these items are not as they were seen.
    """
    partner = hold_partner(venue.partner)
    held = {check.item_id: check for check in VenueCheck.objects.filter(venue=venue)}
    refuse_changed(checks_as_typed({key: held.get(key) for key in answers}), seen)
    changed = 0
    for key, (answer, note) in sorted(answers.items()):
        before = held.get(key)
        if (before.answer, before.note) == (answer, note) if before else (answer, note) == (CheckAnswer.UNKNOWN, ""):
            continue
        said = {"answer": answer, "note": note, "said_on": today, "said_by_id": by.pk}
        VenueCheck.objects.update_or_create(venue=venue, item_id=key, defaults=said)
        changed += 1
    if changed:
        journal.record(VENUE_CHECKED, partner, by=by, venue=venue.name)
    return changed


def checks_as_typed(held: Mapping[int, VenueCheck | None]) -> dict[str, object]:
    """What is kept of items, by their keys, as the fields of a form: `answer_7`, `note_7`."""
    said: dict[str, object] = {}
    for key, check in held.items():
        said[f"answer_{key}"] = str(check.answer) if check else CheckAnswer.UNKNOWN.value
        said[f"note_{key}"] = check.note if check else ""
    return said


@transaction.atomic
def retire_venue(venue: Venue, *, reason: str, by: Actor, today: date) -> Venue:
    """No new day is held there from today. Days that are planned there keep it."""
    partner = hold_partner(venue.partner)
    row = Venue.objects.get(pk=venue.pk)
    if row.retired_on is not None:
        raise Refusal("This venue was retired already.")
    row.retired_on = today
    row.save(update_fields=["retired_on"])
    journal.record(VENUE_RETIRED, partner, by=by, venue=row.name, reason=reason)
    return row


@transaction.atomic
def restore_venue(venue: Venue, *, by: Actor) -> Venue:
    """Days can be held there again."""
    partner = hold_partner(venue.partner)
    row = Venue.objects.get(pk=venue.pk)
    if row.retired_on is None:
        return row
    _refuse_name(partner, row.name, but=row.pk)
    row.retired_on = None
    row.save(update_fields=["retired_on"])
    journal.record(VENUE_RESTORED, partner, by=by, venue=row.name)
    return row


def _refuse_name(partner: Partner, name: str, *, but: int | None = None) -> None:
    others = partner.venues.filter(name__iexact=name, retired_on=None)
    if (others.exclude(pk=but) if but else others).exists():
        raise Refusal("Another of your venues has this name.", field="name")


def _placed(venue: Venue) -> Venue:
    point = point_of(venue.postcode)
    venue.easting, venue.northing = point[1:] if point else (None, None)
    return venue


def place_venues() -> int:
    """Give every venue without a point the one of its postcode, now that the register may know it. How many got one.

    Safe to repeat. One query for each postcode.
    """
    placed = 0
    rows = Venue.objects.filter(easting=None)
    for postcode in rows.values_list("postcode", flat=True).distinct().order_by("postcode"):
        if point := point_of(postcode):
            placed += rows.filter(postcode=postcode).update(easting=point[1], northing=point[2])
    return placed
