"""Settings for development and for trying the system out: `make run`.

Nothing need be set. Keys are made once and kept under PILIT_HOME; database, cache and broker are
the embedded ones, which `manage.py` starts.
"""

from pilit.embedded.home import Home
from pilit.settings.base import *
from pilit.settings.keys import stored_secret
from pilit.settings.servers import celery_broker, redis_cache

DEBUG = env.flag("DEBUG", default=True)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

SECRET_KEY = env.optional("SECRET_KEY") or stored_secret(PILIT_HOME, "secret-key")
# Encrypts sealed fields; URL-safe base64 of 32 bytes. Losing it loses what it sealed.
PILIT_FIELD_KEY = env.optional("PILIT_FIELD_KEY") or stored_secret(PILIT_HOME, "field-key")
# The one password of all demo users.
DEMO_PASSWORD = env.optional("PILIT_DEMO_PASSWORD") or stored_secret(PILIT_HOME, "demo-password")

_embedded = Home(PILIT_HOME).addresses()
DATABASES = {"default": env.database("DATABASE_URL", _embedded.application)}
_owner = env.optional("DATABASE_OWNER_URL")
if _owner is None and env.optional("DATABASE_URL") is None:
    _owner = _embedded.owner
if _owner is not None:
    DATABASES["owner"] = env.database("DATABASE_OWNER_URL", _owner)
if env.optional("DATABASE_REPLICA_URL"):
    DATABASES["replica"] = env.database("DATABASE_REPLICA_URL")
    REPLICA_ALIAS = "replica"

REDIS_URL = env.redis("REDIS_URL", _embedded.redis)
CACHES = redis_cache(REDIS_URL)
CELERY_BROKER_URL = celery_broker(REDIS_URL)

MAILERS = {"default": env.mailer("EMAIL_URL", "console:")}
