"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import django.db.models.deletion
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('recruitment', '0001_policy'), ('recruitment', '0002_digests_and_reminders')]

    initial = True

    dependencies = [
        ('applications', '0001_whole'),
        ('programmes', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='NoReminders',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('address', models.CharField(max_length=254, unique=True)),
                    ('said_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name_plural': 'addresses without reminders',
                },
            ),
            migrations.CreateModel(
                name='RecruitmentPolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('target', models.PositiveSmallIntegerField()),
                    ('near_km', models.PositiveSmallIntegerField()),
                    ('digest_days', models.JSONField(default=list)),
                    ('daily_from', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
                options={
                    'verbose_name_plural': 'recruitment policies',
                    'constraints': [models.CheckConstraint(condition=models.Q(('near_km__gt', 0), ('target__gt', 0)), name='recruitment_policy_sane')],
                },
            ),
            migrations.CreateModel(
                name='Digest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('closes_on', models.DateField()),
                    ('stage', models.PositiveSmallIntegerField()),
                    ('sent_at', models.DateTimeField()),
                    ('intake', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to='programmes.intake')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('intake', 'closes_on', 'stage'), name='digest_once')],
                },
            ),
            migrations.CreateModel(
                name='Reminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('address', models.CharField(max_length=254)),
                    ('sent_at', models.DateTimeField()),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='applications.application')),
                    ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='recruitment.recruitmentpolicy')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('policy', 'address'), name='reminded_once_a_policy')],
                },
            ),
        ]),
    ]
