#!/bin/sh
# Holds the production settings against Django's deployment checks, with made-up servers and keys.
set -eu
cd "$(dirname "$0")/.."

export DJANGO_SETTINGS_MODULE=pilit.settings.production
export SECRET_KEY=checked-only-7Vh2qLr9XbT4mZc8WnP3sKd6JfG1yQaE5uRo0iDtBx
export PILIT_FIELD_KEY=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=
export DATABASE_URL=postgresql://pilit_app@database.invalid/pilit
export DATABASE_OWNER_URL=postgresql://pilit_owner@database.invalid/pilit
export REDIS_URL=redis://broker.invalid:6379/0
export EMAIL_URL=smtp://mail.invalid
export ALLOWED_HOSTS=pilit.invalid
export CSRF_TRUSTED_ORIGINS=https://pilit.invalid

exec ${PYTHON:-.venv/bin/python} manage.py check --deploy --fail-level WARNING
