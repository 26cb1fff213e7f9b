"""Reminders of who pays: a dated rule, and of each question when it was last mailed."""

from django.db import migrations, models
from django.db.models.functions import TruncDate


def asked_is_mailed(apps, schema_editor):
    apps.get_model("applications", "PayerQuestion").objects.update(mailed_on=TruncDate("asked_at"))


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_further_schools")]
    operations = [
        migrations.CreateModel(
            name="PayerRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("remind_after", models.JSONField(default=list)),
                ("staff_after", models.PositiveSmallIntegerField()),
                ("from_on", models.DateField(unique=True)),
                ("to_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=300)),
            ],
        ),
        migrations.AddField("payerquestion", "reminders", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("payerquestion", "mailed_on", models.DateField(null=True)),
        migrations.RunPython(asked_is_mailed, migrations.RunPython.noop),
        migrations.AlterField("payerquestion", "mailed_on", models.DateField()),
    ]
