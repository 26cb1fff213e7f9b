"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import django.db.models.deletion
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('documents', '0001_initial'), ('documents', '0002_signatures'), ('documents', '0003_how_signatories_were_known')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('template', models.CharField(max_length=40)),
                    ('title', models.CharField(max_length=300)),
                    ('filename', models.CharField(max_length=150)),
                    ('subject_kind', models.CharField(blank=True, max_length=80)),
                    ('subject_id', models.CharField(blank=True, max_length=64)),
                    ('dedupe_key', models.CharField(max_length=200, null=True, unique=True)),
                    ('content', models.BinaryField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('data', models.JSONField()),
                    ('created_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-created_at', '-pk'],
                    'indexes': [models.Index(fields=['subject_kind', 'subject_id', 'kind'], name='documents_subject')],
                },
            ),
            migrations.CreateModel(
                name='Signature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('party', models.CharField(max_length=20)),
                    ('name', models.CharField(max_length=200)),
                    ('role', models.CharField(max_length=120)),
                    ('consent', models.TextField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('signed_at', models.DateTimeField()),
                    ('address', models.GenericIPAddressField(blank=True, null=True)),
                    ('agent', models.CharField(blank=True, max_length=200)),
                    ('proof', models.CharField(blank=True, max_length=300)),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='documents.document')),
                ],
                options={
                    'ordering': ['signed_at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('document', 'party'), name='signed_once_a_party')],
                },
            ),
        ]),
    ]
