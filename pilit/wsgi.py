"""The WSGI application, which the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from pilit.embedded.environment import prepare_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilit.settings.dev")
prepare_environment(os.environ)

application = get_wsgi_application()
