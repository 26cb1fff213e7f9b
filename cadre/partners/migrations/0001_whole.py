"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.lib.clock
import cadre.partners.states
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('partners', '0001_initial'), ('partners', '0002_the_provider_itself'), ('partners', '0003_onboarding'), ('partners', '0004_profiles'), ('partners', '0005_payees'), ('partners', '0006_changes'), ('partners', '0010_memoranda'), ('partners', '0011_a_hosting_item_in_versions'), ('partners', '0012_payees_taken_down'), ('partners', '0013_where_post_goes')]

    initial = True

    dependencies = [
        ('documents', '0001_whole'),
        ('people', '0001_whole'),
        ('programmes', '0001_whole'),
        ('schools', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='PayeePolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('held_days', models.PositiveSmallIntegerField()),
                    ('told_days', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                ],
            ),
            migrations.CreateModel(
                name='HostingItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.SlugField()),
                    ('kind', models.CharField(choices=[('room', 'The room and its equipment'), ('access', 'Access and arrival'), ('day', 'On the day')], max_length=8)),
                    ('words', models.CharField(max_length=120)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('key', 'from_on'), name='hosting_item_once_a_day'), models.CheckConstraint(condition=models.Q(('kind__in', ['room', 'access', 'day'])), name='hosting_item_kind_known'), models.CheckConstraint(condition=models.Q(('to_on', None), ('to_on__gte', models.F('from_on')), _connector='OR'), name='hosting_item_ends_after_it_begins')],
                },
            ),
            migrations.CreateModel(
                name='MemorandumPolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('term_months', models.PositiveSmallIntegerField()),
                    ('renew_months', models.PositiveSmallIntegerField()),
                    ('link_days', models.PositiveSmallIntegerField()),
                    ('remind_days', models.PositiveSmallIntegerField(default=0)),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
                options={
                    'verbose_name_plural': 'memorandum policies',
                    'constraints': [models.CheckConstraint(condition=models.Q(('term_months__gt', models.F('renew_months'))), name='memorandum_outlasts_renewal'), models.CheckConstraint(condition=models.Q(('link_days__gt', 0)), name='memorandum_link_lasts')],
                },
            ),
            migrations.CreateModel(
                name='MemorandumText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField(unique=True)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default=cadre.partners.states.TextState['DRAFT'], max_length=10)),
                    ('body', models.TextField()),
                    ('source', models.CharField(max_length=300)),
                    ('changes', models.PositiveIntegerField(default=0)),
                    ('from_on', models.DateField(blank=True, null=True, unique=True)),
                    ('saved_at', models.DateTimeField()),
                    ('saved_by_name', models.CharField(max_length=200)),
                    ('published_at', models.DateTimeField(blank=True, null=True)),
                    ('published_by_name', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'ordering': ['-version'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published'])), name='memorandum_text_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('from_on', None), ('state', cadre.partners.states.TextState['DRAFT'])), models.Q(('from_on__isnull', False), ('state', cadre.partners.states.TextState['PUBLISHED'])), _connector='OR'), name='memorandum_text_published_from'), models.UniqueConstraint(condition=models.Q(('state', cadre.partners.states.TextState['DRAFT'])), fields=('state',), name='one_draft_of_the_memorandum_text')],
                },
            ),
            migrations.CreateModel(
                name='Partner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(unique=True)),
                    ('name', models.CharField(max_length=120)),
                    ('short_name', models.CharField(max_length=60)),
                    ('kind', models.CharField(choices=[('teaching_school', 'Teaching school'), ('trust', 'Multi-academy trust'), ('diocese', 'Diocese'), ('provider', 'The provider itself')], max_length=20)),
                    ('region', models.CharField(max_length=40)),
                    ('town', models.CharField(max_length=80)),
                    ('postcode', models.CharField(max_length=10)),
                    ('address', models.TextField(blank=True)),
                    ('contact_email', models.CharField(blank=True, max_length=254)),
                    ('contact_phone', models.CharField(blank=True, max_length=40)),
                    ('easting', models.PositiveIntegerField(blank=True, null=True)),
                    ('northing', models.PositiveIntegerField(blank=True, null=True)),
                    ('overview', models.TextField(blank=True)),
                    ('onboarding_from', models.DateField(blank=True, null=True)),
                    ('signed_on', models.DateField(blank=True, null=True)),
                    ('memorandum_ends_on', models.DateField(blank=True, null=True)),
                    ('left_on', models.DateField(blank=True, null=True)),
                    ('host_school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='went_in', to='partners.partner')),
                    ('qualifications', models.ManyToManyField(blank=True, related_name='+', to='programmes.qualification')),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['teaching_school', 'trust', 'diocese', 'provider'])), name='partner_kind_known'), models.UniqueConstraint(condition=models.Q(('kind', cadre.partners.states.PartnerKind['PROVIDER'])), fields=('kind',), name='partner_one_provider')],
                },
            ),
            migrations.CreateModel(
                name='OrgChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('merger', 'Goes into another'), ('leaving', 'Leaves the network')], max_length=8)),
                    ('on_day', models.DateField()),
                    ('reason', models.CharField(max_length=300)),
                    ('decided_at', models.DateTimeField()),
                    ('carried_out_at', models.DateTimeField(blank=True, null=True)),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('taken_back_reason', models.CharField(blank=True, max_length=300)),
                    ('moved', models.JSONField(blank=True, default=dict)),
                    ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('taken_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_in', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='partners.partner')),
                ],
                options={
                    'ordering': ['-decided_at', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('partner',), name='one_standing_change_of_a_partner'), models.CheckConstraint(condition=models.Q(('kind__in', ['merger', 'leaving'])), name='org_change_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('into__isnull', False), ('kind', cadre.partners.states.OrgChangeKind['MERGER'])), models.Q(('into__isnull', True), ('kind', cadre.partners.states.OrgChangeKind['LEAVING'])), _connector='OR'), name='org_change_into_for_mergers')],
                },
            ),
            migrations.CreateModel(
                name='Memorandum',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=20, unique=True)),
                    ('state', models.CharField(choices=[('draft', 'Being prepared'), ('sent', 'With the partner'), ('signed', 'Signed by the partner'), ('in_force', 'In force'), ('recalled', 'Recalled'), ('declined', 'Declined'), ('dropped', 'Not pursued'), ('superseded', 'Superseded'), ('ended', 'Ended')], default=cadre.partners.states.MemorandumState['DRAFT'], max_length=10)),
                    ('on_paper', models.BooleanField(default=False)),
                    ('signatory_name', models.CharField(blank=True, max_length=200)),
                    ('signatory_email', models.EmailField(blank=True, max_length=254)),
                    ('signatory_role', models.CharField(blank=True, max_length=120)),
                    ('drafted_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('signed_at', models.DateTimeField(blank=True, null=True)),
                    ('in_force_on', models.DateField(blank=True, null=True)),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('renewal_proposed_at', models.DateTimeField(blank=True, null=True)),
                    ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                    ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='partners.memorandum')),
                    ('signed_copy', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                    ('text', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memoranda', to='partners.memorandumtext')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memoranda', to='partners.partner')),
                ],
                options={
                    'verbose_name_plural': 'memoranda',
                    'ordering': ['-drafted_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'signed', 'in_force', 'recalled', 'declined', 'dropped', 'superseded', 'ended'])), name='memorandum_state_known'), models.UniqueConstraint(condition=models.Q(('state__in', (cadre.partners.states.MemorandumState['DRAFT'], cadre.partners.states.MemorandumState['SENT'], cadre.partners.states.MemorandumState['SIGNED'], cadre.partners.states.MemorandumState['RECALLED'], cadre.partners.states.MemorandumState['DECLINED']))), fields=('partner',), name='one_memorandum_under_way'), models.UniqueConstraint(condition=models.Q(('state', cadre.partners.states.MemorandumState['IN_FORCE'])), fields=('partner',), name='one_memorandum_in_force'), models.CheckConstraint(condition=models.Q(models.Q(('state', cadre.partners.states.MemorandumState['IN_FORCE']), _negated=True), ('in_force_on__isnull', False), _connector='OR'), name='memorandum_in_force_from'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('in_force_on', None), ('ends_on__gt', models.F('in_force_on')), _connector='OR'), name='memorandum_lasts')],
                },
            ),
            migrations.CreateModel(
                name='CoveredSchool',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covered', to='partners.partner')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('to_on', None)), fields=('partner', 'school'), name='school_covered_once_by_a_partner')],
                },
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('purpose', models.CharField(choices=[('lead', 'Lead'), ('finance', 'Finance'), ('events', 'Events')], max_length=10)),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('postal_address', models.TextField(blank=True)),
                    ('is_public', models.BooleanField(default=False)),
                    ('invited_at', models.DateTimeField(blank=True, null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_contacts', to=settings.AUTH_USER_MODEL)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='partners.partner')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('to_on', None)), fields=('partner', 'user', 'purpose'), name='contact_once_a_purpose'), models.CheckConstraint(condition=models.Q(('purpose__in', ['lead', 'finance', 'events'])), name='contact_purpose_known')],
                },
            ),
            migrations.CreateModel(
                name='AllocationCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('normal', models.CharField(max_length=20, unique=True)),
                    ('shown', models.CharField(max_length=24)),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='partners.partner')),
                ],
                options={
                    'ordering': ['-from_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='PayeeDetails',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('state', models.CharField(choices=[('waiting', 'Waits to be confirmed'), ('confirmed', 'In use'), ('refused', 'Refused'), ('expired', 'Not confirmed in time'), ('taken_back', 'Taken back'), ('replaced', 'Replaced')], default=cadre.partners.states.PayeeState['WAITING'], max_length=10)),
                    ('account_name', models.CharField(max_length=120)),
                    ('sealed', models.TextField()),
                    ('last_four', models.CharField(max_length=4)),
                    ('vat_number', models.CharField(blank=True, max_length=12)),
                    ('entered_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('giver', models.CharField(blank=True, max_length=200)),
                    ('told', models.CharField(blank=True, choices=[('phone', 'On the phone'), ('letter', 'By letter')], max_length=10)),
                    ('called_back', models.CharField(blank=True, max_length=300)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='payees', to='partners.partner')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('partner', 'number'), name='payee_number_once'), models.UniqueConstraint(condition=models.Q(('state', cadre.partners.states.PayeeState['WAITING'])), fields=('partner',), name='payee_one_waiting'), models.UniqueConstraint(condition=models.Q(('state', cadre.partners.states.PayeeState['CONFIRMED'])), fields=('partner',), name='payee_one_confirmed'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'confirmed', 'refused', 'expired', 'taken_back', 'replaced'])), name='payee_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', cadre.partners.states.PayeeState['CONFIRMED']), _negated=True), models.Q(('decided_by', models.F('entered_by')), _negated=True), _connector='OR'), name='payee_confirmed_by_a_second_person'), models.CheckConstraint(condition=models.Q(models.Q(('called_back', ''), ('giver', ''), ('told', '')), models.Q(models.Q(('giver', ''), _negated=True), ('told__in', ['phone', 'letter']), models.Q(('called_back', ''), _negated=True)), _connector='OR'), name='payee_taken_down_with_its_proof')],
                },
            ),
            migrations.CreateModel(
                name='ProfileVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('waiting', 'Waits for approval'), ('approved', 'Public'), ('returned', 'Sent back'), ('superseded', 'Replaced')], default=cadre.partners.states.ProfileState['DRAFT'], max_length=10)),
                    ('headline', models.CharField(blank=True, max_length=160)),
                    ('overview', models.TextField()),
                    ('website', models.URLField(blank=True)),
                    ('links', models.JSONField(blank=True, default=list)),
                    ('contacts', models.JSONField(blank=True, default=list)),
                    ('made_by_name', models.CharField(max_length=100)),
                    ('made_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='profiles', to='partners.partner')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('partner', 'number'), name='profile_number_once'), models.UniqueConstraint(condition=models.Q(('state__in', (cadre.partners.states.ProfileState['DRAFT'], cadre.partners.states.ProfileState['WAITING']))), fields=('partner',), name='profile_one_open'), models.UniqueConstraint(condition=models.Q(('state', cadre.partners.states.ProfileState['APPROVED'])), fields=('partner',), name='profile_one_shown'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'waiting', 'approved', 'returned', 'superseded'])), name='profile_state_known')],
                },
            ),
            migrations.CreateModel(
                name='SigningLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('expires_at', models.DateTimeField()),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                    ('memorandum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='partners.memorandum')),
                ],
            ),
            migrations.CreateModel(
                name='Venue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('address', models.TextField()),
                    ('postcode', models.CharField(max_length=10)),
                    ('easting', models.PositiveIntegerField(blank=True, null=True)),
                    ('northing', models.PositiveIntegerField(blank=True, null=True)),
                    ('capacity', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('getting_there', models.TextField(blank=True)),
                    ('step_free', models.BooleanField(null=True)),
                    ('retired_on', models.DateField(blank=True, null=True)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='venues', to='partners.partner')),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='VenueCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('answer', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known yet')], max_length=8)),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('said_on', models.DateField()),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.hostingitem')),
                    ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('venue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='partners.venue')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('venue', 'item'), name='venue_item_once'), models.CheckConstraint(condition=models.Q(('answer__in', ['yes', 'no', 'unknown'])), name='venue_check_answer_known')],
                },
            ),
        ]),
    ]
