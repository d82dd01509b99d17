"""Settings for production: the environment names every server and secret (docs/operations.md)."""

from pilit.settings.base import *
from pilit.settings.servers import celery_broker, redis_cache

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
PILIT_FIELD_KEY = env.text("PILIT_FIELD_KEY")
DEMO_PASSWORD = ""
PILIT_REQUIRE_OTP = env.flag("PILIT_REQUIRE_OTP", default=True)

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
# Probes come from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# Whose word counts on where a request came from and whether by TLS: addresses or networks.
TRUSTED_PROXIES = env.words("TRUSTED_PROXIES", ("127.0.0.1",))
SECURE_HSTS_SECONDS = env.integer("SECURE_HSTS_SECONDS", 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

DATABASES = {"default": env.database("DATABASE_URL")}
if env.optional("DATABASE_OWNER_URL"):
    DATABASES["owner"] = env.database("DATABASE_OWNER_URL")
if env.optional("DATABASE_REPLICA_URL"):
    DATABASES["replica"] = env.database("DATABASE_REPLICA_URL")
    REPLICA_ALIAS = "replica"

MAILERS = {"default": env.mailer("EMAIL_URL")}
REDIS_URL = env.redis("REDIS_URL")
CACHES = redis_cache(REDIS_URL)
CELERY_BROKER_URL = celery_broker(REDIS_URL)

if env.optional("S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.text("S3_BUCKET"),
            "endpoint_url": env.optional("S3_ENDPOINT_URL"),
            "access_key": env.optional("S3_ACCESS_KEY"),
            "secret_key": env.optional("S3_SECRET_KEY"),
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
