"""A district's row in a list holds from a day on; lists are read from files before they are published."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def from_the_list(apps, schema_editor):
    rows, lists = apps.get_model("schools", "DistrictCategory"), apps.get_model("schools", "CategoryList")
    since = lists.objects.filter(pk=OuterRef("list")).values("from_on")[:1]
    rows.objects.update(from_on=Subquery(since))


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0003_index_schools"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AlterModelOptions(name="categorylist", options={"ordering": ["-from_on", "-pk"]}),
        migrations.AddField("districtcategory", "from_on", models.DateField(null=True)),
        migrations.RunPython(from_the_list, migrations.RunPython.noop),
        migrations.AlterField("districtcategory", "from_on", models.DateField()),
        migrations.AddField(
            "districtcategory",
            "settled_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveConstraint("districtcategory", "district_once_a_list"),
        migrations.AddConstraint(
            "districtcategory",
            models.UniqueConstraint(fields=("list", "district", "from_on"), name="district_once_a_list_and_day"),
        ),
        migrations.CreateModel(
            name="CategoryUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("rows", models.JSONField()),
                ("notes", models.JSONField(default=list)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "published",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="upload",
                        to="schools.categorylist",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["-uploaded_at"]},
        ),
    ]
