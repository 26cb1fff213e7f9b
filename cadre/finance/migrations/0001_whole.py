"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.finance.states
import cadre.lib.clock
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels
from cadre.finance.migrations._triggers import arm, disarm


class Migration(migrations.Migration):

    replaces = [('finance', '0001_initial'), ('finance', '0002_issued_is_final'), ('finance', '0003_schedules_accepted'), ('finance', '0004_payments')]

    initial = True

    dependencies = [
        ('documents', '0001_whole'),
        ('facilitators', '0001_whole'),
        ('groups', '0001_whole'),
        ('partners', '0001_whole'),
        ('people', '0001_whole'),
        ('scheduling', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='EventFee',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('hosting', 'Hosting'), ('facilitation', 'Facilitation')], max_length=14)),
                    ('people', models.PositiveSmallIntegerField()),
                    ('units', models.PositiveSmallIntegerField(default=1)),
                    ('basis', models.CharField(choices=[('contracted', 'People in the group when it was confirmed'), ('registered', 'People on the register of the event, present or absent'), ('attended', 'People marked present in the register')], max_length=12)),
                    ('pence', models.PositiveIntegerField(null=True)),
                    ('sentence', models.CharField(max_length=300)),
                    ('inputs', models.JSONField(default=dict)),
                    ('accrued_at', models.DateTimeField()),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fees', to='scheduling.event')),
                    ('facilitator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fees', to='facilitators.facilitator')),
                    ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fees', to='partners.partner')),
                ],
                options={
                    'ordering': ['-event__starts_on', 'event__ref', '-kind', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('facilitator', None)), fields=('event', 'kind'), name='hosting_fee_once_an_event'), models.UniqueConstraint(fields=('event', 'kind', 'facilitator'), name='fee_once_a_facilitator'), models.CheckConstraint(condition=models.Q(models.Q(('facilitator', None), ('kind', cadre.finance.states.FeeKind['HOSTING']), ('partner__isnull', False)), models.Q(('facilitator__isnull', False), ('kind', cadre.finance.states.FeeKind['FACILITATION'])), _connector='OR'), name='fee_has_its_payee'), models.CheckConstraint(condition=models.Q(('kind', cadre.finance.states.FeeKind['HOSTING']), ('pence', None), _negated=True), name='hosting_never_waits'), models.CheckConstraint(condition=models.Q(('basis__in', ['contracted', 'registered', 'attended'])), name='fee_basis_known')],
                },
            ),
            migrations.CreateModel(
                name='FacilitationRate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('single_pence', models.PositiveIntegerField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('from_on',), name='facilitation_rate_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='FacilitationBand',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('least', models.PositiveSmallIntegerField()),
                    ('most', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('total_pence', models.PositiveIntegerField()),
                    ('rate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bands', to='finance.facilitationrate')),
                ],
                options={
                    'ordering': ['least'],
                    'constraints': [models.UniqueConstraint(fields=('rate', 'least'), name='band_once'), models.CheckConstraint(condition=models.Q(('most', None), ('most__gte', models.F('least')), _connector='OR'), name='band_in_order')],
                },
            ),
            migrations.CreateModel(
                name='FeeDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('total_pence', models.PositiveIntegerField()),
                    ('reason', models.CharField(max_length=300)),
                    ('decided_at', models.DateTimeField()),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_decisions', to='groups.group')),
                ],
                options={
                    'ordering': ['-decided_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='fee_decision_has_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='FeePolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('question', models.CharField(choices=[('below_minimum', 'Two facilitators, and fewer people than the first band'), ('residential', 'A residential of more than one day'), ('late_joiner', 'Somebody added to the register on the day')], max_length=20)),
                    ('answer', models.CharField(choices=[('decide', 'Finance decides each time, with a reason'), ('lowest_band', 'The fee of the lowest band is paid'), ('single_fee', 'The fee of one facilitator is paid, in equal halves'), ('each_day', 'Each of its days is one event'), ('once', 'It is one event'), ('counted', 'Counted from the event they join'), ('not_counted', 'Not counted')], max_length=20)),
                ],
                options={
                    'verbose_name_plural': 'fee policies',
                    'constraints': [models.UniqueConstraint(fields=('question', 'from_on'), name='fee_policy_once_a_day'), models.CheckConstraint(condition=models.Q(('answer__in', ['decide', 'lowest_band', 'single_fee', 'each_day', 'once', 'counted', 'not_counted'])), name='fee_policy_answer_known')],
                },
            ),
            migrations.CreateModel(
                name='HeadCountRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('fee', models.CharField(choices=[('hosting', 'Hosting'), ('facilitation', 'Facilitation')], max_length=14)),
                    ('basis', models.CharField(choices=[('contracted', 'People in the group when it was confirmed'), ('registered', 'People on the register of the event, present or absent'), ('attended', 'People marked present in the register')], max_length=12)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('fee', 'from_on'), name='head_count_once_a_day'), models.CheckConstraint(condition=models.Q(('basis__in', ['contracted', 'registered', 'attended'])), name='head_count_known')],
                },
            ),
            migrations.CreateModel(
                name='HostingRate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('pence', models.PositiveIntegerField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('from_on',), name='hosting_rate_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Invoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('invoice', 'Invoice'), ('credit_note', 'Credit note')], default=cadre.finance.states.InvoiceKind['INVOICE'], max_length=12)),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('key', models.CharField(max_length=120, unique=True)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('payer', models.CharField(max_length=160)),
                    ('bill_to', models.JSONField()),
                    ('payer_email', models.CharField(blank=True, max_length=254)),
                    ('purchase_order', models.CharField(blank=True, max_length=60)),
                    ('issued_on', models.DateField()),
                    ('supply_on', models.DateField()),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('net_pence', models.PositiveIntegerField()),
                    ('vat_pence', models.PositiveIntegerField()),
                    ('total_pence', models.PositiveIntegerField()),
                    ('vat', models.JSONField(default=dict)),
                    ('terms', models.TextField(blank=True)),
                    ('issued_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('credits', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credit_notes', to='finance.invoice')),
                    ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                    ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='groups.group')),
                ],
                options={
                    'ordering': ['-issued_on', '-number'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('total_pence', django.db.models.expressions.CombinedExpression(models.F('net_pence'), '+', models.F('vat_pence')))), name='invoice_adds_up'), models.CheckConstraint(condition=models.Q(('kind__in', ['invoice', 'credit_note'])), name='invoice_kind_known'), models.CheckConstraint(condition=models.Q(('net_pence__gt', 0)), name='invoice_is_for_something'), models.CheckConstraint(condition=models.Q(models.Q(('credits', None), ('kind', cadre.finance.states.InvoiceKind['INVOICE'])), models.Q(('credits__isnull', False), ('kind', cadre.finance.states.InvoiceKind['CREDIT_NOTE']), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='credit_note_has_invoice_and_reason')],
                    'indexes': [models.Index(fields=['-issued_on', '-number'], name='finance_inv_issued__6b988d_idx'), models.Index(fields=['kind', 'payer'], name='finance_inv_kind_2b18ff_idx')],
                },
            ),
            migrations.CreateModel(
                name='InvoiceLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('description', models.CharField(max_length=300)),
                    ('quantity', models.PositiveSmallIntegerField(default=1)),
                    ('unit_pence', models.IntegerField()),
                    ('amount_pence', models.IntegerField()),
                    ('enrolment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invoice_lines', to='groups.enrolment')),
                    ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='finance.invoice')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount_pence', django.db.models.expressions.CombinedExpression(models.F('unit_pence'), '*', models.F('quantity')))), name='invoice_line_adds_up')],
                },
            ),
            migrations.CreateModel(
                name='NumberSeries',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('invoice', 'Invoices'), ('credit_note', 'Credit notes'), ('schedule', 'Contract schedules'), ('payment_run', 'Payment runs')], max_length=20, unique=True)),
                    ('prefix', models.CharField(max_length=10)),
                    ('next', models.PositiveIntegerField(default=1)),
                    ('last_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'verbose_name_plural': 'number series',
                    'constraints': [models.CheckConstraint(condition=models.Q(('next__gte', 1)), name='series_starts_at_one')],
                },
            ),
            migrations.CreateModel(
                name='PaymentLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pence', models.PositiveIntegerField()),
                    ('reference', models.CharField(max_length=18, unique=True)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='partners.partner')),
                    ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.payeedetails')),
                ],
                options={
                    'ordering': ['run', 'reference'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='payment_is_of_something')],
                },
            ),
            migrations.CreateModel(
                name='Approval',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pence', models.PositiveIntegerField()),
                    ('approved_at', models.DateTimeField()),
                    ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('fee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='finance.eventfee')),
                    ('line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='finance.paymentline')),
                ],
                options={
                    'ordering': ['fee', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='approval_is_of_something')],
                },
            ),
            migrations.CreateModel(
                name='PaymentRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('pays_on', models.DateField()),
                    ('made_at', models.DateTimeField()),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at', None), ('reason', '')), models.Q(('cancelled_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='payment_run_cancelled_with_a_reason')],
                },
            ),
            migrations.AddField(
                model_name='paymentline',
                name='run',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='finance.paymentrun'),
            ),
            migrations.CreateModel(
                name='PaymentTerms',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('days', models.PositiveSmallIntegerField()),
                    ('words', models.TextField(blank=True)),
                ],
                options={
                    'verbose_name_plural': 'payment terms',
                    'constraints': [models.UniqueConstraint(fields=('from_on',), name='payment_terms_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='VatRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('product', models.CharField(choices=[('course', 'Course fee'), ('hosting_registered', 'Hosting, by a partner registered for VAT'), ('hosting', 'Hosting, by a partner not registered for VAT')], max_length=20)),
                    ('treatment', models.CharField(choices=[('to_be_confirmed', 'To be confirmed by an accountant'), ('exempt', 'Exempt'), ('standard', 'Standard rated'), ('zero', 'Zero rated'), ('outside_scope', 'Outside the scope')], max_length=20)),
                    ('basis_points', models.PositiveIntegerField(default=0)),
                    ('words', models.CharField(max_length=300)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('product', 'from_on'), name='vat_rule_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Wording',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                    ('key', models.CharField(choices=[('cancellation', 'Cancellation, on contract schedules'), ('data_protection', 'Data protection, on contract schedules'), ('briefing', 'The briefing before each event, on contract schedules'), ('status', 'Payee and status, on contract schedules'), ('facilitator_invoices', 'How a facilitator invoices, on contract schedules'), ('partner_invoices', 'How a partner invoices, on statements and group details')], max_length=30)),
                    ('text', models.TextField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('key', 'from_on'), name='wording_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='ContractSchedule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('total_pence', models.PositiveIntegerField()),
                    ('terms', models.JSONField(default=dict)),
                    ('issued_at', models.DateTimeField()),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schedules', to='facilitators.facilitator')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schedules', to='groups.group')),
                    ('partner_copy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ],
                options={
                    'ordering': ['-issued_at', '-pk'],
                    'constraints': [models.UniqueConstraint(fields=('group', 'facilitator', 'version'), name='schedule_version_once'), models.UniqueConstraint(fields=('number', 'version'), name='schedule_number_once')],
                },
            ),
            migrations.AddConstraint(
                model_name='paymentline',
                constraint=models.UniqueConstraint(fields=('run', 'partner'), name='partner_once_a_run'),
            ),
        ]),
        migrations.RunPython(arm, disarm),
    ]
