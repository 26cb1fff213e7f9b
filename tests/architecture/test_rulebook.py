"""Every dated row is either a policy that the office keeps in the rulebook, or named here as something else."""

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from cadre.rulebook.registry import policies

DATED = {"from_on", "to_on"}
SOMETHING_ELSE = {
    "people.StaffRole": "who holds a role, given and taken on the page of accounts",
    "schools.District": "a place, as the register of districts has it",
    "schools.Placement": "where a school lay, as the register has it",
    "schools.CategoryList": "a list of hundreds of districts, kept on its own pages with its file",
    "partners.AllocationCode": "a partner’s own code, changed on the partner’s page",
    "partners.Contact": "who speaks for a partner",
    "partners.CoveredSchool": "which schools a partner covers",
    "facilitators.Accreditation": "what somebody is accredited for",
    "facilitators.UsualDays": "when a facilitator works",
    "facilitators.Unavailable": "when a facilitator is away",
    "applications.ScholarshipFund": "an amount for one period, counted down on the page of the fund",
}


def dated(found: Iterable[type[models.Model]]) -> list[type[models.Model]]:
    return [model for model in found if {column.name for column in model._meta.get_fields()} >= DATED]


def faults(found: Iterable[type[models.Model]]) -> list[str]:
    """Dated rows that nobody can change and nobody named."""
    kept = {policy.model._meta.label for policy in policies().values()}
    return sorted({model._meta.label for model in dated(found)} - kept - SOMETHING_ELSE.keys())


def test_every_dated_row_is_a_policy_in_the_rulebook_or_named_as_something_else():
    assert faults(apps.get_models()) == []


@isolate_apps("cadre.rulebook")
def test_the_gate_notices_a_dated_row_that_nobody_named():
    class PlantedPolicy(models.Model):
        days = models.PositiveSmallIntegerField()
        from_on = models.DateField()
        to_on = models.DateField(null=True)
        source = models.CharField(max_length=300)

        class Meta:
            app_label = "rulebook"

    class NearMiss(models.Model):
        from_on = models.DateField()

        class Meta:
            app_label = "rulebook"

    assert faults([*apps.get_models(), PlantedPolicy, NearMiss]) == ["rulebook.PlantedPolicy"]


def test_what_is_named_as_something_else_is_still_there_and_no_policy():
    kept = {policy.model._meta.label for policy in policies().values()}
    assert SOMETHING_ELSE.keys() - {model._meta.label for model in dated(apps.get_models())} == set()
    assert SOMETHING_ELSE.keys() & kept == set()


@pytest.mark.parametrize("slug", policies())
def test_a_policy_says_every_column_of_its_model_in_words(slug):
    """What its form and its history do not say can be neither read nor changed."""
    policy = policies()[slug]
    carried = {"id", "from_on", "to_on", "source", "position", *policy.key_columns}
    own = {column.name for column in policy.model._meta.fields} - carried
    written = set(policy.write(_blank(policy)) if policy.write else policy.fields)
    assert own == written
    assert {says.label for says in policy.fields.values()}.isdisjoint(own)


def _blank(policy) -> dict:
    return {name: [] for name in policy.fields}
