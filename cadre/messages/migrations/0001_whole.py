"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.lib.clock
import django.db.models.deletion
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('outbox', '0001_initial'), ('outbox', '0002_wishes')]

    initial = True

    dependencies = [
        ('documents', '0001_whole'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('key', models.CharField(max_length=200, unique=True)),
                    ('kind', models.CharField(max_length=80)),
                    ('template_version', models.PositiveIntegerField(default=0)),
                    ('careful', models.BooleanField(default=False)),
                    ('to', models.CharField(blank=True, max_length=254)),
                    ('to_name', models.CharField(blank=True, max_length=200)),
                    ('cc', models.JSONField(default=list)),
                    ('subject', models.CharField(max_length=200)),
                    ('text', models.TextField()),
                    ('html', models.TextField()),
                    ('secrets', models.TextField(blank=True)),
                    ('fields', models.JSONField(default=dict)),
                    ('about_kind', models.CharField(blank=True, max_length=80)),
                    ('about_id', models.CharField(blank=True, max_length=64)),
                    ('about_label', models.CharField(blank=True, max_length=200)),
                    ('state', models.CharField(choices=[('held', 'Held'), ('queued', 'Waiting to go'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Not delivered'), ('uncertain', 'Uncertain'), ('discarded', 'Discarded')], default='queued', max_length=10)),
                    ('channel', models.CharField(blank=True, max_length=10)),
                    ('attempts', models.PositiveIntegerField(default=0)),
                    ('last_error', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField()),
                    ('next_try_at', models.DateTimeField(null=True)),
                    ('claimed_at', models.DateTimeField(null=True)),
                    ('claimed_by', models.CharField(blank=True, max_length=64)),
                    ('sent_at', models.DateTimeField(null=True)),
                ],
                options={
                    'ordering': ['-created_at', 'pk'],
                    'indexes': [models.Index(fields=['state', '-created_at'], name='outbox_state'), models.Index(fields=['about_kind', 'about_id', '-created_at'], name='outbox_about'), models.Index(fields=['kind', '-created_at'], name='outbox_kind'), models.Index(fields=['to', '-created_at'], name='outbox_to'), models.Index(fields=['-created_at'], name='outbox_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['held', 'queued', 'sending', 'sent', 'failed', 'uncertain', 'discarded'])), name='outbox_state_known')],
                },
            ),
            migrations.CreateModel(
                name='Template',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=80)),
                    ('version', models.PositiveIntegerField()),
                    ('subject', models.CharField(max_length=200)),
                    ('body', models.TextField()),
                    ('saved_at', models.DateTimeField(default=cadre.lib.clock.now)),
                    ('saved_by_id', models.BigIntegerField(null=True)),
                    ('saved_by_name', models.CharField(max_length=200)),
                    ('in_use', models.BooleanField(default=False)),
                    ('activated_at', models.DateTimeField(null=True)),
                    ('activated_by_name', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'ordering': ['kind', '-version'],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'version'), name='template_version_once'), models.UniqueConstraint(condition=models.Q(('in_use', True)), fields=('kind',), name='template_one_in_use')],
                },
            ),
            migrations.CreateModel(
                name='MessageAttachment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('filename', models.CharField(max_length=150)),
                    ('content_type', models.CharField(max_length=100)),
                    ('content', models.BinaryField(null=True)),
                    ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='outbox.message')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('message', 'position'), name='attachment_once'), models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', True), ('document__isnull', False)), models.Q(('content__isnull', False), ('document__isnull', True)), _connector='OR'), name='attachment_document_or_bytes')],
                },
            ),
            migrations.CreateModel(
                name='Wish',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=80)),
                    ('to', models.CharField(blank=True, max_length=254)),
                    ('about_label', models.CharField(blank=True, max_length=200)),
                    ('outcome', models.CharField(choices=[('held', 'Held'), ('discarded', 'Discarded')], max_length=10)),
                    ('reason', models.TextField()),
                    ('by_name', models.CharField(max_length=200)),
                    ('said_at', models.DateTimeField()),
                    ('met_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wish', to='outbox.message')),
                ],
                options={
                    'verbose_name_plural': 'wishes',
                    'ordering': ['pk'],
                    'indexes': [models.Index(condition=models.Q(('met_by', None)), fields=['kind', 'to'], name='wish_open')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ('held', 'discarded'))), name='wish_outcome_known')],
                },
            ),
        ]),
    ]
