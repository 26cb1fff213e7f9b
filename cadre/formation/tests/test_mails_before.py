"""Before a plan is carried out everything that would be sent is shown, and what is chosen is obeyed."""

import pytest
from django.test import Client

from cadre.finance.models import Invoice
from cadre.formation import actions, tasks
from cadre.formation.actions import rehearsing
from cadre.formation.models import Plan, Rehearsal
from cadre.formation.queries.facts import usual_settings
from cadre.formation.states import MailChoice
from cadre.formation.tests import network
from cadre.groups.models import Enrolment
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib import clock
from cadre.messages.models import Message, Wish
from cadre.scheduling.states import GROUP_CONFIRMED
from tests import world
from tests.scenes import kept


@pytest.fixture
@kept
def plan(db, at_now) -> Plan:
    """Three people would join a confirmed group, and be invoiced."""
    network.policy()
    world.the_rates()
    partner = network.partner_at(network.HERE)
    group = world.a_confirmed_group(2, partner=partner, minimum=2)
    journal.record(GROUP_CONFIRMED, group, by=System("test"), people=2, group=group.ref, override="", why="")
    drain(limit=1_000)
    Message.objects.all().delete()
    network.people(3, partner, network.school_at(network.HERE))
    settings = usual_settings(clock.today())
    by = world.an_officer()
    made, _ = actions.ask_plan(group.offering, settings, by=by, today=clock.today(), now=clock.now())
    return tasks.begin(made)


def listed(plan: Plan) -> Rehearsal:
    asked = actions.ask_rehearsal(plan, close=[], by=world.an_officer(), now=clock.now())
    return actions.rehearse_plan(asked.pk, asked.number, today=clock.today(), now=clock.now())


def posted() -> list[tuple[str, str, str]]:
    return sorted(Message.objects.values_list("kind", "to_name", "state"))


def test_it_lists_in_exact_words_what_is_sent_afterwards_and_leaves_no_trace(plan):
    entries, numbers = Entry.objects.count(), Invoice.objects.count()
    found = listed(plan)
    assert (found.state, found.faults) == ("ready", [])
    assert (Entry.objects.count(), Invoice.objects.count(), Message.objects.count()) == (entries, numbers, 0)
    assert not Enrolment.objects.filter(application__name__startswith="Peakside").exists()
    foreseen = {(one.kind, one.to, one.subject, one.text) for one in found.mails.all()}
    assert [(what, amount) for what, _, amount in found.papers] == [("Invoice", "£3,750.00")]
    actions.commit_plan(plan, close=[], reason="Agreed", by=world.an_officer(), today=clock.today(), now=clock.now())
    drain(limit=1_000)
    sent = {(one.kind, one.to, one.subject, one.shown_text) for one in Message.objects.all()}
    assert {(kind, to) for kind, to, *_ in foreseen} == {(kind, to) for kind, to, *_ in sent}
    places = {one for one in foreseen if one[0] == "scheduling.joining_instructions"}
    assert len(places) == 3
    assert {subject for _, _, subject, _ in foreseen} == {subject for _, _, subject, _ in sent}


def test_what_was_chosen_is_obeyed_and_what_nobody_foresaw_is_sent(plan):
    found = listed(plan)
    joining = found.mails.filter(kind="scheduling.joining_instructions")
    held, left_out, sent = joining[0], joining[1], joining[2]
    by = world.an_officer()
    actions.choose_mails(plan, choice=MailChoice.HOLD, numbers=[held.number], by=by)
    actions.choose_mails(plan, choice=MailChoice.LEAVE_OUT, numbers=[left_out.number], by=by)
    actions.choose_mails(plan, choice=MailChoice.HOLD, kind="finance.invoice", by=by)
    sent.delete()
    assert [one.choice for one in listed(plan).mails.filter(pk__gt=0, kind=held.kind)] == ["held", "discarded", "send"]
    actions.commit_plan(plan, close=[], reason="Agreed", by=by, today=clock.today(), now=clock.now())
    drain(limit=1_000)
    states = {(kind, name): state for kind, name, state in posted()}
    assert states[held.kind, held.to_name] == "held"
    assert states[held.kind, left_out.to_name] == "discarded"
    assert states[held.kind, sent.to_name] == "sent"
    assert {state for (kind, _), state in states.items() if kind == "finance.invoice"} == {"held"}
    assert not Wish.objects.filter(met_by=None).exists()
    assert "before it was written: carrying out plan" in Message.objects.filter(state="held").first().last_error


