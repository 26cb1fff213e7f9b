"""All tables of the room at once, for a new database. One of before goes the way of those it replaces."""

import cadre.lib.clock
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from cadre.config.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_proofs')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='MailedCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('purpose', models.CharField(max_length=100, unique=True)),
                    ('fingerprint', models.CharField(max_length=64)),
                    ('expires_at', models.DateTimeField()),
                    ('tries_left', models.PositiveSmallIntegerField()),
                    ('counted_from', models.DateTimeField()),
                    ('sent', models.PositiveSmallIntegerField(default=1)),
                ],
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('email', models.EmailField(max_length=254, unique=True)),
                    ('name', models.CharField(max_length=100)),
                    ('is_active', models.BooleanField(default=True)),
                    ('joined_at', models.DateTimeField(default=cadre.lib.clock.now)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once')],
                },
            ),
            migrations.CreateModel(
                name='ProofPolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('fresh_minutes', models.PositiveSmallIntegerField()),
                    ('code_minutes', models.PositiveSmallIntegerField()),
                    ('tries', models.PositiveSmallIntegerField()),
                    ('codes_an_hour', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(unique=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(max_length=200)),
                ],
                options={
                    'verbose_name_plural': 'proof policies',
                    'constraints': [models.CheckConstraint(condition=models.Q(('code_minutes__gt', 0), ('codes_an_hour__gt', 0), ('tries__gt', 0)), name='proof_can_be_given')],
                },
            ),
            migrations.CreateModel(
                name='StaffRole',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('ops', 'Operations'), ('finance', 'Finance'), ('marketing', 'Marketing'), ('quality', 'Quality'), ('dpo', 'Data protection'), ('sysadmin', 'System administration')], max_length=20)),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff_roles', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('to_on', None)), fields=('user', 'role'), name='staff_role_once'), models.CheckConstraint(condition=models.Q(('role__in', ['ops', 'finance', 'marketing', 'quality', 'dpo', 'sysadmin'])), name='staff_role_known')],
                },
            ),
        ]),
    ]
