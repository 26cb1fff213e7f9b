"""Every file of `tests/attached.py` at every field that takes one: answered in words, and nothing is half kept."""

import pytest

from cadre.schools import reference
from cadre.schools.models import CategoryUpload, RegisterLoad
from tests.attached import Attached, attached, sent_with
from tests.world import TODAY, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LOADS, LISTS, CHECK = "/office/schools/register/", "/office/categories/new/", "/verify/"
NAMED = {one.name: one for one in attached()}
REGISTER = NAMED["edubasealldata20260615.csv"]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    reference.load(TODAY)
    (tmp_path / "register").mkdir()
    return tmp_path / "register"


@pytest.fixture
def office(client):
    client.force_login(an_officer("Ruth Adeyemi"))
    return client


def send(client, path: str, **files: Attached | None):
    answer = client.post(path, **sent_with([("dated", "15/6/2026"), ("typed", "")], files.items()))
    assert answer.status_code == 302 or "Error:" in answer.content.decode(), answer.status_code
    return answer


def loaded(office, folder, **files: Attached | None) -> int:
    """How many files are kept of what was given, for the load that was begun."""
    answer = send(office, LOADS, **files)
    number = len(list(folder.iterdir()))
    assert (answer.status_code == 302) == RegisterLoad.objects.exists() == (number > 0)
    RegisterLoad.objects.all().delete()
    for one in folder.iterdir():
        one.unlink()
    return number


def test_as_a_register(office, folder):
    kept = {one.name: loaded(office, folder, file=one, links=None) for one in attached()}
    assert {name: number for name, number in kept.items() if number} == {
        "edubasealldata20260615.csv": 1,
        "edubasealldata20260615.zip": 1,
        "../../etc/edubasealldata20260615.csv": 1,
        "long-within.zip": 2,
    }


def test_as_the_links_of_a_register(office, folder):
    kept = {one.name: loaded(office, folder, file=REGISTER, links=one) for one in attached()}
    assert [name for name, number in kept.items() if number] == ["links.csv", "long-within.zip"]


def test_as_a_list_of_categories(office):
    taken = {}
    for one in attached():
        if send(office, LISTS, file=one).status_code == 302:
            taken[one.name] = CategoryUpload.objects.get().file_name
            CategoryUpload.objects.all().delete()
    plain = ["list.csv", "list.xlsx", "unicode.csv", "windows.csv", "figures.csv", "ÿ" * 90 + "😀.csv"]
    assert taken == dict(zip(plain, plain, strict=True)) | {
        "l" * 400 + ".csv": "l" * 200,
        "l" * 400 + ".xlsx": "l" * 200,
        "C:\\lists\\..\\list.csv": "list.csv",
        "nul\0list.csv": "nullist.csv",
        "list\u202evsc.exe": "listvsc.exe",
        "<script>alert(1)</script>.csv": "script>.csv",
    }


def test_as_a_document_to_look_up(client):
    known = [
        one.name
        for one in attached()
        if "Error:" not in client.post(CHECK, **sent_with([], {"file": one}.items())).content.decode()
    ]
    assert known == ["paper.pdf"]
