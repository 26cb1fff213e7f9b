"""A partner is merged while officers confirm its groups and its lead picks dates: nothing is lost or misplaced.

The groups are handed over by a worker in a process of its own. The controls leave the partner unheld, and then a group
is confirmed at a partner that has gone; and read a group's partner with its lock, and then the group is not found.
"""

import time
from datetime import timedelta

import pytest

from cadre.groups.models import Group
from cadre.groups.states import GROUP_HANDED_OVER, GroupState
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions as partners
from cadre.partners.models import Partner
from cadre.partners.states import PARTNER_MERGED
from cadre.scheduling import actions
from cadre.scheduling.actions import common, confirmation
from cadre.scheduling.models import Event
from cadre.scheduling.states import DATE_PICKED, GROUP_CONFIRMED
from tests import world
from tests.proofs.processes import at_once, wait_until
from tests.proofs.test_offers_from_the_waiting_list import faults, when_connected

pytestmark = pytest.mark.race
READY, UNDATED, PRESSES = 6, 6, 36


class Scene:
    """Two partners; the first has groups that can be confirmed, and groups whose dates are to be picked."""

    def __init__(self, ready: int = READY, undated: int = UNDATED) -> None:
        self.ruth = world.an_officer()
        self.peak, self.dales = world.a_partner("Peak Alliance"), world.a_partner("Dales Trust")
        self.lead = world.a_partner_lead(self.peak)
        self.ready = [self._ready() for _ in range(ready)]
        self.undated = [world.a_group(1, partner=self.peak) for _ in range(undated)]

    def _ready(self) -> Group:
        group = world.staffed(world.a_group(1, partner=self.peak), world.a_facilitator(f"Lead {world.number()}"))
        for day in (1, 2, 3):
            world.an_event(group, day)
        return group

    def merge(self) -> None:
        said = {"reason": "One trust", "by": self.ruth, "today": clock.today(), "now": clock.now()}
        partners.plan_change(self.peak, into=self.dales, on_day=clock.today(), **said)

    def confirm(self, group: Group) -> None:
        actions.confirm_group(group, by=self.ruth, now=clock.now(), override_reason="Few, and it runs")

    def pick(self, group: Group) -> None:
        element = group.offering.timeline.get(kind="face_to_face", number=1)
        day = element.starts_on + timedelta(days=2)
        actions.pick_date(group, element, day, by=self.lead, now=clock.now(), reason="They go side by side")

    def press(self, n: int) -> None:
        if n == PRESSES // 2:
            self.merge()
        elif n % 2:
            self.confirm(self.ready[n // 2 % READY])
        else:
            self.pick(self.undated[n // 2 % UNDATED])

    def misplaced(self) -> list[str]:
        """Groups that form at the partner that has gone, and whatever was done there after it had."""
        gone = Entry.objects.get(happening=PARTNER_MERGED.key).pk
        left = list(Group.objects.filter(partner=self.peak, state=GroupState.FORMING).values_list("ref", flat=True))
        for entry in Entry.objects.filter(happening__in=(GROUP_CONFIRMED.key, DATE_PICKED.key), pk__gt=gone):
            group = group_of(entry)
            went = Entry.objects.about(group).filter(happening=GROUP_HANDED_OVER.key, pk__lt=entry.pk)
            if not went.exists():
                left.append(group.ref)
        return left


def group_of(entry: Entry) -> Group:
    if entry.happening == DATE_PICKED.key:
        return Event.objects.get(pk=entry.subject_id).group
    return Group.objects.get(pk=entry.subject_id)


def handed_over(scene: Scene) -> bool:
    change = Partner.objects.get(pk=scene.peak.pk).changes.get()
    return "applications" in change.moved


def test_whatever_is_pressed_while_a_partner_is_merged_each_group_is_where_it_belongs(proof_db):
    scene = Scene()
    with proof_db.the_products_worker() as worker:
        answers = at_once(PRESSES, lambda n: when_connected(lambda: scene.press(n)))
        assert wait_until(lambda: handed_over(scene), seconds=60), worker.log
    assert faults(answers) == []
    assert scene.misplaced() == []
    groups = Group.objects.filter(pk__in=[one.pk for one in [*scene.ready, *scene.undated]])
    assert {group.partner_id for group in groups.filter(state=GroupState.FORMING)} <= {scene.dales.pk}
    assert {group.enrolments.count() for group in groups} == {1}
    confirmed = set(groups.filter(state=GroupState.CONFIRMED).values_list("pk", flat=True))
    told = Entry.objects.filter(happening=GROUP_CONFIRMED.key).values_list("subject_id", flat=True)
    assert sorted(map(int, told)) == sorted(confirmed)
    picked = {event.group for event in Event.objects.filter(group__in=scene.undated)}
    assert {group_of(entry) for entry in Entry.objects.filter(happening=DATE_PICKED.key)} == picked


def confirmed_slowly(scene: Scene, monkeypatch) -> list:
    """A confirmation that takes its time once it has seen that the partner is there; a merger begins meanwhile."""
    looked = confirmation.readiness_of

    def slowly(group):
        time.sleep(0.8)
        return looked(group)

    monkeypatch.setattr(confirmation, "readiness_of", slowly)

    def press(n: int) -> None:
        if n:
            time.sleep(0.3)
            scene.merge()
        else:
            scene.confirm(scene.ready[0])

    return at_once(2, press)


def test_a_merger_waits_for_a_confirmation_that_has_begun(proof_db, monkeypatch):
    scene = Scene(1, 0)
    assert faults(confirmed_slowly(scene, monkeypatch)) == []
    assert (Group.objects.get().state, scene.misplaced()) == (GroupState.CONFIRMED, [])


@pytest.mark.postgres
def test_without_the_partner_held_a_group_is_confirmed_where_nobody_is_any_more(proof_db, monkeypatch):
    """The control. SQLite takes its lock with the transaction, so there is none to leave out."""
    scene = Scene(1, 0)
    monkeypatch.setattr(confirmation, "hosted", lambda group: group)
    assert faults(confirmed_slowly(scene, monkeypatch)) == []
    assert scene.misplaced() == [scene.ready[0].ref]


def picked_while_it_goes_over(scene: Scene, monkeypatch) -> list:
    """The officer's pick waits for the group, which another transaction gives to the other partner."""
    from cadre.groups.actions import hosting

    scene.merge()
    change = scene.peak.changes.get()
    give = hosting._give

    def slowly(*given, **named):
        done = give(*given, **named)
        time.sleep(0.8)
        return done

    monkeypatch.setattr(hosting, "_give", slowly)

    def press(n: int) -> None:
        if n:
            time.sleep(0.3)
            scene.lead = scene.ruth
            scene.pick(scene.undated[0])
        else:
            hosting.hand_over(change, by=scene.ruth, now=clock.now())

    return at_once(2, press)


def test_a_date_that_is_picked_while_the_group_goes_over_is_kept(proof_db, monkeypatch):
    scene = Scene(0, 1)
    assert [answer.fault for answer in picked_while_it_goes_over(scene, monkeypatch)] == [None, None]
    event = Event.objects.select_related("group", "venue").get()
    assert (event.group.partner, event.venue.partner) == (scene.dales, scene.dales)


@pytest.mark.postgres
def test_read_together_with_its_lock_the_group_is_not_found(proof_db, monkeypatch):
    """The control: a query joins the partner before it waits for the group, and then finds that it is another."""
    scene = Scene(0, 1)

    def together(rows, pk):
        return rows.select_for_update(of=("self",)).get(pk=pk)

    monkeypatch.setattr(common, "held", together)
    lost = [answer.fault for answer in picked_while_it_goes_over(scene, monkeypatch)]
    assert (lost[0], type(lost[1])) == (None, Group.DoesNotExist)
    assert not issubclass(Group.DoesNotExist, Refusal)
