"""The other schools of a post become rows, each with its school where it was found."""

import django.db.models.deletion
from django.db import migrations, models


def move(apps, schema_editor):
    Application, School = apps.get_model("applications", "Application"), apps.get_model("schools", "School")
    FurtherSchool = apps.get_model("applications", "FurtherSchool")
    for row in Application.objects.exclude(said_before=[]).only("pk", "said_before").iterator():
        keys = dict(School.objects.filter(urn__in=[one["urn"] for one in row.said_before]).values_list("urn", "pk"))
        said = {one["urn"] if one["urn"] in keys else one["name"]: one for one in row.said_before}
        FurtherSchool.objects.bulk_create(
            FurtherSchool(application_id=row.pk, school_id=keys.get(key), typed="" if key in keys else one["name"])
            for key, one in said.items()
        )


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_the_application_in_full"), ("schools", "0007_spellings")]
    operations = [
        migrations.RenameField("application", "further_schools", "said_before"),
        migrations.CreateModel(
            name="FurtherSchool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("typed", models.CharField(blank=True, max_length=200)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="further_schools",
                        to="applications.application",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "school"), name="further_school_once"),
                    models.CheckConstraint(
                        condition=models.Q(("school__isnull", False), models.Q(("typed", ""), _negated=True), _connector="OR"),
                        name="further_school_said",
                    ),
                ],
            },
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveField("application", "said_before"),
    ]
