"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.programmes.states
import django.db.models.deletion
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('programmes', '0001_initial'), ('programmes', '0002_pathways'), ('programmes', '0003_delivery_models_in_versions'), ('programmes', '0004_intakes_that_follow')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Qualification',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=10, unique=True)),
                    ('slug', models.SlugField(unique=True)),
                    ('name', models.CharField(max_length=100)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('level', models.CharField(max_length=60)),
                    ('scope', models.CharField(max_length=100)),
                    ('headline', models.CharField(max_length=100)),
                    ('summary', models.TextField()),
                    ('audience_lead', models.CharField(blank=True, max_length=200)),
                    ('audience', models.JSONField(default=list)),
                    ('entry', models.JSONField(default=list)),
                    ('alternatives', models.JSONField(default=list)),
                    ('in_person_days', models.PositiveSmallIntegerField()),
                    ('online_courses', models.JSONField(default=list)),
                    ('online_course_hours', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('guided_hours', models.PositiveSmallIntegerField()),
                    ('diagnostics', models.PositiveSmallIntegerField(default=0)),
                    ('has_coaching', models.BooleanField(default=False)),
                    ('coaching_hours', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('needs_gateway', models.BooleanField(default=False)),
                    ('placement', models.CharField(blank=True, max_length=200)),
                    ('assessment', models.JSONField(default=list)),
                    ('submission_months', models.JSONField(default=list)),
                    ('credits', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('sources', models.JSONField(default=dict)),
                ],
                options={
                    'ordering': ['position'],
                },
            ),
            migrations.CreateModel(
                name='DayTimes',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pathway', models.CharField(choices=[('in_person', 'In person'), ('distance', 'Distance learning')], default=cadre.programmes.states.Pathway['IN_PERSON'], max_length=10)),
                    ('arrival', models.TimeField()),
                    ('starts', models.TimeField()),
                    ('ends', models.TimeField()),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('pathway', 'from_on'), name='day_times_once_a_day'), models.CheckConstraint(condition=models.Q(('pathway__in', ['in_person', 'distance'])), name='day_times_pathway')],
                },
            ),
            migrations.CreateModel(
                name='GroupSizeRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pathway', models.CharField(blank=True, choices=[('in_person', 'In person'), ('distance', 'Distance learning')], max_length=10)),
                    ('minimum', models.PositiveSmallIntegerField()),
                    ('size', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('pathway', 'from_on'), name='size_rule_once_a_day'), models.CheckConstraint(condition=models.Q(('minimum__gt', 0), ('size__gte', models.F('minimum'))), name='size_rule_sane'), models.CheckConstraint(condition=models.Q(('pathway__in', ['', 'in_person', 'distance'])), name='size_rule_pathway')],
                },
            ),
            migrations.CreateModel(
                name='Intake',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(unique=True)),
                    ('name', models.CharField(max_length=40)),
                    ('opens_on', models.DateField()),
                    ('closes_on', models.DateField()),
                    ('starts_on', models.DateField()),
                    ('opens_reason', models.CharField(blank=True, max_length=300)),
                    ('to_confirm', models.BooleanField(default=False)),
                    ('no_next_reason', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'ordering': ['starts_on'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__lt', models.F('starts_on')), ('opens_on__lte', models.F('closes_on'))), name='intake_days_in_order')],
                },
            ),
            migrations.CreateModel(
                name='IntakePolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('propose_weeks', models.PositiveSmallIntegerField()),
                    ('apart_weeks', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
                options={
                    'verbose_name_plural': 'intake policies',
                    'constraints': [models.CheckConstraint(condition=models.Q(('apart_weeks__gt', 0)), name='intake_policy_sane')],
                },
            ),
            migrations.CreateModel(
                name='Offering',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('intake', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offerings', to='programmes.intake')),
                    ('qualification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offerings', to='programmes.qualification')),
                ],
                options={
                    'ordering': ['intake__starts_on', 'qualification__position'],
                    'constraints': [models.UniqueConstraint(fields=('intake', 'qualification'), name='offering_once')],
                },
            ),
            migrations.CreateModel(
                name='ListFee',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pence', models.PositiveIntegerField()),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('qualification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='list_fees', to='programmes.qualification')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('qualification', 'from_on'), name='list_fee_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='DeliveryElement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pathway', models.CharField(choices=[('in_person', 'In person'), ('distance', 'Distance learning')], default=cadre.programmes.states.Pathway['IN_PERSON'], max_length=10)),
                    ('kind', models.CharField(choices=[('face_to_face', 'Face-to-face event'), ('online_event', 'Online event'), ('online', 'Online course'), ('diagnostic', '360° review'), ('coaching', 'Coaching'), ('submission', 'Submission window')], max_length=20)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=120)),
                    ('short', models.CharField(blank=True, max_length=40)),
                    ('days', models.PositiveSmallIntegerField(default=1)),
                    ('hours', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('after_weeks', models.SmallIntegerField()),
                    ('length_days', models.PositiveSmallIntegerField()),
                    ('source', models.CharField(blank=True, max_length=200)),
                    ('from_on', models.DateField()),
                    ('qualification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delivery_model', to='programmes.qualification')),
                ],
                options={
                    'ordering': ['after_weeks', 'kind', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('qualification', 'pathway', 'kind', 'number', 'from_on'), name='delivery_element_once'), models.CheckConstraint(condition=models.Q(('pathway__in', ['in_person', 'distance'])), name='delivery_element_pathway'), models.CheckConstraint(condition=models.Q(('kind__in', ['face_to_face', 'online_event', 'online', 'diagnostic', 'coaching', 'submission'])), name='delivery_element_kind')],
                },
            ),
            migrations.CreateModel(
                name='TimelineElement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pathway', models.CharField(choices=[('in_person', 'In person'), ('distance', 'Distance learning')], default=cadre.programmes.states.Pathway['IN_PERSON'], max_length=10)),
                    ('kind', models.CharField(choices=[('face_to_face', 'Face-to-face event'), ('online_event', 'Online event'), ('online', 'Online course'), ('diagnostic', '360° review'), ('coaching', 'Coaching'), ('submission', 'Submission window')], max_length=20)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=120)),
                    ('short', models.CharField(blank=True, max_length=40)),
                    ('days', models.PositiveSmallIntegerField(default=1)),
                    ('hours', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('offering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='timeline', to='programmes.offering')),
                ],
                options={
                    'ordering': ['starts_on', 'kind', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('offering', 'pathway', 'kind', 'number'), name='timeline_element_once'), models.CheckConstraint(condition=models.Q(('pathway__in', ['in_person', 'distance'])), name='timeline_pathway'), models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='timeline_in_order'), models.CheckConstraint(condition=models.Q(('kind__in', ['face_to_face', 'online_event', 'online', 'diagnostic', 'coaching', 'submission'])), name='timeline_kind')],
                },
            ),
        ]),
    ]
