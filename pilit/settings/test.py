"""Settings for tests: one embedded server for all test processes, a database for each.

`tests/conftest.py` starts the servers. PILIT_TEST_DATABASE_URL and PILIT_TEST_REDIS_URL name
others; the database role must own what it makes and may create databases.
"""

import os

from pilit.embedded.home import Home
from pilit.settings.base import *
from pilit.settings.servers import redis_cache

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SECRET_KEY = "tests-only-" + "0" * 40
PILIT_FIELD_KEY = "A" * 43 + "="
DEMO_PASSWORD = "pilit-tests"
PILIT_REQUIRE_OTP = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The first process of a run names it and the processes it starts inherit the name, so that two runs
# in one checkout do not take each other's databases.
TEST_RUN = os.environ.setdefault("PILIT_TEST_RUN", str(os.getpid()))
TEST_HOME = env.path("PILIT_TEST_HOME", BASE_DIR / "var" / "test")
_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")

_embedded = Home(TEST_HOME).addresses()
DATABASES = {"default": env.database("PILIT_TEST_DATABASE_URL", _embedded.owner)}
DATABASES["default"]["TEST"] = {"NAME": f"test_pilit_{TEST_RUN}"}
CACHES = redis_cache(
    env.redis("PILIT_TEST_REDIS_URL", _embedded.redis), prefix=f"test:{TEST_RUN}:{_worker}"
)
CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True

MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
PILIT_HOME = TEST_HOME
MEDIA_ROOT = TEST_HOME / "media" / TEST_RUN
# Pages in tests need no collected files.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
LOGGING["root"]["level"] = "WARNING"
