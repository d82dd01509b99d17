"""The ASGI application, for servers that want one."""

import os

from django.core.asgi import get_asgi_application

from pilit.embedded.environment import prepare_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilit.settings.dev")
prepare_environment(os.environ)

application = get_asgi_application()
