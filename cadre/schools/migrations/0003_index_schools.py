"""Every school gets its search text in the present form, and its words in the index."""

from itertools import islice

from django.db import migrations

from cadre.schools.rules import index_words, search_text

AT_A_TIME = 2_000


def index(apps, schema_editor):
    School, SchoolWord = apps.get_model("schools", "School"), apps.get_model("schools", "SchoolWord")
    rows = School.objects.order_by("pk").values_list("pk", "name", "town", "postcode", "urn").iterator(AT_A_TIME)
    while some := list(islice(rows, AT_A_TIME)):
        texts = [(search_text(name=name, town=town, postcode=code, urn=urn), key) for key, name, town, code, urn in some]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany("UPDATE schools_school SET search = %s WHERE id = %s", texts)
        words = [SchoolWord(school_id=key, word=word) for text, key in texts for word in sorted(index_words(text))]
        SchoolWord.objects.bulk_create(words, batch_size=5_000)


class Migration(migrations.Migration):
    dependencies = [("schools", "0002_school_words")]
    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
