"""Who is let through a door, who is sent to sign in, and who finds nothing there."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.people.access import holds, page
from cadre.people.models import StaffRole, User
from cadre.people.states import FILE_TAKEN
from cadre.ui.listing import Taken
from tests import world

pytestmark = pytest.mark.django_db


@page("application", "L", "office")
def applications(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the list")


@page("application", "A", "office", methods=("POST",))
def decide(request: HttpRequest) -> HttpResponse:
    return HttpResponse("decided")


def opened(view, user, method: str = "get") -> HttpResponse:
    request = getattr(RequestFactory(), method)("/office/applications/?state=submitted")
    request.user = user
    return view(request)


def test_a_role_the_policy_names_gets_in_and_nothing_is_kept_on_a_shared_computer():
    answer = opened(applications, world.an_officer())
    assert answer.content == b"the list"
    assert answer["Cache-Control"] == "no-store, private"


@page("application", "L", "office", totals=True)
def totals_of_applications(request: HttpRequest) -> HttpResponse:
    return HttpResponse("numbers")


@page("application", "L", "office")
def file_of_applications(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse("Amina Yusuf")
    answer.taken = Taken("applications.csv", 1204, ["Status", "Intake"])
    return answer if request.may_export else HttpResponse("the list")


@pytest.mark.parametrize(("role", "takes"), [("ops", True), ("finance", False)])
def test_files_are_for_whoever_has_the_x_of_the_policy_and_each_is_written_in_the_journal(role, takes):
    officer = world.an_officer(role=role)
    assert (opened(file_of_applications, officer).content == b"Amina Yusuf") is takes
    told = [entry.sentence for entry in Entry.objects.filter(happening=FILE_TAKEN.key)]
    line = f"{officer.name} took the file applications.csv away: 1,204 rows, filtered by Status and Intake"
    assert told == [line] * takes


def test_a_stranger_is_sent_to_sign_in_and_back_to_the_page():
    answer = opened(applications, AnonymousUser())
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/office/applications/%3Fstate%3Dsubmitted"


@pytest.mark.parametrize("role", ["marketing", "quality", "dpo", "sysadmin"])
def test_a_staff_role_without_the_verb_finds_nothing(role):
    assert opened(applications, world.an_officer()).status_code == 200
    officer = world.an_officer("Somebody Else", role)
    with pytest.raises(Http404):
        opened(applications, officer)
    if role in ("marketing", "quality"):
        assert opened(totals_of_applications, officer).status_code == 200
    else:
        with pytest.raises(Http404):
            opened(totals_of_applications, officer)


def test_finance_may_read_but_not_decide():
    finance = world.an_officer("Martin Hale", "finance")
    assert opened(applications, finance).status_code == 200
    with pytest.raises(Http404):
        opened(decide, finance, "post")


def test_a_wrong_method_answers_405_before_anything_happens():
    assert opened(decide, world.an_officer(), "get").status_code == 405
    assert opened(applications, world.an_officer(), "delete").status_code == 405


def test_a_role_that_ended_today_opens_nothing():
    officer = world.an_officer()
    assert holds(officer, "ops")
    StaffRole.objects.update(to_on=clock.today())
    with pytest.raises(Http404):
        opened(applications, User.objects.get(pk=officer.pk))
    StaffRole.objects.update(to_on=clock.today() + timedelta(days=1))
    assert opened(applications, User.objects.get(pk=officer.pk)).status_code == 200


def test_a_closed_account_holds_no_role():
    officer = world.an_officer()
    officer.is_active = False
    officer.save()
    with pytest.raises(Http404):
        opened(applications, User.objects.get(pk=officer.pk))
