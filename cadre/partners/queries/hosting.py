"""Why a partner can have no new group, in sentences."""

from collections.abc import Iterable
from datetime import date

from cadre.lib.dates import long_day
from cadre.partners.access import why_closed
from cadre.partners.models import Memorandum, OrgChange, Partner
from cadre.partners.states import OrgChangeKind
from cadre.programmes.models import Qualification


def why_no_group(
    partners: Iterable[Partner], qualification: Qualification, *, starts_on: date, today: date
) -> dict[int, str]:
    """{partner's key: why it can have no group of a qualification that starts then}; the others are not in it.

    Its memorandum is not in force or does not name the qualification, or it has left or leaves before the start. One
    that goes into another takes its groups along. Four queries at most; `partners` come with `merged_into`.
    """
    rows = list(partners)
    waiting = dict(Memorandum.objects.under_way().filter(partner__in=rows).values_list("partner", "state"))
    named = Partner.objects.filter(pk__in=[one.pk for one in rows]).delivering(qualification)
    named = Partner.objects.filter(pk__in=[one.pk for one in rows]).delivering(qualification)
    delivers = set(named.values_list("pk", flat=True))
    leaving = leaving_before([one for one in rows if one.left_on], starts_on)
    found = {}
    for one in rows:
        why = why_closed(one, today, waiting=waiting.get(one.pk, ""))
        if why is None and one.pk in leaving:
            why = f"{one.short_name} leaves the network on {long_day(leaving[one.pk])}, before the programme starts."
        if why is None and one.pk not in delivers:
            why = f"The memorandum of understanding of {one.short_name} does not name {qualification}."
        if why:
            found[one.pk] = why
    return found


def leaving_before(partners: Iterable[Partner], day: date) -> dict[int, date]:
    """{partner's key: its first day outside the network}, of those that leave by `day` and go into no other. One query,
    or none.
    """
    rows = list(partners)
    if not rows:
        return {}
    leaves = OrgChange.objects.standing().filter(kind=OrgChangeKind.LEAVING, partner__in=rows, on_day__lte=day)
    return dict(leaves.values_list("partner", "on_day"))
