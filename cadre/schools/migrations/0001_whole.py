"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.lib.clock
import cadre.schools.states
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('schools', '0001_initial'), ('schools', '0002_school_words'), ('schools', '0003_index_schools'), ('schools', '0004_dated_categories'), ('schools', '0005_register_loads'), ('schools', '0006_withdrawn_lists'), ('schools', '0007_spellings')]

    initial = True

    dependencies = [
        ('people', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='CategoryList',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('districts_as_at', models.DateField()),
                    ('is_complete', models.BooleanField(default=False)),
                    ('source', models.CharField(max_length=300)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_by_name', models.CharField(blank=True, max_length=200)),
                    ('withdrawn_why', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'ordering': ['-from_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Diocese',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=6, unique=True)),
                    ('name', models.CharField(max_length=120)),
                ],
            ),
            migrations.CreateModel(
                name='District',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=9, unique=True)),
                    ('name', models.CharField(max_length=80)),
                    ('region', models.CharField(max_length=40)),
                    ('from_on', models.DateField(blank=True, null=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('successor_code', models.CharField(blank=True, max_length=9)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Trust',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uid', models.CharField(max_length=10, unique=True)),
                    ('name', models.CharField(max_length=160)),
                ],
            ),
            migrations.CreateModel(
                name='CategoryUpload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file_name', models.CharField(max_length=200)),
                    ('digest', models.CharField(max_length=64)),
                    ('rows', models.JSONField()),
                    ('notes', models.JSONField(default=list)),
                    ('uploaded_at', models.DateTimeField()),
                    ('thrown_away_at', models.DateTimeField(blank=True, null=True)),
                    ('published', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='upload', to='schools.categorylist')),
                    ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-uploaded_at'],
                },
            ),
            migrations.CreateModel(
                name='RegisterLoad',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('register', models.CharField(default='GIAS', max_length=20)),
                    ('state', models.CharField(choices=[('staging', 'Being read'), ('staged', 'Waiting for you'), ('applying', 'Being applied'), ('applied', 'Applied'), ('refused', 'Refused'), ('thrown_away', 'Thrown away')], default=cadre.schools.states.LoadState['STAGING'], max_length=20)),
                    ('dated', models.DateField()),
                    ('file_name', models.CharField(max_length=200)),
                    ('file_hash', models.CharField(max_length=64)),
                    ('kept_as', models.CharField(blank=True, max_length=80)),
                    ('encoding', models.CharField(max_length=20)),
                    ('links_name', models.CharField(blank=True, max_length=200)),
                    ('links_hash', models.CharField(blank=True, max_length=64)),
                    ('links_kept_as', models.CharField(blank=True, max_length=80)),
                    ('links_encoding', models.CharField(blank=True, max_length=20)),
                    ('by_name', models.CharField(max_length=200)),
                    ('received_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('read_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by_name', models.CharField(blank=True, max_length=200)),
                    ('rows_expected', models.PositiveIntegerField(default=0)),
                    ('rows_read', models.PositiveIntegerField(default=0)),
                    ('absent_columns', models.JSONField(default=list)),
                    ('counts', models.JSONField(default=dict)),
                    ('why', models.CharField(blank=True, max_length=400)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-received_at', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', [cadre.schools.states.LoadState['STAGING'], cadre.schools.states.LoadState['STAGED'], cadre.schools.states.LoadState['APPLYING']])), fields=('register',), name='one_register_load_at_a_time'), models.CheckConstraint(condition=models.Q(('state__in', ['staging', 'staged', 'applying', 'applied', 'refused', 'thrown_away'])), name='register_load_state')],
                    'indexes': [models.Index(fields=['state', '-dated'], name='register_load_newest')],
                },
            ),
            migrations.CreateModel(
                name='RegisterRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('new', 'New'), ('changed', 'Changed'), ('closed', 'Closed'), ('succeeded', 'Succeeded'), ('refused', 'Refused'), ('noted', 'Doubtful')], max_length=10)),
                    ('number', models.PositiveIntegerField()),
                    ('urn', models.CharField(blank=True, max_length=6)),
                    ('name', models.CharField(blank=True, max_length=160)),
                    ('after', models.JSONField(default=dict)),
                    ('before', models.JSONField(default=dict)),
                    ('fields', models.CharField(blank=True, max_length=400)),
                    ('links_to', models.CharField(blank=True, max_length=6)),
                    ('words', models.CharField(blank=True, max_length=400)),
                    ('load', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='schools.registerload')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['new', 'changed', 'closed', 'succeeded', 'refused', 'noted'])), name='register_row_kind')],
                    'indexes': [models.Index(fields=['load', 'kind', 'number'], name='register_row_in_order'), models.Index(fields=['load', 'urn'], name='register_row_by_urn')],
                },
            ),
            migrations.CreateModel(
                name='School',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('urn', models.CharField(max_length=6, unique=True)),
                    ('name', models.CharField(max_length=160)),
                    ('search', models.CharField(blank=True, db_index=True, max_length=400)),
                    ('type_code', models.CharField(max_length=3)),
                    ('status', models.CharField(default='1', max_length=1)),
                    ('phase', models.CharField(blank=True, max_length=40)),
                    ('street', models.CharField(blank=True, max_length=160)),
                    ('town', models.CharField(blank=True, max_length=80)),
                    ('postcode', models.CharField(blank=True, max_length=10)),
                    ('region', models.CharField(blank=True, max_length=40)),
                    ('easting', models.PositiveIntegerField(blank=True, null=True)),
                    ('northing', models.PositiveIntegerField(blank=True, null=True)),
                    ('pupils', models.PositiveIntegerField(blank=True, null=True)),
                    ('fsm_percent', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('opened_on', models.DateField(blank=True, null=True)),
                    ('type_group', models.CharField(blank=True, max_length=3)),
                    ('religious_character', models.CharField(blank=True, max_length=4)),
                    ('la_code', models.CharField(blank=True, max_length=4)),
                    ('la_name', models.CharField(blank=True, max_length=80)),
                    ('number', models.CharField(blank=True, max_length=6)),
                    ('ukprn', models.CharField(blank=True, max_length=8)),
                    ('locality', models.CharField(blank=True, max_length=160)),
                    ('address3', models.CharField(blank=True, max_length=160)),
                    ('county', models.CharField(blank=True, max_length=80)),
                    ('telephone', models.CharField(blank=True, max_length=30)),
                    ('website', models.CharField(blank=True, max_length=300)),
                    ('changed_on', models.DateField(blank=True, null=True)),
                    ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='predecessors', to='schools.school')),
                ],
                options={
                    'ordering': ['name'],
                    'indexes': [models.Index(fields=['name', 'id'], name='school_by_name')],
                },
            ),
            migrations.CreateModel(
                name='SchoolWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('word', models.CharField(max_length=40)),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='schools.school')),
                ],
                options={
                    'indexes': [models.Index(fields=['word', 'school'], name='school_word', opclasses=['varchar_pattern_ops', 'int8_ops'])],
                },
            ),
            migrations.CreateModel(
                name='Spelling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('spelt', models.CharField(max_length=40)),
                    ('word', models.CharField(max_length=40)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('spelt', 'word'), name='spelling_once')],
                },
            ),
            migrations.CreateModel(
                name='Placement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, null=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(blank=True, max_length=200)),
                    ('diocese', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='schools.diocese')),
                    ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='schools.district')),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='schools.school')),
                    ('trust', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='schools.trust')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('to_on', None)), fields=('school',), name='one_present_placement')],
                },
            ),
            migrations.CreateModel(
                name='DistrictCategory',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('category', models.CharField(blank=True, max_length=4)),
                    ('opportunity_area', models.CharField(blank=True, max_length=60)),
                    ('certainty', models.CharField(blank=True, max_length=10)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='schools.district')),
                    ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='schools.categorylist')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('list', 'district', 'from_on'), name='district_once_a_list_and_day')],
                },
            ),
        ]),
    ]
