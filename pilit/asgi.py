"""The ASGI application, for servers that want one."""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application
from granian.utils.proxies import wrap_asgi_with_proxy_headers

from pilit.embedded.environment import prepare_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilit.settings.dev")
prepare_environment(os.environ)

application = wrap_asgi_with_proxy_headers(
    get_asgi_application(), trusted_hosts=settings.TRUSTED_PROXIES
)
