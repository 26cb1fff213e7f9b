from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('training', '0001_whole'),
    ]

    operations = [
        migrations.AddField(
            model_name='partmark',
            name='made_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
