"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.lib.clock
import cadre.training.states
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('training', '0001_initial'), ('training', '0002_registers_helpers_and_calendars')]

    initial = True

    dependencies = [
        ('facilitators', '0001_whole'),
        ('partners', '0001_whole'),
        ('people', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Session',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=20, unique=True)),
                    ('kind', models.CharField(choices=[('foundation', 'Training in two parts'), ('half_day', 'Half-day')], max_length=10)),
                    ('title', models.CharField(max_length=120)),
                    ('region', models.CharField(max_length=40)),
                    ('host_state', models.CharField(choices=[('invited', 'Asked'), ('accepted', 'Hosts it'), ('declined', 'Does not host it')], default=cadre.training.states.HostState['INVITED'], max_length=8)),
                    ('host_answered_at', models.DateTimeField(blank=True, null=True)),
                    ('host_words', models.CharField(blank=True, max_length=500)),
                    ('venue', models.CharField(max_length=200)),
                    ('places', models.PositiveSmallIntegerField()),
                    ('first_on', models.DateField()),
                    ('last_on', models.DateField()),
                    ('planned_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('called_off_at', models.DateTimeField(blank=True, null=True)),
                    ('completed_at', models.DateTimeField(blank=True, null=True)),
                    ('completed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_hosted', to='partners.partner')),
                    ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['first_on', 'ref'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['foundation', 'half_day'])), name='session_kind_known'), models.CheckConstraint(condition=models.Q(('host_state__in', ['invited', 'accepted', 'declined'])), name='host_state_known'), models.CheckConstraint(condition=models.Q(('places__gt', 0)), name='session_has_places')],
                },
            ),
            migrations.CreateModel(
                name='Place',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('invited', 'Invited'), ('booked', 'Booked'), ('waiting', 'Waiting'), ('declined', 'Does not come')], default=cadre.training.states.PlaceState['INVITED'], max_length=8)),
                    ('invited_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('changed_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('joined_late', models.BooleanField(default=False)),
                    ('again', models.PositiveSmallIntegerField(default=0)),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training', to='facilitators.facilitator')),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taken', to='training.session')),
                ],
                options={
                    'ordering': ['facilitator__user__name', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('session', 'facilitator'), name='training_place_once'), models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'booked', 'waiting', 'declined'])), name='training_place_state_known')],
                },
            ),
            migrations.CreateModel(
                name='Part',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=120)),
                    ('on', models.DateField()),
                    ('starts', models.TimeField()),
                    ('ends', models.TimeField()),
                    ('sequence', models.PositiveIntegerField(default=0)),
                    ('set_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='training.session')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('session', 'number'), name='part_once')],
                },
            ),
            migrations.CreateModel(
                name='Assisting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('assigned', 'Helps'), ('declined', 'Cannot come'), ('released', 'Not needed')], default=cadre.training.states.AssistState['ASSIGNED'], max_length=8)),
                    ('assigned_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('changed_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('again', models.PositiveSmallIntegerField(default=0)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('assigned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assisting', to='facilitators.facilitator')),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assistants', to='training.session')),
                ],
                options={
                    'ordering': ['facilitator__user__name', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('session', 'facilitator'), name='assists_once'), models.CheckConstraint(condition=models.Q(('state__in', ['assigned', 'declined', 'released'])), name='assist_state_known')],
                },
            ),
            migrations.CreateModel(
                name='TrainingPolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('help_after_events', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('help_after_events__gt', 0)), name='training_policy_sane')],
                },
            ),
            migrations.CreateModel(
                name='Helper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('invited', 'Asked'), ('accepted', 'Helps'), ('declined', 'Does not help')], default=cadre.training.states.HelperState['INVITED'], max_length=8)),
                    ('asked_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('facilitator', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='helper', to='facilitators.facilitator')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'accepted', 'declined'])), name='helper_state_known')],
                },
            ),
            migrations.CreateModel(
                name='PartMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mark', models.CharField(blank=True, choices=[('attended', 'Attended'), ('late', 'Late'), ('left_early', 'Left early'), ('absent', 'Absent')], max_length=12)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('marked_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='training.part')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='training.place')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('part', 'place'), name='part_mark_once'), models.CheckConstraint(condition=models.Q(('mark__in', ['', 'attended', 'late', 'left_early', 'absent'])), name='part_mark_known')],
                },
            ),
        ]),
    ]
