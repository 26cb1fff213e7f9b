"""The words of schools under each way of leaving a letter out, so that one typed with a slip is found."""

from itertools import islice

from django.db import migrations, models

from cadre.schools.rules import neighbourhood, vocabulary

AT_A_TIME = 5_000


def learn(apps, schema_editor):
    School, Spelling = apps.get_model("schools", "School"), apps.get_model("schools", "Spelling")
    texts = School.objects.order_by("pk").values_list("search", flat=True).iterator(AT_A_TIME)
    words = {word[:40] for word in vocabulary(texts)}
    rows = (Spelling(spelt=spelt, word=word) for word in sorted(words) for spelt in sorted(neighbourhood(word)))
    while some := list(islice(rows, AT_A_TIME)):
        Spelling.objects.bulk_create(some)


class Migration(migrations.Migration):
    dependencies = [("schools", "0006_withdrawn_lists")]
    operations = [
        migrations.CreateModel(
            name="Spelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("spelt", models.CharField(max_length=40)),
                ("word", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("spelt", "word"), name="spelling_once")],
            },
        ),
        migrations.RunPython(learn, migrations.RunPython.noop),
    ]
