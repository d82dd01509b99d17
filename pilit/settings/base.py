"""Settings common to every way of running; nothing here reads a secret or names a server."""

import os
from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from pilit.settings.env import Environment
from pilit.settings.schedule import WAKE_UPS

env = Environment(os.environ)

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything the installation writes: database, files, keys, logs.
PILIT_HOME = env.path("PILIT_HOME", BASE_DIR / "var")
PILIT_PORT = env.integer("PILIT_PORT", 8000, minimum=1, maximum=65535)

INSTALLED_APPS = [
    "pilit.apps.PilitConfig",
    "pilit.web",
    "referrals",
    "cases",
    "agencies",
    # The admin with the log-in, throttle and second factor of everybody.
    "agencies.admin_config.DirectoryAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "guardian",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "agencies.middleware.SessionLimits",
    "agencies.middleware.ActorOnRequest",
    "agencies.middleware.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pilit.web.plain.TextOnly",
]

ROOT_URLCONF = "pilit.urls"
WSGI_APPLICATION = "pilit.wsgi.application"
ASGI_APPLICATION = "pilit.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "agencies.context_processors.person",
            ],
        },
    },
]

# --- Who is who -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
# Nobody is granted anything on an object by being anonymous.
ANONYMOUS_USER_NAME = None
LOGIN_URL = "agencies:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "agencies:login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
OTP_TOTP_ISSUER = "Pilit"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
# Whether posts inside the justice organs must show a second factor.
PILIT_REQUIRE_OTP = env.flag("PILIT_REQUIRE_OTP", default=False)

# A session ends after so many seconds without a request, and after so many at the latest.
SESSION_IDLE_SECONDS = env.integer("SESSION_IDLE_SECONDS", 30 * 60, minimum=60)
SESSION_ABSOLUTE_SECONDS = env.integer("SESSION_ABSOLUTE_SECONDS", 12 * 60 * 60, minimum=60)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_NAME = "pilit_session"
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "pilit_csrf"
CSRF_COOKIE_HTTPONLY = True

# --- What a browser may do ------------------------------------------------------------------------

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    # Tabler draws the marks of its form controls from data: images.
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
TRUSTED_PROXIES: list[str] = []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

# --- Language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "pilit_language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
# `make setup` puts there what pages load of the npm packages.
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build" / "vendor"]
MEDIA_ROOT = PILIT_HOME / "media"
# Uploads have no address: a view asks who may see them and sends them.
MEDIA_URL = ""
# A file that was uploaded and put into no case is deleted after so many days.
UPLOADS_UNUSED_DAYS = env.integer("UPLOADS_UNUSED_DAYS", 90, minimum=1, maximum=3650)
# The export of a case file can be fetched for so many hours; then it is deleted.
EXPORTS_HOURS = env.integer("EXPORTS_HOURS", 24, minimum=1, maximum=720)
# Keys and certificates with which procuratorates sign their documents: `cy.p12` and its passphrase
# in `cy.passphrase`, named by the code of the procuratorate. None: documents are not signed.
PILIT_SIGNING_DIR = env.directory("PILIT_SIGNING_DIR")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Database -------------------------------------------------------------------------------------

# What the application's role may only add to, and read.
APPEND_ONLY_TABLES = [
    "cases_event",
    "cases_reading",
    "cases_electronicsignature",
    "referrals_account",
    "referrals_sealedfile",
]
# Where dashboards and exports read; the main database where there is no replica.
REPLICA_ALIAS = "default"

# --- API ------------------------------------------------------------------------------------------

REST_FRAMEWORK: dict[str, Any] = {
    # The token first: its scheme is what a refusal names.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "agencies.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "EXCEPTION_HANDLER": "pilit.web.problems.exception_handler",
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["pilit.api.parsers.StrictJSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["pilit.api.throttles.VisitorThrottle"],
    "DEFAULT_THROTTLE_RATES": {"visitor": "600/min"},
    # Who asks is the address the server gives; a header anybody can write is not believed.
    "NUM_PROXIES": 0,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Pilit",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SORT_OPERATIONS": False,
    # Every action is described by its own fields, every refusal by its code.
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "pilit.api.openapi.describe_actions",
        "pilit.api.openapi.describe_problems",
    ],
    "SWAGGER_UI_SETTINGS": {"docExpansion": "list", "deepLinking": True, "filter": True},
    # Words that several fields share under one name each.
    "ENUM_NAME_OVERRIDES": {
        "AssistanceKindEnum": "referrals.models.assistance.ASSISTANCE_KIND_CHOICES",
        "CaseKindEnum": "cases.models.case.CASE_KIND_CHOICES",
        "CaseStateEnum": "cases.models.case.CASE_STATE_CHOICES",
        "ClueStateEnum": "cases.models.clue.CLUE_STATE_CHOICES",
        "DeadlineStatusEnum": "cases.models.deadline.DeadlineStatus",
        "DraftStatusEnum": "cases.models.draft.Draft.Status",
        "EvidenceKindEnum": "cases.models.inquiry.EvidenceKind",
        "ExportKindEnum": "cases.models.file_export.FileExport.Kind",
        "ExportStatusEnum": "cases.models.file_export.FileExport.Status",
        "FindingEnum": "cases.models.lookback.Finding",
        "ItemStatusEnum": "cases.models.recommendation.ItemStatus",
        "OrganisationKindEnum": "agencies.models.organisation.OrganisationKind",
        "OutcomeEnum": "cases.models.judgment.Outcome",
        "ReferralKindEnum": "referrals.models.referral.REFERRAL_KIND_CHOICES",
        "ReplyKindEnum": "cases.models.recommendation.ReplyKind",
        "ResponseKindEnum": "cases.models.notice.ResponseKind",
        "SupportedOutcomeEnum": "cases.models.support.SupportedOutcome",
    },
}

# --- Work outside the request ---------------------------------------------------------------------

CELERY_TASK_IGNORE_RESULT = True
# A task is only a wake-up: lost with its worker it is sent again, and twice does nothing twice.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = WAKE_UPS

# --- Mail and logs --------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "pilit@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where people reach the pages, for links in mails; without it mails have none.
PILIT_PUBLIC_URL = env.site("PILIT_PUBLIC_URL")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # One line a task and minute says nothing; failures are errors and stay.
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        # At its most talkative it would log what photos of reports tell of place and owner.
        "PIL": {"level": "INFO"},
    },
}
