"""The groups of a list, and where to begin."""

from collections.abc import Collection
from datetime import date

from django.db.models import F

from cadre.groups.models import GroupQuerySet
from cadre.programmes.models import Intake, IntakeQuerySet, Offering


def groups_among(groups: GroupQuerySet, keys: Collection[int]) -> GroupQuerySet:
    """Those of `groups` with one of the keys, fullest first, with their people and partners."""
    rows = groups.filter(pk__in=keys).select_related("partner").with_people()
    return rows.order_by(F("people").desc(), "partner__name", "ref")


def next_offering(today: date) -> Offering | None:
    """The first qualification of the intake that closes next, else of the one that closed last. One or two queries."""
    rows = Offering.objects.select_related("intake", "qualification")
    coming = rows.filter(intake__closes_on__gte=today).order_by("intake__closes_on", "qualification__position")
    return coming.first() or rows.order_by("-intake__closes_on", "qualification__position").first()


def intakes_by_deadline() -> IntakeQuerySet:
    return Intake.objects.order_by("-closes_on")


def with_offering(groups: GroupQuerySet) -> GroupQuerySet:
    """With partner, qualification and intake."""
    return groups.select_related("partner", "offering__qualification", "offering__intake")
