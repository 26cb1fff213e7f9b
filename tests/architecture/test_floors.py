"""Foreign keys point down the floors. String references escape import-linter, so the models are walked."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from cadre.config.floors import FLOORS, ROOMS, floor_of
from tests.architecture.tree import ROOT

HIGH = {room for floor in FLOORS for room in floor}


def climbing(some_models: Iterable[type[models.Model]]) -> list[str]:
    """`room.Model.field -> room.Model` for each relation that points up or sideways."""
    return [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in some_models
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation and field.related_model is not None and not points_down(model, field.related_model)
    ]


def points_down(model: type[models.Model], target: type[models.Model]) -> bool:
    room, other = model._meta.app_label, target._meta.app_label
    return room == other or room not in HIGH or other not in HIGH or floor_of(other) < floor_of(room)


def test_every_foreign_key_points_down():
    assert climbing(apps.get_models(include_auto_created=True)) == []


@isolate_apps("cadre.groups", "cadre.delivery", "cadre.evaluation", "cadre.finance")
def test_a_planted_foreign_key_upwards_or_sideways_is_caught():
    class Invoice(models.Model):
        class Meta:
            app_label = "finance"

    class Group(models.Model):
        invoice = models.ForeignKey("finance.Invoice", on_delete=models.PROTECT)

        class Meta:
            app_label = "groups"

    class Answer(models.Model):
        invoices = models.ManyToManyField("finance.Invoice")
        group = models.OneToOneField("groups.Group", on_delete=models.PROTECT)

        class Meta:
            app_label = "evaluation"

    assert climbing([Invoice, Group, Answer]) == [
        "groups.Group.invoice -> finance.Invoice",
        "evaluation.Answer.invoices -> finance.Invoice",
    ]


def test_every_room_on_disk_stands_on_a_floor():
    on_disk = {folder.parent.name for folder in ROOT.glob("cadre/*/__init__.py")} - {"config"}
    assert on_disk == HIGH


def test_every_room_is_installed():
    assert {app.name.removeprefix("cadre.") for app in apps.get_app_configs()} >= set(ROOMS)
