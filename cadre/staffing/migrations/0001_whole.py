"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.lib.clock
import cadre.scheduling.states
import cadre.staffing.states
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('staffing', '0001_initial'), ('staffing', '0002_stand_ins_visits_and_briefing_days'), ('staffing', '0003_the_source_of_a_quality_lead')]

    initial = True

    dependencies = [
        ('facilitators', '0001_whole'),
        ('groups', '0001_whole'),
        ('people', '0001_whole'),
        ('programmes', '0001_whole'),
        ('scheduling', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Briefing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_at', models.DateTimeField()),
                    ('joining_link', models.URLField(max_length=500)),
                    ('recording_link', models.URLField(blank=True, max_length=500)),
                    ('notes', models.TextField(blank=True)),
                    ('set_at', models.DateTimeField()),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('held_at', models.DateTimeField(blank=True, null=True)),
                    ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='briefing', to='scheduling.event')),
                ],
                options={
                    'ordering': ['starts_at'],
                },
            ),
            migrations.CreateModel(
                name='Cover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField()),
                    ('sought_at', models.DateTimeField()),
                    ('covered_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covers', to='scheduling.event')),
                    ('out', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covers', to='facilitators.facilitator')),
                    ('sought_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['event__starts_on', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('covered_at', None), ('ended_at', None)), fields=('event', 'out'), name='cover_sought_once')],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=20, unique=True)),
                    ('role', models.CharField(choices=[('lead', 'Lead facilitator'), ('co', 'Co-facilitator'), ('tutor', 'Tutor')], max_length=6)),
                    ('state', models.CharField(choices=[('sent', 'Not answered'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('expired', 'No answer in time'), ('withdrawn', 'Withdrawn'), ('filled', 'Somebody else has the seat')], default=cadre.staffing.states.InvitationState['SENT'], max_length=10)),
                    ('follow', models.BooleanField(default=False)),
                    ('sent_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField()),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('message', models.TextField(blank=True)),
                    ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='staffing.cover')),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='facilitators.facilitator')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='groups.group')),
                ],
                options={
                    'ordering': ['-sent_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'accepted', 'declined', 'expired', 'withdrawn', 'filled'])), name='staffing_invitation_state'), models.CheckConstraint(condition=models.Q(('role__in', (cadre.scheduling.states.FacilitatorRole['LEAD'], cadre.scheduling.states.FacilitatorRole['CO']))), name='invitation_to_a_seat'), models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('sent_at'))), name='invitation_open_for_a_time'), models.UniqueConstraint(condition=models.Q(('cover', None), ('state', cadre.staffing.states.InvitationState['SENT'])), fields=('group', 'facilitator'), name='asked_to_staff_once'), models.UniqueConstraint(condition=models.Q(('state', cadre.staffing.states.InvitationState['SENT'])), fields=('cover', 'facilitator'), name='asked_to_stand_in_once')],
                    'indexes': [models.Index(fields=['state', 'due_at'], name='staffing_in_state_e17b15_idx')],
                },
            ),
            migrations.CreateModel(
                name='InvitationLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('expires_at', models.DateTimeField()),
                    ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='staffing.invitation')),
                ],
            ),
            migrations.CreateModel(
                name='QualityLead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quality_lead', to='facilitators.facilitator')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('facilitator', 'from_on'), name='quality_lead_once'), models.CheckConstraint(condition=models.Q(('to_on', None), ('to_on__gt', models.F('from_on')), _connector='OR'), name='quality_lead_in_order')],
                },
            ),
            migrations.CreateModel(
                name='StaffingPolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unsaid_km', models.PositiveSmallIntegerField()),
                    ('unsaid_events', models.PositiveSmallIntegerField()),
                    ('answer_days', models.PositiveSmallIntegerField()),
                    ('remind_days', models.PositiveSmallIntegerField(default=0)),
                    ('plan_briefing_days', models.PositiveSmallIntegerField(default=14)),
                    ('briefing_days', models.PositiveSmallIntegerField(default=1)),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
                options={
                    'verbose_name_plural': 'staffing policies',
                    'constraints': [models.CheckConstraint(condition=models.Q(('answer_days__gt', 0)), name='invitation_takes_time')],
                },
            ),
            migrations.CreateModel(
                name='Substitution',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField()),
                    ('made_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='substitutions', to='scheduling.event')),
                    ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('out', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilitators.facilitator')),
                    ('stand_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standing_in', to='facilitators.facilitator')),
                ],
                options={
                    'ordering': ['event', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('event', 'out'), name='replaced_once'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('event', 'stand_in'), name='stands_in_once'), models.CheckConstraint(condition=models.Q(('out', models.F('stand_in')), _negated=True), name='stand_in_is_somebody_else')],
                },
            ),
            migrations.CreateModel(
                name='Suggestion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=20, unique=True)),
                    ('scope', models.CharField(choices=[('group', 'One group'), ('intake', 'An intake'), ('season', 'The whole season')], max_length=8)),
                    ('state', models.CharField(choices=[('queued', 'Waiting to be worked out'), ('running', 'Being worked out'), ('ready', 'Ready'), ('cancelled', 'Cancelled'), ('sent', 'Invitations sent')], default=cadre.staffing.states.SuggestionState['QUEUED'], max_length=10)),
                    ('drawn', models.JSONField(default=dict)),
                    ('groups', models.PositiveIntegerField()),
                    ('levels', models.JSONField(default=dict)),
                    ('bounds', models.JSONField(default=dict)),
                    ('hand', models.JSONField(default=dict)),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('steps', models.PositiveIntegerField(default=0)),
                    ('made_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('ready_at', models.DateTimeField(blank=True, null=True)),
                    ('base', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adjusted', to='staffing.suggestion')),
                    ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='groups.group')),
                    ('intake', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.intake')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'ready', 'cancelled', 'sent'])), name='suggestion_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', False), ('intake', None), ('scope', cadre.staffing.states.Scope['GROUP'])), models.Q(('group', None), ('intake__isnull', False), ('scope', cadre.staffing.states.Scope['INTAKE'])), models.Q(('group', None), ('intake', None), ('scope', cadre.staffing.states.Scope['SEASON'])), _connector='OR'), name='suggestion_of_one_thing')],
                },
            ),
            migrations.CreateModel(
                name='SuggestedTeam',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('held_lead', models.BooleanField(default=False)),
                    ('held_co', models.BooleanField(default=False)),
                    ('why_lead', models.TextField(blank=True)),
                    ('why_co', models.TextField(blank=True)),
                    ('visit', models.TextField(blank=True)),
                    ('days', models.JSONField(default=list)),
                    ('next', models.JSONField(default=dict)),
                    ('co', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilitators.facilitator')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                    ('lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilitators.facilitator')),
                    ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teams', to='staffing.suggestion')),
                ],
                options={
                    'ordering': ['group__ref'],
                    'constraints': [models.UniqueConstraint(fields=('suggestion', 'group'), name='team_once_a_suggestion')],
                },
            ),
            migrations.AddField(
                model_name='invitation',
                name='suggestion',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='staffing.suggestion'),
            ),
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('fix', 'This person takes the seat'), ('exclude', 'This person does not staff the group')], max_length=8)),
                    ('role', models.CharField(blank=True, choices=[('lead', 'Lead facilitator'), ('co', 'Co-facilitator'), ('tutor', 'Tutor')], max_length=6)),
                    ('reason', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilitators.facilitator')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                    ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='staffing.suggestion')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', cadre.staffing.states.ByHand['FIX']), ('role__in', (cadre.scheduling.states.FacilitatorRole['LEAD'], cadre.scheduling.states.FacilitatorRole['CO']))), models.Q(('kind', cadre.staffing.states.ByHand['EXCLUDE']), ('role', '')), _connector='OR'), name='decision_known'), models.UniqueConstraint(fields=('suggestion', 'group', 'facilitator'), name='decided_once')],
                },
            ),
            migrations.CreateModel(
                name='Visit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('arranged_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('arranged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='scheduling.event')),
                    ('new', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visited', to='facilitators.facilitator')),
                    ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='facilitators.facilitator')),
                ],
                options={
                    'ordering': ['event__starts_on', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('event', 'new'), name='visited_by_one'), models.CheckConstraint(condition=models.Q(('new', models.F('visitor')), _negated=True), name='visitor_is_somebody_else')],
                },
            ),
            migrations.CreateModel(
                name='BriefingAttendance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('attended', models.BooleanField()),
                    ('briefing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='staffing.briefing')),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilitators.facilitator')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('briefing', 'facilitator'), name='briefed_once')],
                },
            ),
        ]),
    ]
