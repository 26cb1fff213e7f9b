import pytest

from cadre.recruitment import reference
from cadre.recruitment.models import RecruitmentPolicy
from tests import world


@pytest.fixture
def policy(db) -> RecruitmentPolicy:
    reference.load(world.TODAY)
    return RecruitmentPolicy.objects.get()
