import pytest

from cadre.recruitment import reference
from cadre.recruitment.models import RecruitmentPolicy
from tests import world
from tests.scenes import kept


@pytest.fixture
@kept
def policy(db) -> RecruitmentPolicy:
    reference.load(world.TODAY)
    return RecruitmentPolicy.objects.get()
