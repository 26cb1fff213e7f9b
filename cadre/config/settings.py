"""Django settings. What differs between deployments comes from `env.py`; nothing else does."""

import os
from typing import Any

import dj_database_url

from cadre.config.env import BASE_DIR, Env
from cadre.config.floors import ROOMS

ENV = Env.of(os.environ)
DEBUG = ENV.debug
DEMO = ENV.demo
SITE_URL = ENV.site_url.rstrip("/")
SECRET_KEY = ENV.secret_key or "local-only-key-never-used-on-a-public-address"
ALLOWED_HOSTS = [ENV.site_host] if not ENV.is_local else ["localhost", "127.0.0.1", "[::1]", "testserver"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "cadre.config",
    *[f"cadre.{room}" for room in ROOMS],
]
if DEMO:
    INSTALLED_APPS.append("cadre.demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cadre.portals.middleware.SecurityHeaders",
    "cadre.portals.middleware.Addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cadre.people.middleware.Authentication",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cadre.portals.middleware.Refusals",
    "cadre.portals.middleware.Collisions",
]

ROOT_URLCONF = "cadre.config.urls"
WSGI_APPLICATION = "cadre.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["cadre.ui.loading.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cadre.portals.context.site",
            ],
            "builtins": ["cadre.ui.templatetags.cadre"],
        },
    }
]
if DEMO:
    TEMPLATES[0]["OPTIONS"]["context_processors"].append("cadre.demo.context.bar")
KEPT_SECONDS = 0 if DEMO or DEBUG else 10  # how long a public page is shown as it was drawn; see cadre/ui/kept.py
FORM_RENDERER = "cadre.ui.forms.Renderer"

# Database. SQLite must begin IMMEDIATE: measured, deferred transactions lose writes under contention.
VAR_DIR = ENV.var_dir
VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASE_URL = ENV.database_url or f"sqlite:///{VAR_DIR / 'cadre.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        " PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;",
        # Python keeps 128, fewer than one page and its reactions ask, so that the same ones were compiled again.
        "cached_statements": 1_000,
    }
else:
    # Only what is declared to be (`people/prepared.py`) is prepared, and its plan is the same for all arguments: left
    # to choose, PostgreSQL plans most of it anew each time, for more than it takes to answer. Nor does it compile
    # queries that look dear: that took the list of events 0.8 s, and reading it takes 0.1. To weigh remembering what a
    # join has found already, and sharing the work out, tripled what planning a list of eight tables takes, and hardly
    # any is read quicker by either (decision 71).
    DATABASES["default"]["OPTIONS"] = {
        "prepare_threshold": 1_000_000_000,
        "options": "-c plan_cache_mode=force_generic_plan -c jit=off"
        " -c enable_memoize=off -c max_parallel_workers_per_gather=0",
    } | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}
DBTASKS = {"time_limit_seconds": 60, "max_attempts": 5}
# What may take longer says how far it is, and can be cancelled meanwhile.
DBTASKS_LONGER_SECONDS = {
    "cadre.exports.tasks.make_sheet": 1800,
    "cadre.formation.tasks.work_out_plan": 1800,
    "cadre.formation.tasks.rehearse": 1800,
    "cadre.staffing.tasks.work_out_suggestion": 1800,
}

# Sign-in
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["cadre.people.backends.Accounts"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/home/"
ACCOUNT_ADAPTER = "cadre.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "request_login_code": "cadre.people.forms.SignInForm",
    "confirm_login_code": "cadre.people.forms.CodeForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_ADAPTER = "cadre.people.adapter.SecondStepAdapter"
MFA_TOTP_ISSUER = ENV.provider_name
MFA_TOTP_TOLERANCE = 1  # times 30 seconds: clocks of telephones differ
SESSION_ENGINE = "cadre.people.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cadre.portals.views.errors.csrf_failed"

if not ENV.is_local:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    if ENV.trusted_proxies:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Mail. Without SMTP_URL every message is kept and shown on the mail page, and none leaves the machine.
SMTP_URL = ENV.smtp_url
DEFAULT_FROM_EMAIL = f"{ENV.provider_name} <{ENV.provider_email}>"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
SILENCED_SYSTEM_CHECKS: list[str] = []

PROVIDER: dict[str, Any] = {
    "name": ENV.provider_name,
    "email": ENV.provider_email,
    "phone": ENV.provider_phone,
    "address": ENV.provider_address,
    "bank": ENV.account.printed,
    "headline": ENV.provider_headline,
    "lead": ENV.provider_lead,
    "colours": {
        name: colour
        for name, colour in (
            ("--brand", ENV.provider_brand),
            ("--brand-deep", ENV.provider_brand_deep),
            ("--accent", ENV.provider_accent),
        )
        if colour
    },
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
