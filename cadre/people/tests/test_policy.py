"""The policy reads its file, and refuses one that breaks its own rules."""

from copy import deepcopy
from typing import Any

import pytest
import yaml

from cadre.people.policy import MATRIX, PolicyError, policy, read


@pytest.fixture(scope="module")
def matrix() -> dict[str, Any]:
    return yaml.load(MATRIX.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def test_every_resource_says_something_about_every_role():
    found = policy()
    assert (len(found.resources), len(found.roles)) == (82, 21)
    assert all(set(resource.cells) == set(found.roles) for resource in found.resources.values())


@pytest.mark.parametrize(
    ("role", "resource", "verb", "scope"),
    [
        ("ops", "application", "V", "all"),
        ("partner_lead", "application", "L", "partner"),
        ("partner_lead", "application", "A", ""),
        ("facilitator", "customer_invoice", "V", ""),
        ("anonymous", "programme_page", "V", "public"),
        ("candidate", "d360_rater_response", "V", ""),
    ],
)
def test_a_cell_reads_as_the_file_says(role, resource, verb, scope):
    assert policy().scope(role, resource, verb) == scope


def test_a_field_group_names_its_only_readers():
    assert policy().sees_field("ops", "application", "date_of_birth")
    assert not policy().sees_field("partner_lead", "application", "date_of_birth")


def spoiled(matrix: dict[str, Any], resource: str, role: str, cell: str) -> dict[str, Any]:
    copy = deepcopy(matrix)
    copy["resources"][resource]["cells"][role] = cell
    return copy


@pytest.mark.parametrize(
    ("resource", "role", "cell", "words"),
    [
        ("group", "ops", "LVZ:all", "cannot be read"),
        ("group", "ops", "LV:everywhere", "cannot be read"),
        ("group", "ops", "LV:all V:own", "stands twice"),
        ("group", "partner_lead", "LV:all", "never sees all"),
        ("application", "anonymous", "L:token", "needs a link"),
        ("audit_log", "ops", "D:all", "the system alone"),
        ("d360_rater_response", "quality", "V:all", "only its rater"),
        ("application", "sysadmin", "V:all", "no business data"),
    ],
)
def test_a_matrix_that_breaks_a_rule_is_refused(matrix, resource, role, cell, words):
    with pytest.raises(PolicyError, match=words):
        read(spoiled(matrix, resource, role, cell))


def test_a_role_without_a_cell_is_refused(matrix):
    copy = deepcopy(matrix)
    del copy["resources"]["group"]["cells"]["ops"]
    with pytest.raises(PolicyError, match="exactly one cell"):
        read(copy)


def test_a_field_whose_reader_has_no_access_to_the_row_is_refused(matrix):
    copy = deepcopy(matrix)
    copy["resources"]["application"]["fields"]["trn"] = ["ops", "coach"]
    with pytest.raises(PolicyError, match="coach has no access"):
        read(copy)
