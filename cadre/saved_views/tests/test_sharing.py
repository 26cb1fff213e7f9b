"""What is shared is seen by whoever opens the list, shows them their own rows, and is changed by few."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.people.models import StaffRole
from cadre.saved_views.access import views_changed_by, views_visible_to
from cadre.saved_views.actions import change_view, delete_view, replace_view, save_view
from cadre.saved_views.models import SavedView
from cadre.saved_views.tests.scene import LIST, OWN, a_view, links_above, sent, signed_in
from tests import world

LOG = "/office/log/"


def happened() -> list[str]:
    return list(
        Entry.objects.filter(happening__startswith="saved_views").order_by("pk").values_list("happening", flat=True)
    )


def test_the_office_sees_what_is_shared_after_its_own_with_who_shared_it(reader, ruth, omar):
    assert sent(reader, "Waiting", share="on").status_code == 302
    a_view(ruth, "Mine alone", query="q=amina"), a_view(omar, "Zebra")
    shared = SavedView.objects.get(name="Waiting")
    assert [words for words, *_ in links_above(signed_in(omar))] == [
        *("Everything", "Zebra", "Waiting Ruth Adeyemi", "Change views")
    ]
    page = signed_in(omar).get(shared.address)
    assert [head["words"] for head in page.context["listing"].headers] == ["Person", "State"]


def test_a_view_opens_no_list_that_is_closed(ruth):
    view = a_view(ruth, share=True)
    partner = signed_in(world.a_partner_lead(world.a_partner()))
    assert partner.get(view.address).status_code == 404
    assert links_above(partner, "/partner/people/") == []
    assert list(views_visible_to(world.a_user())) == []


def test_names_of_shared_views_are_told_to_nobody_to_whom_the_list_is_closed(ruth):
    finance_list = "/office/finance/invoices/"
    finance = world.an_officer("Omar Sheikh", role="finance")
    view = a_view(finance, "Unpaid", "state=issued", share=True, path=finance_list)
    held = {"ops": ruth, "quality": world.an_officer("Quin Lane", role="quality")}
    told = {role: view in views_visible_to(user) for role, user in held.items()}
    opened = {role: signed_in(user).get(finance_list).status_code == 200 for role, user in held.items()}
    assert told == opened


def test_whoever_made_it_and_operations_change_it_and_nobody_else(reader, ruth, omar):
    view, own = a_view(omar, share=True), a_view(omar, "For me")
    quality = world.an_officer("Quin Lane", role="finance")
    assert view in views_visible_to(quality)
    for page in (f"{OWN}{view.pk}/", f"{OWN}{own.pk}/"):
        assert signed_in(quality).get(page).status_code == 404
        assert signed_in(quality).post(page, {"name": "X"}).status_code == 404
        assert signed_in(quality).post(f"{page}removal/").status_code == 404
        assert signed_in(quality).post(f"{page}content/", {"query": "q=x"}).status_code == 404
    assert set(views_changed_by(ruth)) == {view}
    assert reader.get(f"{OWN}{own.pk}/").status_code == 404
    assert "Omar Sheikh saved it" in reader.get(f"{OWN}{view.pk}/").content.decode()
    assert reader.post(f"{OWN}{view.pk}/removal/").status_code == 302
    assert list(SavedView.objects.all()) == [own]


def test_an_action_asks_again(ruth, omar):
    view, quality = a_view(omar, share=True), world.an_officer("Quin Lane", role="quality")
    for act in (
        lambda: change_view(view, name="X", share=True, by=quality, now=world.NOW),
        lambda: replace_view(view, "q=x", by=quality, now=world.NOW),
        lambda: delete_view(view, by=quality),
        lambda: save_view("/partner/people/", "q=x", name="X", share=False, by=quality, now=world.NOW),
        lambda: save_view(LIST, "q=x", name="X", share=False, by=world.a_user(), now=world.NOW),
    ):
        with pytest.raises(Refusal):
            act()
    assert SavedView.objects.get().name == "Waiting"


def test_a_partner_s_list_is_shared_by_no_way_round_the_form(ruth):
    lead = world.a_partner_lead(world.a_partner())
    with pytest.raises(Refusal, match="Only lists of the office are shared"):
        a_view(lead, path="/partner/people/", share=True)
    view = a_view(lead, path="/partner/people/")
    with pytest.raises(Refusal, match="Only lists of the office are shared"):
        change_view(view, name="Waiting", share=True, by=lead, now=world.NOW)


def test_what_the_office_shares_is_on_record_without_what_it_filters_by(ruth):
    view = a_view(ruth, "Amina", "q=amina")
    said = {"by": ruth, "now": world.NOW}
    change_view(view, name="Amina Y", share=False, **said)
    assert happened() == []
    change_view(view, name="Amina Y", share=True, **said)
    change_view(view, name="A. Y.", share=True, **said)
    change_view(view, name="A. Y.", share=True, **said)
    replace_view(view, "q=yusuf", **said)
    change_view(view, name="A. Y.", share=False, **said)
    change_view(view, name="A. Y.", share=True, **said)
    delete_view(view, by=ruth)
    names = ("view_shared", "shared_view_changed", "shared_view_changed", "view_withdrawn")
    assert happened() == [f"saved_views.{name}" for name in (*names, "view_shared", "shared_view_deleted")]
    entries = Entry.objects.filter(happening__startswith="saved_views")
    assert {one.subject_label for one in entries} == {"a view of Office › applications"}
    assert "mina" not in str(list(entries.values_list("data", flat=True)))


def test_who_lost_the_role_has_no_views_of_the_list(ruth, omar):
    client = signed_in(omar)
    a_view(omar)
    StaffRole.objects.filter(user=omar).update(to_on=world.TODAY - timedelta(days=1))
    assert client.get(LIST).status_code == 404
    assert sent(client, "Again").status_code == 404
    assert client.post(f"{OWN}{SavedView.objects.get().pk}/removal/").status_code == 302


def test_a_list_of_one_thing_has_no_views(reader):
    group = world.a_group(1)
    offering = group.offering
    board = reverse("office:groups:board", args=[offering.intake.slug, offering.qualification.slug])
    page = reader.get(f"{board}?show=100")
    assert "in all" in page.content.decode()
    assert "Save this view" not in page.content.decode()
    assert sent(reader, "Mine", path=board).status_code == 404
