"""The WSGI application, which the web server loads."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from pilit.embedded.environment import prepare_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilit.settings.dev")
prepare_environment(os.environ)

application = wrap_wsgi_with_proxy_headers(
    get_wsgi_application(), trusted_hosts=settings.TRUSTED_PROXIES
)
