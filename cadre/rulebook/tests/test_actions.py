"""Versions written, ended and withdrawn, against the rows the rooms load."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from cadre.applications.models import DiscountBand, Reason
from cadre.bookings.models import QueuePolicy
from cadre.commitments.models import Promise
from cadre.finance.models import FacilitationRate
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.partners.models import HostingItem
from cadre.programmes.models import GroupSizeRule
from cadre.rulebook.actions import Change, end_line, withdraw, write_version
from cadre.rulebook.queries import line_of
from cadre.rulebook.rules import latest
from cadre.rulebook.tests.conftest import load_references
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
TODAY, TOMORROW = world.TODAY, world.TODAY + timedelta(days=1)


def wanted(policy, row, from_on=TOMORROW, **changed) -> Change:
    """A change of the row's line to its present values and some new ones."""
    mark, last = line_of(policy, row)
    return Change(policy, row, policy.values(last) | changed, from_on, "Letter of May", mark)


def everything(policies) -> dict:
    return {slug: list(policy.model._default_manager.order_by("pk").values()) for slug, policy in policies.items()}


def test_loading_the_reference_again_undoes_nothing_that_the_office_changed(loaded, officer):
    """Every policy is changed in its first line, every list also loses its second."""
    for policy in [one for one in loaded.values() if one.fields]:
        row = policy.rows()[0]
        written = next(made for values in others(policy, row) if (made := attempt(policy, row, values, officer)))
        assert written.from_on == TOMORROW
        if policy.is_list and policy.rows().count() > 2:
            other = next(one for one in policy.rows() if policy.key_of(one) != policy.key_of(row))
            end_line(
                policy, other, on=TOMORROW, reason="x", based_on=line_of(policy, other)[0], by=officer, today=TODAY
            )
    before = everything(loaded)
    assert sum(bool(row["to_on"]) for rows in before.values() for row in rows) > len(loaded)
    load_references()
    assert everything(loaded) == before


def others(policy, row):
    """The row's values with one of them changed, each in turn."""
    for name, value in policy.values(row).items():
        column = policy.column(name)
        if name in policy.keys:
            continue
        if column is not None and column.choices:
            yield from ({name: choice} for choice, _ in column.choices if choice != value)
        elif isinstance(value, time):
            yield {name: value.replace(minute=value.minute + 1)}
        elif isinstance(value, int | str):
            yield {name: value + (1 if isinstance(value, int) else " now")}
        elif isinstance(value, list) and value:
            yield {name: value[:-1]}


def attempt(policy, row, changed, officer):
    try:
        return write_version(wanted(policy, row, **changed), by=officer, today=TODAY)
    except Refusal:
        return None


def test_a_change_ends_what_held_the_day_before_and_says_what_it_changes(loaded, officer):
    policy, row = loaded["queue-policy"], QueuePolicy.objects.get()
    made = write_version(wanted(policy, row, offer_hours=48), by=officer, today=TODAY)
    row.refresh_from_db()
    assert (row.offer_hours, row.to_on, made.offer_hours, made.to_on) == (72, TOMORROW, 48, None)
    assert [QueuePolicy.objects.on(day).get() for day in (TODAY, TOMORROW)] == [row, made]
    assert Entry.objects.about(made).get().sentence == (
        "Ruth Adeyemi changed “Offers from the waiting list” from 25 November 2026: An offer holds a place for: "
        "48 hours. Source: Letter of May"
    )


def test_two_peoples_changes_never_overwrite_each_other_unseen(loaded, officer):
    policy, row = loaded["queue-policy"], QueuePolicy.objects.get()
    first, second = (
        wanted(policy, row, offer_hours=48),
        wanted(policy, row, TOMORROW + timedelta(days=3), offer_hours=9),
    )
    write_version(first, by=officer, today=TODAY)
    with pytest.raises(Conflict, match="Somebody changed this meanwhile"):
        write_version(second, by=officer, today=TODAY)
    assert QueuePolicy.objects.count() == 2
    seen = replace(second, based_on=line_of(policy, row)[0], values=second.values | {"remind_hours": 4})
    write_version(seen, by=officer, today=TODAY)
    assert [(one.offer_hours, one.to_on) for one in QueuePolicy.objects.order_by("from_on")] == [
        *((72, TOMORROW), (48, seen.from_on), (9, None))
    ]


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"from_on": TODAY}, "from_on", "The earliest day is 25 November 2026"),
        ({"source": " "}, "source", "Say where it is from"),
        ({"values": {"remind_hours": 72}}, None, "while the offer stands"),
        ({"values": {}}, None, "Nothing would change"),
    ],
)
def test_what_would_change_the_past_or_makes_no_sense_is_refused(loaded, officer, changed, field, words):
    policy, row = loaded["queue-policy"], QueuePolicy.objects.get()
    asked = wanted(policy, row, **changed.pop("values", {"offer_hours": 48}))
    with pytest.raises(Refusal, match=words) as refused:
        write_version(replace(asked, **changed), by=officer, today=TODAY)
    row.refresh_from_db()
    assert (refused.value.field, row.to_on, QueuePolicy.objects.count()) == (field, None, 1)