def test_pages_show_each_mail_in_full_and_take_the_choice(plan, client: Client):
    client.force_login(world.an_officer())
    base = f"/office/formation/plans/{plan.ref}"
    page = client.get(f"{base}/carrying-out/").content.decode()
    assert "See the mails first" in page
    assert ">Carry it out</button>" not in page
    assert client.post(f"{base}/mails/listing/").url == f"{base}/mails/"
    shown = client.get(f"{base}/mails/").content.decode()
    assert shown.count("Joining instructions to a candidate") > 3
    letter = client.get(f"{base}/mails/2/").content.decode()
    assert "Darley House" in letter
    assert client.get(f"{base}/mails/99/").status_code == 404
    chosen = client.post(f"{base}/mails/choices/", {"choice": "held:scheduling.joining_instructions"}, follow=True)
    assert "3 mails will be held" in chosen.content.decode()
    assert client.post(f"{base}/mails/choices/", {"choice": "burn"}).status_code == 404
    page = client.get(f"{base}/carrying-out/").content.decode()
    assert "3 held" in page
    assert "£3,750.00" in page
    assert client.post(f"{base}/carrying-out/", {"reason": "Agreed"}).status_code == 302
    plan.refresh_from_db()
    assert plan.state == "committed"
    assert client.get(f"{base}/mails/").status_code == 404


def test_a_plan_that_cannot_be_carried_out_says_why(plan):
    waiting = network.people(1, None, network.school_at(network.HERE))[0]
    assert waiting.name
    found = listed(plan)
    assert (found.state, found.why.startswith("Things have changed")) == ("failed", True)
    assert not found.mails.exists()


def test_a_listing_that_is_cancelled_leaves_nothing_and_can_be_asked_again(plan, client, monkeypatch):
    client.force_login(world.an_officer())
    cancel = f"/office/formation/plans/{plan.ref}/mails/cancellation/"
    found = listed(plan)
    actions.choose_mails(plan, choice=MailChoice.HOLD, numbers=[1], by=world.an_officer())
    kept = found.mails.get(number=1)
    assert "nothing to cancel" in client.post(cancel, follow=True).content.decode()
    keep = rehearsing._keep

    def cancelled_meanwhile(*args, **facts):
        client.post(cancel)
        return keep(*args, **facts)

    for when in ("before its turn", "midway"):
        asked = actions.ask_rehearsal(plan, close=[], by=world.an_officer(), now=clock.now())
        if when == "midway":
            monkeypatch.setattr(rehearsing, "_keep", cancelled_meanwhile)
        else:
            assert "Nothing was sent" in client.post(cancel, follow=True).content.decode()
        ended = actions.rehearse_plan(asked.pk, asked.number, today=clock.today(), now=clock.now())
        assert (ended.state, ended.is_ready) == ("cancelled", False), when
    assert Entry.objects.filter(happening="formation.listing_cancelled").count() == 2
    page = client.get(f"/office/formation/plans/{plan.ref}/mails/").content.decode()
    assert "The listing was cancelled" in page
    assert (
        "They can be listed again" in client.get(f"/office/formation/plans/{plan.ref}/carrying-out/").content.decode()
    )
    monkeypatch.undo()
    again = listed(plan)
    assert (again.is_ready, again.mails.get(kind=kept.kind, to=kept.to, about_label=kept.about_label).choice) == (
        True,
        "held",
    )
