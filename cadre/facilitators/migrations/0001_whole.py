"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.facilitators.states
import cadre.lib.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('facilitators', '0001_initial'), ('facilitators', '0002_availability'), ('facilitators', '0003_associates'), ('facilitators', '0004_accreditations')]

    initial = True

    dependencies = [
        ('partners', '0001_whole'),
        ('people', '0001_whole'),
        ('programmes', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='AccreditationPolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_months', models.PositiveSmallIntegerField()),
                    ('remind_days', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('remind_days__gt', 0), ('valid_months__gt', 0)), name='accreditation_policy_sane')],
                },
            ),
            migrations.CreateModel(
                name='AssociateApplication',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=20, unique=True)),
                    ('state', models.CharField(choices=[('draft', 'Not sent yet'), ('submitted', 'To decide'), ('asked', 'More was asked'), ('accepted', 'Accepted'), ('declined', 'Declined')], default=cadre.facilitators.states.AssociateState['DRAFT'], max_length=10)),
                    ('name', models.CharField(max_length=100)),
                    ('email', models.EmailField(max_length=254)),
                    ('started_with', models.CharField(max_length=64, unique=True)),
                    ('typed', models.JSONField(blank=True, default=dict)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('role', models.CharField(blank=True, max_length=120)),
                    ('employer', models.CharField(blank=True, max_length=160)),
                    ('urn', models.CharField(blank=True, max_length=6)),
                    ('region', models.CharField(blank=True, max_length=40)),
                    ('years_leading', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('experience', models.TextField(blank=True)),
                    ('subjects', models.CharField(blank=True, max_length=300)),
                    ('nominated_by_name', models.CharField(blank=True, max_length=200)),
                    ('nominated_words', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('changed_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('asked_words', models.TextField(blank=True)),
                    ('words', models.TextField(blank=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('nominated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('qualifications', models.ManyToManyField(blank=True, related_name='+', to='programmes.qualification')),
                ],
                options={
                    'ordering': ['submitted_at', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'asked', 'accepted', 'declined'])), name='associate_state_known')],
                    'indexes': [models.Index(fields=['state', 'submitted_at'], name='associate_waiting')],
                },
            ),
            migrations.CreateModel(
                name='AssociateLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('expires_at', models.DateTimeField()),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='facilitators.associateapplication')),
                ],
            ),
            migrations.CreateModel(
                name='AssociatePolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('referee_days', models.PositiveSmallIntegerField()),
                    ('remind_days', models.PositiveSmallIntegerField()),
                    ('draft_days', models.PositiveSmallIntegerField()),
                    ('keep_days', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('draft_days__gt', 0), ('keep_days__gt', 0), ('referee_days__gt', 0), ('remind_days__gt', 0)), name='associate_policy_sane')],
                },
            ),
            migrations.CreateModel(
                name='AssociateReason',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40)),
                    ('label', models.CharField(max_length=120)),
                    ('words', models.TextField(blank=True)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                    ('kind', models.CharField(choices=[('accept', 'Accept'), ('decline', 'Decline'), ('ask', 'Ask for more')], max_length=8)),
                ],
                options={
                    'ordering': ['kind', 'position', 'code', '-from_on'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('kind', 'code', 'from_on'), name='associate_reason_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['accept', 'decline', 'ask'])), name='associate_reason_kind_known')],
                },
            ),
            migrations.AddField(
                model_name='associateapplication',
                name='reason',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilitators.associatereason'),
            ),
            migrations.CreateModel(
                name='Facilitator',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('employer', models.CharField(blank=True, max_length=160)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('region', models.CharField(max_length=40)),
                    ('easting', models.PositiveIntegerField(blank=True, null=True)),
                    ('northing', models.PositiveIntegerField(blank=True, null=True)),
                    ('joined_on', models.DateField()),
                    ('left_on', models.DateField(blank=True, null=True)),
                    ('max_km', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('max_events', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('regions', models.JSONField(blank=True, default=list)),
                    ('experienced_from', models.DateField(blank=True, null=True)),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='facilitator', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['user__name'],
                },
            ),
            migrations.AddField(
                model_name='associateapplication',
                name='facilitator',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilitators.facilitator'),
            ),
            migrations.CreateModel(
                name='Accreditation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('qualification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.qualification')),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accreditations', to='facilitators.facilitator')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('facilitator', 'qualification'), name='accredited_once')],
                },
            ),
            migrations.CreateModel(
                name='Referee',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('name', models.CharField(max_length=100)),
                    ('email', models.EmailField(max_length=254)),
                    ('role', models.CharField(max_length=120)),
                    ('asked_at', models.DateTimeField(blank=True, null=True)),
                    ('expires_at', models.DateTimeField(blank=True, null=True)),
                    ('token_hash', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('known', models.CharField(blank=True, max_length=200)),
                    ('support', models.CharField(blank=True, choices=[('yes', 'Yes'), ('reserved', 'Yes, with reservations'), ('no', 'No')], max_length=12)),
                    ('words', models.TextField(blank=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referees', to='facilitators.associateapplication')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('application', 'number'), name='referee_once'), models.CheckConstraint(condition=models.Q(('support__in', ['', 'yes', 'reserved', 'no'])), name='support_known')],
                },
            ),
            migrations.CreateModel(
                name='Unavailable',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField()),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('marked_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days_away', to='facilitators.facilitator')),
                    ('marked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['from_on', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('facilitator', 'from_on', 'to_on'), name='days_away_once'), models.CheckConstraint(condition=models.Q(('from_on__lte', models.F('to_on'))), name='days_away_in_order')],
                    'indexes': [models.Index(fields=['from_on', 'to_on'], name='days_away')],
                },
            ),
            migrations.CreateModel(
                name='UsualDays',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday')])),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='usual_days', to='facilitators.facilitator')),
                ],
                options={
                    'ordering': ['weekday', 'from_on'],
                    'constraints': [models.UniqueConstraint(fields=('facilitator', 'weekday', 'from_on'), name='usual_day_once'), models.UniqueConstraint(condition=models.Q(('to_on', None)), fields=('facilitator', 'weekday'), name='one_open_usual_day'), models.CheckConstraint(condition=models.Q(('weekday__lte', 4)), name='usual_day_is_a_weekday'), models.CheckConstraint(condition=models.Q(('to_on', None), ('to_on__gt', models.F('from_on')), _connector='OR'), name='usual_day_in_order')],
                },
            ),
            migrations.CreateModel(
                name='AssociateCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('right_to_work', 'Right to work'), ('safeguarding', 'Safeguarding')], max_length=14)),
                    ('done_on', models.DateField()),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='facilitators.associateapplication')),
                    ('done_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('application', 'kind'), name='associate_check_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['right_to_work', 'safeguarding'])), name='associate_check_known')],
                },
            ),
            migrations.AddConstraint(
                model_name='associateapplication',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', cadre.facilitators.states.AssociateState['ACCEPTED']), _negated=True), ('facilitator__isnull', False), _connector='OR'), name='accepted_associate_facilitates'),
            ),
        ]),
    ]
