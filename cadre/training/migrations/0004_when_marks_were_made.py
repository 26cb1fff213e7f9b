from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('training', '0003_one_page_plans_one'),
    ]

    operations = [
        migrations.AddField(
            model_name='partmark',
            name='made_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
