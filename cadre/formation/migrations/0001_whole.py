"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.formation.states
import cadre.lib.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('formation', '0001_plans'), ('formation', '0002_what_was_answered'), ('formation', '0003_rehearsals'), ('formation', '0004_packed_plans'), ('formation', '0005_listings_cancelled')]

    initial = True

    dependencies = [
        ('applications', '0001_whole'),
        ('groups', '0001_whole'),
        ('partners', '0001_whole'),
        ('people', '0001_whole'),
        ('programmes', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='FormationPolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unsaid_km', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
                options={
                    'verbose_name_plural': 'formation policies',
                },
            ),
            migrations.CreateModel(
                name='Plan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=20, unique=True)),
                    ('state', models.CharField(choices=[('queued', 'Waiting to be worked out'), ('running', 'Being worked out'), ('ready', 'Ready'), ('failed', 'Not possible'), ('cancelled', 'Cancelled'), ('committed', 'Carried out'), ('undone', 'Carried out and undone')], default=cadre.formation.states.PlanState['QUEUED'], max_length=12)),
                    ('terms', models.JSONField(default=dict)),
                    ('digest', models.CharField(max_length=64)),
                    ('drawn', models.JSONField(default=dict)),
                    ('answers', models.JSONField(default=dict)),
                    ('result', models.JSONField(default=dict)),
                    ('packed', models.BinaryField(default=b'')),
                    ('applied', models.JSONField(default=dict)),
                    ('people', models.PositiveIntegerField()),
                    ('levels', models.JSONField(default=dict)),
                    ('bounds', models.JSONField(default=dict)),
                    ('hand', models.JSONField(default=dict)),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('steps', models.PositiveIntegerField(default=0)),
                    ('why', models.TextField(blank=True)),
                    ('made_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('ready_at', models.DateTimeField(blank=True, null=True)),
                    ('committed_at', models.DateTimeField(blank=True, null=True)),
                    ('base', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adjusted', to='formation.plan')),
                    ('committed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('offering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='programmes.offering')),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'ready', 'failed', 'cancelled', 'committed', 'undone'])), name='plan_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', (cadre.formation.states.PlanState['READY'], cadre.formation.states.PlanState['COMMITTED'], cadre.formation.states.PlanState['UNDONE'])), _negated=True), ('ready_at__isnull', False), _connector='OR'), name='ready_plan_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', [cadre.formation.states.PlanState['COMMITTED'], cadre.formation.states.PlanState['UNDONE']]), _negated=True), models.Q(('committed_at__isnull', False), ('committed_by__isnull', False)), _connector='OR'), name='committed_plan_has_a_time'), models.UniqueConstraint(condition=models.Q(('state__in', (cadre.formation.states.PlanState['QUEUED'], cadre.formation.states.PlanState['RUNNING']))), fields=('digest',), name='one_plan_of_a_kind_under_way')],
                    'indexes': [models.Index(fields=['offering', '-made_at'], name='formation_p_offerin_cbab48_idx'), models.Index(fields=['digest'], name='formation_p_digest_3f6afd_idx')],
                },
            ),
            migrations.CreateModel(
                name='Pin',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('open', 'Runs'), ('closed', 'Does not run'), ('person', 'Sits')], max_length=8)),
                    ('place', models.CharField(blank=True, max_length=60)),
                    ('reason', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('application', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='formation.plan')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['open', 'closed', 'person'])), name='pin_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('application__isnull', False), ('kind', cadre.formation.states.PinKind['PERSON'])), models.Q(models.Q(('kind', cadre.formation.states.PinKind['PERSON']), _negated=True), ('application', None), models.Q(('place', ''), _negated=True)), _connector='OR'), name='pin_of_one_thing'), models.UniqueConstraint(fields=('plan', 'application'), name='person_pinned_once'), models.UniqueConstraint(condition=models.Q(('application', None)), fields=('plan', 'place'), name='place_pinned_once')],
                },
            ),
            migrations.CreateModel(
                name='PlannedGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('place', models.CharField(max_length=60)),
                    ('groups', models.PositiveSmallIntegerField()),
                    ('least', models.PositiveSmallIntegerField()),
                    ('places', models.PositiveSmallIntegerField()),
                    ('wished', models.PositiveIntegerField()),
                    ('before', models.PositiveIntegerField()),
                    ('seated', models.PositiveIntegerField()),
                    ('own', models.PositiveIntegerField()),
                    ('sentence', models.TextField()),
                    ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='formation.plan')),
                ],
                options={
                    'ordering': ['-seated', '-wished', 'partner__name', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('plan', 'place'), name='place_once_a_plan')],
                },
            ),
            migrations.CreateModel(
                name='PlannedSeat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('choice', 'Where they chose'), ('local', 'Another group'), ('distance', 'Distance learning'), ('nowhere', 'No place')], max_length=10)),
                    ('place', models.CharField(blank=True, max_length=60)),
                    ('km', models.FloatField(blank=True, null=True)),
                    ('undecided', models.BooleanField(default=False)),
                    ('offered', models.BooleanField(default=False)),
                    ('sentence', models.TextField()),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                    ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                    ('now_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                    ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='formation.plan')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('plan', 'application'), name='seat_once_a_plan'), models.CheckConstraint(condition=models.Q(('kind__in', ['choice', 'local', 'distance', 'nowhere'])), name='seat_kind_known')],
                    'indexes': [models.Index(fields=['plan', 'place'], name='formation_p_plan_id_734d17_idx')],
                },
            ),
            migrations.CreateModel(
                name='Rehearsal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('queued', 'Waiting to be listed'), ('running', 'Being listed'), ('ready', 'Listed'), ('failed', 'Not possible'), ('cancelled', 'Cancelled')], default=cadre.formation.states.RehearsalState['QUEUED'], max_length=10)),
                    ('close', models.JSONField(default=list)),
                    ('number', models.PositiveIntegerField(default=1)),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('steps', models.PositiveIntegerField(default=0)),
                    ('asked_at', models.DateTimeField()),
                    ('ready_at', models.DateTimeField(blank=True, null=True)),
                    ('papers', models.JSONField(default=list)),
                    ('faults', models.JSONField(default=list)),
                    ('why', models.TextField(blank=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rehearsal', to='formation.plan')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'ready', 'failed', 'cancelled'])), name='rehearsal_state')],
                },
            ),
            migrations.CreateModel(
                name='ForeseenMail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('kind', models.CharField(max_length=80)),
                    ('to', models.CharField(blank=True, max_length=254)),
                    ('to_name', models.CharField(blank=True, max_length=200)),
                    ('cc', models.JSONField(default=list)),
                    ('about_label', models.CharField(blank=True, max_length=200)),
                    ('subject', models.CharField(max_length=200)),
                    ('text', models.TextField()),
                    ('html', models.TextField()),
                    ('files', models.JSONField(default=list)),
                    ('lacks', models.TextField(blank=True)),
                    ('choice', models.CharField(choices=[('send', 'Send'), ('held', 'Hold'), ('discarded', 'Leave out')], default=cadre.formation.states.MailChoice['SEND'], max_length=10)),
                    ('rehearsal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='formation.rehearsal')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('rehearsal', 'number'), name='foreseen_once'), models.CheckConstraint(condition=models.Q(('choice__in', ['send', 'held', 'discarded'])), name='foreseen_choice_known')],
                    'indexes': [models.Index(fields=['rehearsal', 'kind'], name='formation_f_rehears_0fdfa0_idx')],
                },
            ),
        ]),
    ]
