"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.applications.states
import cadre.lib.clock
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('applications', '0001_initial'), ('applications', '0002_the_application_in_full'), ('applications', '0003_further_schools'), ('applications', '0004_payer_reminders')]

    initial = True

    dependencies = [
        ('partners', '0001_whole'),
        ('people', '0001_whole'),
        ('programmes', '0001_whole'),
        ('schools', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='DeferralRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('notice_days', models.PositiveSmallIntegerField()),
                    ('months', models.PositiveSmallIntegerField()),
                    ('intakes', models.PositiveSmallIntegerField()),
                    ('reasons', models.JSONField(default=list)),
                    ('judged', models.JSONField(default=list)),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
            ),
            migrations.CreateModel(
                name='PayerRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('remind_after', models.JSONField(default=list)),
                    ('staff_after', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
            ),
            migrations.CreateModel(
                name='PreferenceOrder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('criteria', models.JSONField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
            ),
            migrations.CreateModel(
                name='ReopeningRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('days', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
            ),
            migrations.CreateModel(
                name='ScholarshipRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('criteria', models.JSONField()),
                    ('categories_as_at', models.DateField()),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                ],
            ),
            migrations.CreateModel(
                name='SponsorLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('address', models.CharField(max_length=254)),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('expires_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='Application',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=20, unique=True)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('asked', 'Waiting for an answer'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('deferred', 'Deferred'), ('merged', 'Merged')], default=cadre.applications.states.State['DRAFT'], max_length=12)),
                    ('answers', models.JSONField(default=dict)),
                    ('created_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('changed_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('started_with', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                    ('code_typed', models.CharField(blank=True, max_length=60)),
                    ('code_source', models.CharField(blank=True, choices=[('partner', 'The delivery partner I chose'), ('other', 'Another delivery partner'), ('school', 'My school, trust or diocese'), ('somebody', 'Somebody else, or I found it')], max_length=8)),
                    ('code_settled_at', models.DateTimeField(blank=True, null=True)),
                    ('name', models.CharField(blank=True, max_length=100)),
                    ('email', models.CharField(blank=True, max_length=254)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('born_on', models.DateField(blank=True, null=True)),
                    ('trn', models.CharField(blank=True, max_length=7)),
                    ('school_typed', models.CharField(blank=True, max_length=200)),
                    ('workplace_kind', models.CharField(blank=True, choices=[('school', 'One school'), ('several', 'Several schools'), ('trust', 'A trust’s central team')], default=cadre.applications.states.WorkplaceKind['SCHOOL'], max_length=8)),
                    ('job_title', models.CharField(blank=True, max_length=120)),
                    ('leading_years', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('gateway_ratings', models.JSONField(blank=True, default=dict)),
                    ('gateway_evidence', models.JSONField(blank=True, default=list)),
                    ('before', models.CharField(blank=True, choices=[('no', 'No'), ('holds', 'Yes, I hold it'), ('left', 'Yes, I started it and left'), ('funded', 'No, but the Department for Education has paid for another NPQ of mine')], max_length=8)),
                    ('funding', models.CharField(blank=True, choices=[('scholarship', 'A scholarship, if my school is eligible'), ('school', 'My school'), ('trust', 'My trust'), ('self', 'I pay myself')], max_length=12)),
                    ('payer', models.CharField(blank=True, choices=[('school', 'My school'), ('trust', 'My trust'), ('self', 'I pay myself')], max_length=8)),
                    ('billing_name', models.CharField(blank=True, max_length=160)),
                    ('billing_email', models.CharField(blank=True, max_length=254)),
                    ('billing_address', models.TextField(blank=True)),
                    ('billing_postcode', models.CharField(blank=True, max_length=12)),
                    ('purchase_order', models.CharField(blank=True, max_length=60)),
                    ('sponsor_name', models.CharField(blank=True, max_length=100)),
                    ('sponsor_email', models.CharField(blank=True, max_length=254)),
                    ('mentor_name', models.CharField(blank=True, max_length=100)),
                    ('mentor_email', models.CharField(blank=True, max_length=254)),
                    ('may_offer_local', models.BooleanField(null=True)),
                    ('may_offer_distance', models.BooleanField(null=True)),
                    ('travel_km', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('heard', models.CharField(blank=True, choices=[('partner', 'From a delivery partner'), ('head', 'From my headteacher or my trust'), ('colleague', 'From a colleague who took part'), ('mail', 'From a letter or an email'), ('web', 'On the web or in social media'), ('event', 'At an event'), ('other', 'In another way')], max_length=10)),
                    ('heard_detail', models.CharField(blank=True, max_length=120)),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('late_seconds', models.PositiveIntegerField(default=0)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decision_reason', models.TextField(blank=True)),
                    ('question_asked', models.TextField(blank=True)),
                    ('question_answer', models.TextField(blank=True)),
                    ('applicant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to=settings.AUTH_USER_MODEL)),
                    ('code', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='used_in', to='partners.allocationcode')),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='applications.application')),
                    ('offering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='programmes.offering')),
                    ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to=settings.AUTH_USER_MODEL)),
                    ('preferred_partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='preferred_by', to='partners.partner')),
                    ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='schools.school')),
                    ('trust', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='schools.trust')),
                ],
                options={
                    'ordering': ['-submitted_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'asked', 'accepted', 'declined', 'withdrawn', 'deferred', 'merged'])), name='application_state_known'), models.CheckConstraint(condition=models.Q(('state', cadre.applications.states.State['DRAFT']), ('submitted_at__isnull', False), _connector='OR'), name='submitted_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', cadre.applications.states.State['MERGED'])), models.Q(models.Q(('state', cadre.applications.states.State['MERGED']), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='merged_points_to_the_one_kept')],
                    'indexes': [models.Index(fields=['state', '-submitted_at'], name='application_state_f4b1b3_idx'), models.Index(fields=['-submitted_at', 'id'], name='application_submitt_749b67_idx'), models.Index(fields=['name', 'id'], name='application_name_93824a_idx'), models.Index(django.db.models.functions.text.Upper('email'), name='application_email'), models.Index(fields=['trn'], name='application_trn_6eb66f_idx'), models.Index(fields=['born_on'], name='application_born_on_d65a07_idx'), models.Index(fields=['offering', 'preferred_partner', 'state'], name='application_offerin_979e7b_idx')],
                },
            ),
            migrations.CreateModel(
                name='Arrangement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('needed', models.TextField(blank=True)),
                    ('dietary', models.TextField(blank=True)),
                    ('consent_text', models.TextField()),
                    ('consented_at', models.DateTimeField()),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='arrangement', to='applications.application')),
                ],
            ),
            migrations.CreateModel(
                name='DiscountBand',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('counted', models.CharField(choices=[('payer', 'The people that one payer pays for'), ('school', 'All people of one school, whether the school or its trust pays'), ('trust', 'All people of one trust, whether it or its schools pay')], default=cadre.applications.states.Counted['PAYER'], max_length=8)),
                    ('over', models.CharField(choices=[('all', 'All qualifications together'), ('qualification', 'Each qualification by itself')], default=cadre.applications.states.Over['ALL'], max_length=16)),
                    ('people', models.PositiveSmallIntegerField()),
                    ('percent', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('counted', 'over', 'people', 'from_on'), name='discount_band_once'), models.CheckConstraint(condition=models.Q(('counted__in', ['payer', 'school', 'trust']), ('over__in', ['all', 'qualification'])), name='discount_scope_known'), models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='discount_at_most_all')],
                },
            ),
            migrations.CreateModel(
                name='Quote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('made_at', models.DateTimeField()),
                    ('outcome', models.CharField(choices=[('list_fee', 'List fee'), ('discount', 'Discount'), ('scholarship', 'Scholarship'), ('not_confirmed', 'Scholarship not confirmed')], max_length=16)),
                    ('reason_code', models.CharField(max_length=60)),
                    ('sentence', models.TextField()),
                    ('list_pence', models.PositiveIntegerField()),
                    ('discount_pence', models.PositiveIntegerField(default=0)),
                    ('scholarship_pence', models.PositiveIntegerField(default=0)),
                    ('payable_pence', models.PositiveIntegerField()),
                    ('inputs', models.JSONField(default=dict)),
                    ('versions', models.JSONField(default=dict)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='applications.application')),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('list_pence', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('payable_pence'), '+', models.F('discount_pence')), '+', models.F('scholarship_pence')))), name='quote_adds_up')],
                },
            ),
            migrations.AddField(
                model_name='application',
                name='quote',
                field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.quote'),
            ),
            migrations.CreateModel(
                name='Reason',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40)),
                    ('label', models.CharField(max_length=120)),
                    ('words', models.TextField(blank=True)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=300)),
                    ('kind', models.CharField(choices=[('decline', 'Declining'), ('withdraw', 'Withdrawing'), ('defer', 'Deferring')], max_length=12)),
                ],
                options={
                    'ordering': ['kind', 'position', 'code', '-from_on'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('kind', 'code', 'from_on'), name='reason_once_a_day'), models.CheckConstraint(condition=models.Q(('kind__in', ['decline', 'withdraw', 'defer'])), name='reason_kind_known')],
                },
            ),
            migrations.CreateModel(
                name='Deferral',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('asked', 'Asked for'), ('granted', 'Waits for its intake'), ('taken_up', 'Moved to its intake'), ('refused', 'Refused'), ('taken_back', 'Taken back')], default=cadre.applications.states.DeferralState['ASKED'], max_length=12)),
                    ('words', models.TextField(blank=True)),
                    ('asked_at', models.DateTimeField()),
                    ('was', models.CharField(blank=True, choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('asked', 'Waiting for an answer'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('deferred', 'Deferred'), ('merged', 'Merged')], max_length=12)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('ruling', models.CharField(blank=True, max_length=300)),
                    ('decision', models.TextField(blank=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deferrals', to='applications.application')),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('left', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.offering')),
                    ('wanted', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.offering')),
                    ('rule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.deferralrule')),
                    ('after', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.quote')),
                    ('before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.quote')),
                    ('reason', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deferrals', to='applications.reason')),
                ],
                options={
                    'ordering': ['-asked_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'granted', 'taken_up', 'refused', 'taken_back'])), name='deferral_state_known'), models.UniqueConstraint(condition=models.Q(('state__in', ('asked', 'granted'))), fields=('application',), name='one_deferral_under_way')],
                },
            ),
            migrations.AddField(
                model_name='application',
                name='ended_for',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='applications.reason'),
            ),
            migrations.CreateModel(
                name='ResumeLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('expires_at', models.DateTimeField()),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='resume_links', to='applications.application')),
                ],
            ),
            migrations.CreateModel(
                name='ScholarshipFund',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('places', models.PositiveIntegerField(blank=True, null=True)),
                    ('pence', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('per_school', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField()),
                    ('source', models.CharField(max_length=300)),
                ],
                options={
                    'ordering': ['-from_on'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('pence__isnull', True), ('places__isnull', False)), models.Q(('pence__isnull', False), ('places__isnull', True)), _connector='OR'), name='fund_counts_places_or_money'), models.CheckConstraint(condition=models.Q(('from_on__lt', models.F('to_on'))), name='fund_days_in_order')],
                },
            ),
            migrations.CreateModel(
                name='SearchWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('word', models.CharField(db_index=True, max_length=60)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_words', to='applications.application')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('application', 'word'), name='search_word_once')],
                    'indexes': [models.Index(fields=['word', 'application'], name='search_word')],
                },
            ),
            migrations.CreateModel(
                name='Settlement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('finding', models.CharField(choices=[('settled_eligible', 'Eligible, with evidence'), ('settled_not_eligible', 'Not eligible'), ('settled_funded_before', 'Funded before'), ('department_refused', 'Refused by the Department'), ('funds_exhausted', 'Funds exhausted')], max_length=24)),
                    ('words', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settlements', to='applications.application')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('application',), name='settlement_one_in_force'), models.CheckConstraint(condition=models.Q(('finding__in', ['settled_eligible', 'settled_not_eligible', 'settled_funded_before', 'department_refused', 'funds_exhausted'])), name='settlement_finding_known')],
                },
            ),
            migrations.CreateModel(
                name='SponsorRules',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('undertakings', models.JSONField(default=list)),
                    ('behaviours', models.JSONField(default=list)),
                    ('scale', models.JSONField(default=list)),
                    ('remind_after', models.JSONField(default=list)),
                    ('remind_before', models.JSONField(default=list)),
                    ('link_days', models.PositiveSmallIntegerField()),
                    ('acceptance', models.CharField(choices=[('nothing', 'Nothing'), ('warning', 'A confirmation, or a recorded exception'), ('confirmation', 'A confirmation')], max_length=12)),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=400)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('acceptance__in', ['nothing', 'warning', 'confirmation'])), name='acceptance_needs_known')],
                },
            ),
            migrations.CreateModel(
                name='Sponsorship',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100)),
                    ('email', models.CharField(max_length=254)),
                    ('address', models.CharField(max_length=254)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('confirmed', 'Confirmed'), ('declined', 'Declined'), ('replaced', 'Replaced')], default=cadre.applications.states.SponsorState['WAITING'], max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('mailed_on', models.DateField()),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('role', models.CharField(blank=True, max_length=120)),
                    ('reason', models.CharField(blank=True, choices=[('time', 'The school cannot release them for the days'), ('not_now', 'It is not the right time for them'), ('other_course', 'Another qualification would suit them better'), ('money', 'The school cannot pay for it'), ('not_mine', 'Somebody else should sponsor them'), ('unknown', 'I do not know them, or they do not work here'), ('other', 'Another reason')], max_length=14)),
                    ('words', models.TextField(blank=True)),
                    ('replaced_at', models.DateTimeField(blank=True, null=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sponsorships', to='applications.application')),
                    ('replaced_by', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaces', to='applications.sponsorship')),
                    ('rules', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.sponsorrules')),
                ],
                options={
                    'ordering': ['-asked_at', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', cadre.applications.states.SponsorState['REPLACED']), _negated=True), fields=('application',), name='one_sponsor_at_a_time'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'confirmed', 'declined', 'replaced'])), name='sponsorship_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', [cadre.applications.states.SponsorState['CONFIRMED'], cadre.applications.states.SponsorState['DECLINED']]), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='sponsor_answer_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', cadre.applications.states.SponsorState['DECLINED']), _negated=True), ('reason__in', ['time', 'not_now', 'other_course', 'money', 'not_mine', 'unknown', 'other']), _connector='OR'), name='sponsor_declines_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('replaced_at__isnull', False), ('state', cadre.applications.states.SponsorState['REPLACED'])), models.Q(models.Q(('state', cadre.applications.states.SponsorState['REPLACED']), _negated=True), ('replaced_at', None)), _connector='OR'), name='replaced_sponsor_has_a_time')],
                    'indexes': [models.Index(fields=['address', 'state'], name='sponsor_address'), models.Index(fields=['state', 'application'], name='sponsor_state')],
                },
            ),
            migrations.CreateModel(
                name='SponsorRating',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('behaviour', models.SlugField(max_length=30)),
                    ('score', models.PositiveSmallIntegerField()),
                    ('sponsorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='applications.sponsorship')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('sponsorship', 'behaviour'), name='behaviour_rated_once'), models.CheckConstraint(condition=models.Q(('score__range', (1, 4))), name='rating_on_the_scale')],
                },
            ),
            migrations.CreateModel(
                name='Confirmation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('to_apply', 'To apply'), ('applied', 'Applied'), ('approved', 'Approved'), ('refused', 'Refused'), ('exhausted', 'Funds exhausted'), ('ended', 'Not needed')], default=cadre.applications.states.Answered['TO_APPLY'], max_length=12)),
                    ('opened_at', models.DateTimeField()),
                    ('applied_on', models.DateField(blank=True, null=True)),
                    ('decided_on', models.DateField(blank=True, null=True)),
                    ('reference', models.CharField(blank=True, max_length=80)),
                    ('reason', models.TextField(blank=True)),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='confirmation', to='applications.application')),
                ],
                options={
                    'ordering': ['opened_at', 'pk'],
                    'indexes': [models.Index(fields=['state', 'opened_at'], name='confirmation_state')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['to_apply', 'applied', 'approved', 'refused', 'exhausted', 'ended'])), name='confirmation_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', (cadre.applications.states.Answered['APPLIED'], cadre.applications.states.Answered['APPROVED'], cadre.applications.states.Answered['REFUSED'])), _negated=True), models.Q(('applied_on', None), _negated=True), _connector='OR'), name='confirmation_was_applied_for')],
                },
            ),
            migrations.CreateModel(
                name='EqualityCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('question', models.CharField(max_length=20)),
                    ('answer', models.CharField(max_length=20)),
                    ('number', models.PositiveIntegerField(default=0)),
                    ('offering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='equality_counts', to='programmes.offering')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('offering', 'question', 'answer'), name='equality_count_once')],
                },
            ),
            migrations.CreateModel(
                name='EvidenceTick',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('item', models.CharField(choices=[('identity', 'Name, birth date and teacher number'), ('school', 'School found'), ('quote', 'Price confirmed'), ('code', 'Partner and code agree'), ('sponsor', 'Sponsor’s answer'), ('gateway', 'Gateway questions'), ('duplicate', 'Possible duplicates looked at'), ('payer', 'Invoice details'), ('deadline', 'Deadline kept')], max_length=12)),
                    ('note', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='applications.application')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('application', 'item'), name='evidence_ticked_once'), models.CheckConstraint(condition=models.Q(('item__in', ['identity', 'school', 'quote', 'code', 'sponsor', 'gateway', 'duplicate', 'payer', 'deadline'])), name='evidence_item_known')],
                },
            ),
            migrations.CreateModel(
                name='FurtherSchool',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('typed', models.CharField(blank=True, max_length=200)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='further_schools', to='applications.application')),
                    ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('application', 'school'), name='further_school_once'), models.CheckConstraint(condition=models.Q(('school__isnull', False), models.Q(('typed', ''), _negated=True), _connector='OR'), name='further_school_said')],
                },
            ),
            migrations.CreateModel(
                name='Pair',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('why', models.CharField(max_length=80)),
                    ('state', models.CharField(choices=[('open', 'To look at'), ('different', 'Two people'), ('both_stand', 'One person, both stand'), ('merged', 'Merged')], default=cadre.applications.states.PairState['OPEN'], max_length=12)),
                    ('found_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs_as_first', to='applications.application')),
                    ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs_as_second', to='applications.application')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-found_at', '-pk'],
                    'indexes': [models.Index(fields=['state', '-found_at'], name='application_state_39a260_idx')],
                    'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='pair_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='pair_in_order'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'different', 'both_stand', 'merged'])), name='pair_state_known')],
                },
            ),
            migrations.CreateModel(
                name='PayerQuestion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('because', models.TextField()),
                    ('asked_at', models.DateTimeField()),
                    ('mailed_on', models.DateField()),
                    ('reminders', models.PositiveSmallIntegerField(default=0)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('dropped_at', models.DateTimeField(blank=True, null=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payer_questions', to='applications.application')),
                ],
                options={
                    'ordering': ['-asked_at', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None), ('dropped_at', None)), fields=('application',), name='payer_question_one_open')],
                },
            ),
        ]),
    ]
