"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.lib.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('scheduling', '0001_initial'), ('scheduling', '0002_called_off'), ('scheduling', '0003_online_events'), ('scheduling', '0004_dates_held_moved_and_fed')]

    initial = True

    dependencies = [
        ('documents', '0001_whole'),
        ('facilitators', '0001_whole'),
        ('groups', '0001_whole'),
        ('partners', '0001_whole'),
        ('people', '0001_whole'),
        ('programmes', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='DatePolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('hold_hours', models.PositiveSmallIntegerField()),
                    ('answer_days', models.PositiveSmallIntegerField()),
                    ('shown_before_days', models.PositiveSmallIntegerField()),
                    ('shown_after_days', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
                options={
                    'verbose_name_plural': 'date policies',
                    'constraints': [models.CheckConstraint(condition=models.Q(('answer_days__gt', 0), ('hold_hours__gt', 0)), name='date_policy_takes_time')],
                },
            ),
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=30, unique=True)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('arrival', models.TimeField()),
                    ('starts', models.TimeField()),
                    ('ends', models.TimeField()),
                    ('joining_link', models.URLField(blank=True, max_length=500)),
                    ('picked_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('sequence', models.PositiveIntegerField(default=0)),
                    ('called_off_at', models.DateTimeField(blank=True, null=True)),
                    ('element', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='programmes.timelineelement')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='groups.group')),
                    ('picked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='partners.venue')),
                ],
                options={
                    'ordering': ['starts_on', 'ref'],
                    'constraints': [models.UniqueConstraint(fields=('group', 'element'), name='event_once_an_element'), models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='event_days_in_order')],
                    'indexes': [models.Index(fields=['starts_on'], name='scheduling__starts__02123f_idx')],
                },
            ),
            migrations.CreateModel(
                name='DateAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sequence', models.PositiveIntegerField()),
                    ('facilitates', models.BooleanField(default=False)),
                    ('asked_at', models.DateTimeField()),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('can_come', models.BooleanField(null=True)),
                    ('words', models.CharField(blank=True, max_length=500)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='scheduling.event')),
                ],
                options={
                    'ordering': ['person__name', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('event', 'sequence', 'person'), name='date_asked_once'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('can_come', None)), models.Q(('answered_at__isnull', False), ('can_come__isnull', False)), _connector='OR'), name='date_answer_whole')],
                },
            ),
            migrations.CreateModel(
                name='SchoolHoliday',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('area', models.CharField(max_length=80)),
                    ('name', models.CharField(max_length=60)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('source', models.CharField(max_length=300)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['starts_on', 'area', 'pk'],
                    'indexes': [models.Index(fields=['area', 'starts_on'], name='scheduling__area_2a3992_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='school_holiday_in_order'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('area', 'starts_on', 'ends_on'), name='school_holiday_once')],
                },
            ),
            migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('lead', 'Lead facilitator'), ('co', 'Co-facilitator'), ('tutor', 'Tutor')], max_length=6)),
                    ('assigned_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('released_at', models.DateTimeField(blank=True, null=True)),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='facilitators.facilitator')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='groups.group')),
                ],
                options={
                    'ordering': ['-role', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('group', 'facilitator'), name='assigned_once'), models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('group', 'role'), name='one_lead_one_co'), models.CheckConstraint(condition=models.Q(('role__in', ['lead', 'co', 'tutor'])), name='facilitator_role_known')],
                },
            ),
            migrations.CreateModel(
                name='CalendarFeed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('read_on', models.DateField(blank=True, null=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('user',), name='one_calendar_feed_each')],
                },
            ),
            migrations.CreateModel(
                name='DateHold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('until', models.DateTimeField()),
                    ('held_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('why', models.CharField(blank=True, max_length=200)),
                    ('element', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='programmes.timelineelement')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='groups.group')),
                    ('held_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['until', 'pk'],
                    'indexes': [models.Index(fields=['starts_on', 'ends_on'], name='scheduling__starts__d1e4b2_idx')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('group', 'element'), name='one_open_hold_an_event'), models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='hold_days_in_order')],
                },
            ),
            migrations.CreateModel(
                name='DetailsVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('facts', models.JSONField()),
                    ('sent_at', models.DateTimeField()),
                    ('checked_on', models.DateField()),
                    ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='details', to='groups.group')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('group', 'number'), name='details_version_once')],
                },
            ),
        ]),
    ]
