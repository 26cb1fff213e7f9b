"""What is owed for an event follows its register, keeps its reasons, and can be worked out again."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cadre.delivery.actions import complete_register, correct_attendance, mark_many, register_of
from cadre.delivery.states import Mark
from cadre.facilitators.models import Facilitator
from cadre.finance import reactions
from cadre.finance.actions.fees import accrue_event_fees, decide_facilitation
from cadre.finance.actions.schedules import issue_contract_schedules
from cadre.finance.models import EventFee, FacilitationRate, HeadCountRule, HostingRate
from cadre.finance.queries.lists import partner_rows
from cadre.finance.queries.working import differs
from cadre.finance.states import FeeKind, HeadCount
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.programmes.states import Pathway
from cadre.scheduling.access import groups_staffed_by
from cadre.scheduling.charges import foretold, share_of
from cadre.staffing.actions import substitute
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rates", "at_now")]
WHO = System("Test")


def a_held_event(people=16, facilitators=2, absent=2, contracted=None, **facts):
    """An event whose register is complete, with `absent` of its people absent."""
    team = [world.a_facilitator(name) for name in ("Dev Anand", "Sara Linden")[:facilitators]]
    group = world.a_confirmed_group(people, *team, **facts)
    if contracted is not None:
        group.confirmed_people = contracted
        group.save()
    event = group.events.select_related("group__partner", "element").first()
    officer = world.an_officer()
    after = world.NOW.replace(year=event.starts_on.year, month=event.starts_on.month, day=event.starts_on.day)
    refs = list(group.enrolments.values_list("ref", flat=True))
    marks = {ref: (Mark.ABSENT if at < absent else Mark.ATTENDED, "") for at, ref in enumerate(refs)}
    register = register_of(event)
    mark_many(register, marks, by=officer, now=after)
    complete_register(register, by=officer, now=after)
    return event, officer, after


def owed(event):
    return [
        (fee.kind, str(fee.facilitator or fee.partner), fee.people, fee.pence)
        for fee in event.fees.order_by("-kind", "pk")
    ]


def test_hosting_counts_the_register_and_facilitation_the_contract_by_default():
    event, _, after = a_held_event(people=16, absent=2, contracted=15)
    accrue_event_fees(event, by=WHO, now=after)
    assert owed(event) == [
        ("hosting", "Peakside Schools Partnership", 16, 40_000),
        ("facilitation", "Dev Anand", 15, 30_000),
        ("facilitation", "Sara Linden", 15, 30_000),
    ]


@pytest.mark.parametrize(("basis", "people"), [("contracted", 15), ("registered", 16), ("attended", 14)])
def test_the_head_count_used_is_a_dated_setting_kept_with_the_fee(basis, people):
    HeadCountRule.objects.create(fee=FeeKind.HOSTING, basis=basis, from_on=world.TODAY, source="test")
    event, _, after = a_held_event(people=16, absent=2, contracted=15)
    accrue_event_fees(event, by=WHO, now=after)
    fee = event.fees.get(kind=FeeKind.HOSTING)
    assert (fee.people, fee.pence, fee.basis) == (people, people * 2_500, basis)


def test_the_rate_is_that_of_the_day_of_the_event():
    event, _, after = a_held_event()
    HostingRate.objects.create(pence=3_000, from_on=event.starts_on + timedelta(days=1), source="test")
    accrue_event_fees(event, by=WHO, now=after + timedelta(days=30))
    assert event.fees.get(kind=FeeKind.HOSTING).pence == 40_000


def test_repeating_changes_nothing_and_journals_once():
    event, _, after = a_held_event()
    for _ in range(3):
        accrue_event_fees(event, by=WHO, now=after)
    assert (event.fees.count(), Entry.objects.filter(happening="finance.fees_accrued").count()) == (3, 1)


def test_nothing_is_owed_before_the_register_is_complete():
    group = world.a_confirmed_group(12)
    assert accrue_event_fees(group.events.first(), by=WHO, now=world.NOW) == []
    assert EventFee.objects.count() == 0


def test_a_correction_is_worked_out_again_with_before_and_after():
    HeadCountRule.objects.create(fee=FeeKind.HOSTING, basis=HeadCount.ATTENDED, from_on=world.TODAY, source="test")
    event, officer, after = a_held_event(absent=2)
    reactions.accrue_event_fees(Entry.objects.get(happening="delivery.register_completed"))
    absentee = event.register.attendances.filter(mark=Mark.ABSENT).first().enrolment
    correct_attendance(event.register, absentee, Mark.LATE, by=officer, now=after, reason="Came at ten.")
    reactions.accrue_event_fees(Entry.objects.get(happening="delivery.attendance_corrected"))
    assert event.fees.get(kind=FeeKind.HOSTING).pence == 37_500
    latest = Entry.objects.filter(happening="finance.fees_accrued").latest("pk")
    assert latest.data["changes"].startswith("hosting: £350.00 is now £375.00")


def test_fewer_than_twelve_with_two_facilitators_waits_until_finance_decides():
    event, officer, after = a_held_event(people=11, absent=0)
    accrue_event_fees(event, by=WHO, now=after)
    assert [pence for *_, pence in owed(event)] == [27_500, None, None]
    with pytest.raises(Refusal, match="reason"):
        decide_facilitation(event.group, total_pence=45_001, reason=" ", by=officer, now=after)
    decide_facilitation(event.group, total_pence=45_001, reason="Agreed by phone.", by=officer, now=after)
    reactions.accrue_group_fees(Entry.objects.get(happening="finance.fee_decided"))
    assert [pence for *_, pence in owed(event)] == [27_500, 22_501, 22_500]


def test_at_a_distance_nobody_hosts_and_finance_decides_the_tutors_fee():
    event, officer, after = a_held_event(people=14, facilitators=1, pathway=Pathway.DISTANCE)
    accrue_event_fees(event, by=WHO, now=after)
    assert owed(event) == [("facilitation", "Dev Anand", 14, None)]
    assert event.fees.get().sentence.startswith("The agreement names no fee for the tutor")
    assert issue_contract_schedules(event.group, by=WHO, today=world.TODAY, now=after) == []
    decide_facilitation(event.group, total_pence=20_000, reason="As for half a day.", by=officer, now=after)
    accrue_event_fees(event, by=WHO, now=after)
    assert owed(event) == [("facilitation", "Dev Anand", 14, 20_000)]
    assert [differs(fee) for fee in event.fees.all()] == [""]
    (schedule,) = issue_contract_schedules(event.group, by=WHO, today=world.TODAY, now=after)
    assert (schedule.total_pence, schedule.terms["role"], schedule.partner_copy) == (60_000, "Tutor", None)
    assert {one["venue"] for one in schedule.terms["events"]} == {"Online"}
    assert dict(foretold(event.group, 14))["Hosting, each event"] == "£0.00: nobody hosts distance learning."
    assert partner_rows(EventFee.objects.all()) == []


def test_a_facilitator_who_was_not_there_is_no_longer_owed():
    event, _, after = a_held_event()
    accrue_event_fees(event, by=WHO, now=after)
    second = event.group.assignments.get(role="co")
    second.released_at = world.NOW
    second.save()
    accrue_event_fees(event, by=WHO, now=after)
    assert [pence for *_, pence in owed(event)] == [40_000, 40_000, 0]
    assert all(differs(fee) == "" for fee in event.fees.all())


def test_whoever_stands_in_on_a_date_has_its_fee_until_that_is_taken_back():
    event, officer, after = a_held_event()
    dev, stand_in = Facilitator.objects.get(user__name="Dev Anand"), world.a_facilitator("Priya Nair")
    later = event.group.events.exclude(pk=event.pk).first()
    accrue_event_fees(event, by=WHO, now=after)
    assert share_of(event, dev.pk) == "£300.00"
    given = {"by": officer, "now": after}
    with pytest.raises(Refusal, match="Say why"):
        substitute(event, dev, stand_in, reason=" ", **given)
    with pytest.raises(Refusal, match="is at this event already"):
        substitute(event, dev, Facilitator.objects.get(user__name="Sara Linden"), reason="ill", **given)
    made = substitute(event, dev, stand_in, reason="Dev is ill", **given)
    assert substitute(event, dev, stand_in, reason="Dev is ill", **given) == made
    assert [share_of(event, who.pk) for who in (dev, stand_in)] == ["£0.00", "£300.00"]
    assert share_of(later, dev.pk) == "£300.00", "the other dates stay as they are"
    drain(limit=100)
    assert [(who, pence) for kind, who, _, pence in owed(event) if kind == "facilitation"] == [
        ("Dev Anand", 0),
        ("Sara Linden", 30_000),
        ("Priya Nair", 30_000),
    ]
    assert all(differs(fee) == "" for fee in event.fees.all())
    assert Message.objects.filter(kind="staffing.stands_in").count() == 2
    assert event.group in groups_staffed_by(stand_in.user)
    page = Client()
    page.force_login(officer)
    place = reverse("office:staffing:standing_in", args=[event.ref])
    assert "<b>Priya Nair</b> has £300.00 for this date in the place of Dev Anand." in page.get(place).content.decode()
    again = {"out": dev.pk, "stand_in": world.a_facilitator("Third One").pk, "reason": "ill"}
    assert "stands in for Dev Anand already" in page.post(place, again).content.decode()
    page.post(reverse("office:staffing:standing_in_ended", args=[event.ref]), {"substitution": made.pk})
    drain(limit=100)
    assert ("facilitation", "Dev Anand", 16, 30_000) in owed(event)
    assert ("facilitation", "Priya Nair", 16, 0) in owed(event)
    assert event.group not in groups_staffed_by(stand_in.user)


def test_a_residential_of_two_days_counts_as_two_events():
    event, _, after = a_held_event(people=12, absent=0)
    event.element.days = 2
    event.element.save()
    accrue_event_fees(event, by=WHO, now=after)
    assert [(fee.units, fee.pence) for fee in event.fees.order_by("-kind", "pk")] == [
        (2, 60_000),
        (2, 50_000),
        (2, 50_000),
    ]


def test_a_replay_is_all_equal_and_notices_a_changed_rate():
    event, _, after = a_held_event()
    accrue_event_fees(event, by=WHO, now=after)
    out = StringIO()
    call_command("replay_fees", stdout=out)
    assert "3 of 3 fees are equal, 100 %." in out.getvalue()
    FacilitationRate.objects.get().bands.update(total_pence=1)
    with pytest.raises(SystemExit):
        call_command("replay_fees", stdout=out)
    assert "worked out again" in out.getvalue()