def test_a_version_that_has_not_begun_is_withdrawn_and_what_it_ended_goes_on(loaded, officer):
    policy, row = loaded["queue-policy"], QueuePolicy.objects.get()
    made = write_version(wanted(policy, row, offer_hours=48), by=officer, today=TODAY)
    told = {"reason": "Too short", "based_on": line_of(policy, row)[0], "by": officer}
    with pytest.raises(Refusal, match="Say why"):
        withdraw(policy, made, **told | {"reason": " "}, today=TODAY)
    with pytest.raises(Refusal, match="what has begun stays"):
        withdraw(policy, made, **told, today=TOMORROW)
    withdraw(policy, made, **told, today=TODAY)
    assert [(one.pk, one.to_on) for one in QueuePolicy.objects.all()] == [(row.pk, None)]
    with pytest.raises(Conflict):
        withdraw(policy, row, **told, today=TODAY)


def test_a_list_takes_one_more_changes_one_and_ends_one_from_a_day(loaded, officer):
    policy = loaded["hosting-item"]
    words = {"kind": "room", "words": "Wifi for guests"}
    twin = write_version(Change(policy, None, words, TOMORROW, "Office", "0"), by=officer, today=TODAY)
    assert (twin.key, twin.position) == ("wifi-for-guests-2", 18)
    first = HostingItem.objects.on(TODAY)[0]
    other = write_version(wanted(policy, first, TODAY, words="A larger room"), by=officer, today=TODAY)
    assert (other.key, other.position, HostingItem.objects.on(TODAY).filter(key=first.key).get()) == (
        *(first.key, first.position, other),
    )
    told = {"reason": "Gone", "by": officer, "today": TODAY}
    end_line(
        policy,
        twin := HostingItem.objects.get(key="hearing-loop"),
        on=TOMORROW,
        based_on=line_of(policy, twin)[0],
        **told,
    )
    assert not HostingItem.objects.on(TOMORROW).filter(key="hearing-loop").exists()
    with pytest.raises(Refusal, match="It ends after 24 November 2026"):
        write_version(wanted(policy, twin, TODAY, words="Loop"), by=officer, today=TODAY)
    withdraw(policy, twin, based_on=line_of(policy, twin)[0], **told)
    assert HostingItem.objects.on(TOMORROW).filter(key="hearing-loop").exists()


def test_what_is_added_is_not_there_already(loaded, officer):
    policy = loaded["discount-band"]
    band = {"counted": "payer", "over": "all", "people": 4, "percent": 17}
    for values, words in [
        (band, "is there already"),
        (band | {"people": 6}, ""),
        (band | {"people": 7, "percent": 17}, "Beside the others this one does not"),
        (band | {"people": 3, "percent": 16}, "Beside the others this one does not"),
        (band | {"counted": "trust"}, ""),
    ]:
        change = Change(policy, None, values, TOMORROW, "Office", "0")
        if words:
            with pytest.raises(Refusal, match=words):
                write_version(change, by=officer, today=TODAY)
        else:
            write_version(change, by=officer, today=TODAY)
    assert sorted(DiscountBand.objects.on(TOMORROW).filter(counted="payer").values_list("people", "percent")) == [
        *((2, 10), (4, 15), (6, 17), (8, 20)),
    ]


def test_a_rate_takes_its_bands_along_and_a_reason_its_code(loaded, officer):
    policy, row = loaded["facilitation-rate"], FacilitationRate.objects.get()
    bands = policy.values(row)["bands"]
    dearer = [band | {"total_pence": band["total_pence"] + 100} for band in bands]
    made = write_version(wanted(policy, row, bands=dearer), by=officer, today=TODAY)
    assert [band.total_pence for band in made.bands.all()] == [50_100, 60_100, 70_100, 80_100]
    assert [band.total_pence for band in row.bands.all()] == [50_000, 60_000, 70_000, 80_000]
    with pytest.raises(Refusal, match="The last band has no most"):
        write_version(wanted(policy, row, TOMORROW + timedelta(days=1), bands=dearer[:2]), by=officer, today=TODAY)
    full = Reason.objects.get(code="no_place")
    changed = write_version(wanted(loaded["reason"], full, TODAY, words="We are full."), by=officer, today=TODAY)
    full.refresh_from_db()
    assert (changed.code, changed.kind, changed.label, full.to_on) == ("no_place", "decline", full.label, TODAY)
    promise = Promise.objects.get(key="quality")
    kept = write_version(wanted(loaded["promise"], promise, TODAY, title="Quality"), by=officer, today=TODAY)
    assert (kept.key, kept.position, kept.qualification) == ("quality", promise.position, None)
    assert latest(loaded["group-size-rule"].rows()) == GroupSizeRule.objects.get()
