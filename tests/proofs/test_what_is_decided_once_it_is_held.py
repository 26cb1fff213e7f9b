"""An action that waits for its row decides by what it reads after the wait, not by the row its caller had read before.

This process holds the row, another connection acts and waits for it, this one changes what the act decides by, and
lets go. The controls read before they wait, as was done once, and act on what no longer is.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from queue import Queue

import pytest
from django.db import connection, connections, transaction
from django.db.models import QuerySet

from cadre.applications import actions as applications
from cadre.bookings import actions as bookings
from cadre.bookings import reference as booking_policies
from cadre.bookings.actions import following, places
from cadre.bookings.models import BookedPlace, Booking, QueueEntry
from cadre.bookings.states import BookingState, JoinedQueueBy, PlaceState
from cadre.delivery.models import Register
from cadre.facilitators import actions as facilitators
from cadre.facilitators import reference as associate_policies
from cadre.facilitators.actions import referees
from cadre.facilitators.models import AssociateApplication, AssociateReason
from cadre.finance.actions import fees
from cadre.finance.models import EventFee
from cadre.finance.states import FeeKind
from cadre.groups import actions as groups
from cadre.groups.actions import hosting
from cadre.groups.models import Group
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.partners import actions as partners
from cadre.programmes.models import Offering
from cadre.scheduling import packs, reactions
from cadre.scheduling.models import DetailsVersion
from cadre.scheduling.rules.details import PEOPLE
from cadre.scheduling.states import GROUP_CONFIRMED
from cadre.staffing import actions as staffing
from cadre.staffing import reference as staffing_policies
from cadre.staffing.actions import inviting
from cadre.staffing.models import Invitation, SuggestedTeam, Suggestion
from cadre.staffing.states import InvitationState, Scope, SuggestionState
from tests import world
from tests.proofs.processes import wait_until
from tests.proofs.test_what_is_joined_to_a_held_row import waits_for_a_lock

pytestmark = [pytest.mark.race, pytest.mark.postgres]
WHO = System("Test")


def meanwhile(act: Callable[[], object], change: Callable[[], object], *, held: QuerySet) -> BaseException | None:
    """What `act()`, one transaction, raises, having waited for `held` until `change()` was done and committed."""
    pids: Queue[int] = Queue()

    def alone() -> None:
        try:
            connection.ensure_connection()
            pids.put(connection.connection.info.backend_pid)
            with transaction.atomic():
                act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            assert list(held.select_for_update(of=("self",)))
            answer = other.submit(alone)
            pid = pids.get(timeout=30)
            assert wait_until(lambda: waits_for_a_lock(pid), seconds=10)
            change()
        return answer.exception(timeout=30)


# The group details, and who was among the people when they were drawn --------------------------------------------


def details_while_one_leaves() -> list[str]:
    """The people of the newest details, drawn while the last of three was withdrawn."""
    world.the_rates()
    group = world.a_confirmed_group(3)
    entry = Entry.objects.create(
        happening=GROUP_CONFIRMED.key, subject_kind="groups.group", subject_id=str(group.pk), at=clock.now()
    )
    last = group.enrolments.order_by("pk").last()

    def leave() -> None:
        groups.withdraw(last, reason="Moves abroad", by=WHO, now=clock.now())

    held = Group.objects.filter(pk=group.pk)
    assert meanwhile(lambda: reactions.send_group_details(entry), leave, held=held) is None
    return [line.partition(",")[0] for line in DetailsVersion.objects.get().facts[PEOPLE]]


def test_details_name_who_is_in_the_group_when_they_are_kept(proof_db):
    assert details_while_one_leaves() == ["Candidate 01", "Candidate 02"]


def test_read_before_the_wait_they_name_who_has_left(proof_db, monkeypatch):
    def early(pk: str) -> packs.Pack:
        pack = packs.pack_of(pk)
        Group.objects.select_for_update().get(pk=pk)
        return pack

    monkeypatch.setattr(reactions, "held_pack", early)
    assert details_while_one_leaves() == ["Candidate 01", "Candidate 02", "Candidate 03"]


# Fees, and the partner that hosts --------------------------------------------------------------------------------


class Handed:
    """An event whose register is complete, and whose group goes to another partner while its fees are worked out."""

    def __init__(self) -> None:
        world.the_rates()
        self.dales = world.a_partner("Dales Trust")
        self.group = world.staffed(world.a_group(12), world.a_facilitator())
        self.event = world.an_event(self.group, 1)
        Register.objects.create(event=self.event, completed_at=clock.now())

    def paid(self) -> str:
        def act() -> None:
            fees.accrue_event_fees(self.event, by=WHO, now=clock.now())

        def change() -> None:
            Group.objects.filter(pk=self.group.pk).update(partner=self.dales)

        assert meanwhile(act, change, held=Register.objects.filter(event=self.event)) is None
        return EventFee.objects.get(kind=FeeKind.HOSTING).partner.name


def test_hosting_is_owed_to_who_hosts_once_the_register_is_held(proof_db):
    assert Handed().paid() == "Dales Trust"


def test_with_the_event_read_before_the_wait_it_is_owed_to_who_hosted(proof_db, monkeypatch):
    scene = Handed()
    monkeypatch.setattr(fees, "held", lambda rows, pk, **_: scene.event)
    assert scene.paid() == "Peakside Schools Partnership"


# The next is invited after a no ----------------------------------------------------------------------------------


class SaidNo:
    """One is asked for a seat, and the office presses for the next while their no arrives."""

    def __init__(self) -> None:
        staffing_policies.load(clock.today())
        self.ruth, self.group = world.an_officer(), world.a_group(12)
        first, second = world.a_facilitator("First"), world.a_facilitator("Second")
        said = {"state": SuggestionState.SENT, "groups": 1, "made_by": self.ruth, "ready_at": clock.now()}
        found = Suggestion.objects.create(ref="FS-1", scope=Scope.GROUP, group=self.group, **said)
        SuggestedTeam.objects.create(suggestion=found, group=self.group, lead=first, next={"lead": [second.pk]})
        self.before = staffing.invite(self.group, first, "lead", by=self.ruth, now=clock.now(), suggestion=found)

    def say_no(self) -> None:
        Invitation.objects.filter(pk=self.before.pk).update(state=InvitationState.DECLINED, answered_at=clock.now())

    def asked(self) -> list[str]:
        def press() -> None:
            staffing.invite_next(self.before, by=self.ruth, now=clock.now())

        assert meanwhile(press, self.say_no, held=Group.objects.filter(pk=self.group.pk)) is None
        return [str(one.facilitator) for one in Invitation.objects.order_by("pk")]


def test_a_no_that_comes_while_somebody_presses_is_seen(proof_db):
    assert SaidNo().asked() == ["First", "Second"]


def test_with_the_invitation_read_before_the_wait_nobody_is_asked(proof_db, monkeypatch):
    scene = SaidNo()
    monkeypatch.setattr(inviting, "held", lambda rows, pk: scene.before)
    assert scene.asked() == ["First"]


# A merger that is taken back -------------------------------------------------------------------------------------


class Merged:
    """Two partners, one merged into the other today; what follows has not been done yet when it is taken back."""

    def __init__(self) -> None:
        booking_policies.load(clock.today())
        self.ruth = world.an_officer()
        self.peak, self.dales = world.a_partner("Peak Alliance"), world.a_partner("Dales Trust")
        self.group = world.a_group(1, partner=self.peak)
        self.row = QueueEntry.objects.create(
            ref="WL-1", offering=self.group.offering, partner=self.peak, places=1, joined_at=clock.now(), how="office"
        )
        said = {"reason": "One trust", "by": self.ruth, "today": clock.today(), "now": clock.now()}
        self.change = partners.plan_change(self.peak, into=self.dales, on_day=clock.today(), **said)

    def take_back(self) -> None:
        partners.take_back_change(self.change, reason="By mistake", by=self.ruth, now=clock.now())

    def hand_over(self) -> str:
        def act() -> None:
            hosting.hand_over(self.change, by=WHO, now=clock.now())

        assert meanwhile(act, self.take_back, held=Group.objects.filter(pk=self.group.pk)) is None
        return Group.objects.get(pk=self.group.pk).partner.name

    def wish(self) -> str:
        def act() -> None:
            following.follow_merger(self.change, by=WHO)

        assert meanwhile(act, self.take_back, held=Offering.objects.filter(pk=self.group.offering_id)) is None
        return QueueEntry.objects.get().partner.name


def test_what_a_merger_takes_along_stays_where_it_was_taken_back_meanwhile(proof_db):
    assert Merged().hand_over() == "Peak Alliance"


def test_who_waits_stays_too(proof_db):
    assert Merged().wish() == "Peak Alliance"


@pytest.mark.parametrize("does", ["hand_over", "wish"])
def test_with_the_merger_read_before_the_wait_it_goes_though_it_was_taken_back(proof_db, monkeypatch, does):
    monkeypatch.setattr(hosting, "hold_change", lambda change: change)
    monkeypatch.setattr(following, "hold_change", lambda change: change)
    assert getattr(Merged(), does)() == "Dales Trust"


# Somebody withdraws while their place is filled, or while they join the list -------------------------------------


class Party:
    """A party that stays together, booked by Brackenmoor: one is invited and has applied, another waits already."""

    def __init__(self) -> None:
        booking_policies.load(clock.today())
        self.school = world.a_school("Brackenmoor Academy")
        self.offering = world.an_offering()
        self.booking = Booking.objects.create(
            ref="BK-1", intake=self.offering.intake, school=self.school, payer="school", keeps_together=True,
            state=BookingState.OPEN, lead_name="Margaret Tolley", lead_email="m@brackenmoor.example",
            started_with="a", created_at=clock.now(), changed_at=clock.now(),
            submitted_at=clock.now(),
        )  # fmt: skip
        self.one = world.an_application("Amina Yusuf", offering=self.offering, school=self.school)
        self.place = self.booking.places.create(
            offering=self.offering, number=1, name="Amina Yusuf", email=self.one.email, state=PlaceState.INVITED
        )

    def withdraw(self) -> None:
        applications.withdraw_application(self.one, by=self.one.applicant, now=clock.now(), reason="I move")

    def filled(self) -> str:
        def act() -> None:
            bookings.fill_place(self.one, by=WHO, now=clock.now())

        assert meanwhile(act, self.withdraw, held=Booking.objects.all()) is None
        return BookedPlace.objects.get().state

    def joined(self) -> int:
        """How many wait with the party, once the one who was to join it has withdrawn."""
        BookedPlace.objects.update(application=self.one, state=PlaceState.FILLED)
        said = {"offering": self.offering, "booking": self.booking, "places": 1, "joined_at": clock.now()}
        QueueEntry.objects.create(ref="WL-1", how=JoinedQueueBy.FULL, **said)

        def act() -> None:
            bookings.join_if_unseatable(self.one, how=JoinedQueueBy.FULL, by=WHO, now=clock.now())

        rows = type(self.one).objects.filter(pk=self.one.pk)
        assert meanwhile(act, self.withdraw, held=rows) is None
        return QueueEntry.objects.get().places


def test_who_withdraws_while_their_place_is_filled_fills_none(proof_db):
    assert Party().filled() == PlaceState.INVITED


def test_read_before_the_wait_they_fill_it(proof_db, monkeypatch):
    scene = Party()
    monkeypatch.setattr(places, "hold_all", lambda rows: rows)
    monkeypatch.setattr(scene.one, "refresh_from_db", lambda: None)
    assert scene.filled() == PlaceState.FILLED


def test_who_withdraws_while_they_join_a_party_is_not_counted_in_it(proof_db):
    assert Party().joined() == 1


# Referees of somebody who is declined ----------------------------------------------------------------------------


def mails_to_referees() -> tuple[BaseException | None, int]:
    associate_policies.load(clock.today())
    ruth, row = world.an_officer(), world.an_associate(referees=2)

    def decline() -> None:
        reason = AssociateReason.objects.filter(kind="decline")[0]
        facilitators.decline_associate(row, reason=reason, words="", by=ruth, now=clock.now())

    def ask() -> None:
        facilitators.ask_referees(row, now=clock.now() + timedelta(hours=2), again=True)

    fault = meanwhile(ask, decline, held=AssociateApplication.objects.filter(pk=row.pk))
    return fault, Message.objects.filter(kind="facilitators.reference_asked").count()


def test_nobody_is_asked_about_somebody_who_was_declined_meanwhile(proof_db):
    fault, mails = mails_to_referees()
    assert (type(fault), mails) == (Refusal, 0)


def test_with_the_application_read_before_the_wait_both_are_asked(proof_db, monkeypatch):
    def early(rows: QuerySet, pk: int) -> AssociateApplication:
        row = rows.get(pk=pk)
        list(rows.select_for_update().filter(pk=pk).values_list("pk"))
        return row

    monkeypatch.setattr(referees, "held", early)
    assert mails_to_referees() == (None, 2)
