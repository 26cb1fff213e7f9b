"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.groups.states
import cadre.lib.clock
import cadre.programmes.states
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('groups', '0001_initial'), ('groups', '0002_places_from_the_waiting_list'), ('groups', '0003_shortfalls'), ('groups', '0004_distance_groups'), ('groups', '0005_dissolved')]

    initial = True

    dependencies = [
        ('applications', '0001_whole'),
        ('partners', '0001_whole'),
        ('people', '0001_whole'),
        ('programmes', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Group',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=24, unique=True)),
                    ('pathway', models.CharField(choices=[('in_person', 'In person'), ('distance', 'Distance learning')], default=cadre.programmes.states.Pathway['IN_PERSON'], max_length=10)),
                    ('state', models.CharField(choices=[('forming', 'Forming'), ('confirmed', 'Confirmed'), ('finished', 'Finished'), ('closed', 'Closed without running'), ('dissolved', 'Dissolved')], default=cadre.groups.states.GroupState['FORMING'], max_length=12)),
                    ('minimum', models.PositiveSmallIntegerField()),
                    ('size', models.PositiveSmallIntegerField()),
                    ('opened_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('confirmed_people', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('override_reason', models.TextField(blank=True)),
                    ('dissolved_at', models.DateTimeField(blank=True, null=True)),
                    ('dissolved_by', models.CharField(blank=True, max_length=200)),
                    ('dissolved_reason', models.TextField(blank=True)),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('offering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='programmes.offering')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='partners.partner')),
                ],
                options={
                    'ordering': ['offering', 'partner__name', 'ref'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('minimum__gt', 0), ('size__gte', models.F('minimum'))), name='group_size_sane'), models.CheckConstraint(condition=models.Q(('state__in', ['forming', 'confirmed', 'finished', 'closed', 'dissolved'])), name='group_state_known'), models.CheckConstraint(condition=models.Q(('pathway__in', ['in_person', 'distance'])), name='group_pathway_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', [cadre.groups.states.GroupState['CONFIRMED'], cadre.groups.states.GroupState['FINISHED']]), _negated=True), models.Q(('confirmed_at__isnull', False), ('confirmed_people__isnull', False)), _connector='OR'), name='confirmed_group_has_a_count'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('dissolved_at__isnull', False), ('state', cadre.groups.states.GroupState['DISSOLVED'])), models.Q(models.Q(('state', cadre.groups.states.GroupState['DISSOLVED']), _negated=True), ('dissolved_at', None)), _connector='OR'), name='dissolved_group_has_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Enrolment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=20, unique=True)),
                    ('state', models.CharField(choices=[('enrolled', 'Enrolled'), ('waiting', 'Waiting for another group'), ('withdrawn', 'Withdrawn'), ('completed', 'Completed')], default=cadre.groups.states.EnrolmentState['ENROLLED'], max_length=12)),
                    ('seat', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('joined_by', models.CharField(choices=[('code', 'By code'), ('preference', 'By preferred partner'), ('hand', 'By hand'), ('queue', 'From the waiting list'), ('late', 'Joined on the day')], max_length=12)),
                    ('enrolled_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('left_at', models.DateTimeField(blank=True, null=True)),
                    ('left_reason', models.TextField(blank=True)),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='enrolment', to='applications.application')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to=settings.AUTH_USER_MODEL)),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='groups.group')),
                ],
                options={
                    'ordering': ['application__name', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['enrolled', 'waiting', 'withdrawn', 'completed'])), name='enrolment_state_known'), models.UniqueConstraint(fields=('group', 'seat'), name='seat_taken_once'), models.CheckConstraint(condition=models.Q(models.Q(('seat__gte', 1), ('state__in', (cadre.groups.states.EnrolmentState['ENROLLED'], cadre.groups.states.EnrolmentState['COMPLETED']))), models.Q(models.Q(('state__in', (cadre.groups.states.EnrolmentState['ENROLLED'], cadre.groups.states.EnrolmentState['COMPLETED'])), _negated=True), ('seat__isnull', True)), _connector='OR'), name='place_has_a_seat')],
                    'indexes': [models.Index(fields=['group', 'state'], name='groups_enro_group_i_5549ba_idx')],
                },
            ),
            migrations.CreateModel(
                name='Shortfall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('people', models.PositiveSmallIntegerField()),
                    ('least', models.PositiveSmallIntegerField()),
                    ('because', models.TextField()),
                    ('raised_at', models.DateTimeField()),
                    ('past_at', models.DateTimeField(blank=True, null=True)),
                    ('answer', models.CharField(blank=True, choices=[('continue', 'Go on with fewer'), ('merge', 'Merge it into another group'), ('distance', 'Move its people to distance learning'), ('move', 'Move its people one by one')], max_length=8)),
                    ('reason', models.TextField(blank=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('went', models.JSONField(default=list)),
                    ('left_out', models.JSONField(default=list)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('undone_by', models.CharField(blank=True, max_length=200)),
                    ('undone_reason', models.TextField(blank=True)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shortfalls', to='groups.group')),
                    ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ],
                options={
                    'ordering': ['-raised_at', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at', None), ('past_at', None)), fields=('group',), name='shortfall_one_to_decide'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_at', None)), models.Q(('answer__in', ['continue', 'merge', 'distance', 'move']), ('decided_at__isnull', False)), _connector='OR'), name='shortfall_decided_with_an_answer')],
                },
            ),
        ]),
    ]
