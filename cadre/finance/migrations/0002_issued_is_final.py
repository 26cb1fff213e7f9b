from django.db import migrations

from cadre.finance.migrations._triggers import arm, disarm


class Migration(migrations.Migration):
    dependencies = [("finance", "0001_initial")]
    operations = [migrations.RunPython(arm, disarm)]
