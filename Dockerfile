# The application's image: web, worker, beat and the one-off commands differ only in what they start.
# Build arguments choose other base images, for example of a registry inside the organisation.
ARG PYTHON_IMAGE=python:3.13-slim-trixie
ARG NODE_IMAGE=node:24-trixie-slim

FROM ${NODE_IMAGE} AS front-end
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci

FROM ${PYTHON_IMAGE} AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
# `requirements-s3.lock` has in addition what an S3-compatible store of uploads needs.
ARG REQUIREMENTS=requirements.lock
COPY requirements.lock requirements-s3.lock ./
RUN python -m venv /opt/pilit/venv \
    && /opt/pilit/venv/bin/pip install --require-hashes --requirement "$REQUIREMENTS"

FROM packages AS application
WORKDIR /opt/pilit/app
COPY . .
COPY --from=front-end /src/node_modules node_modules
# Under the development settings, whose keys go with PILIT_HOME; neither command asks a server.
RUN /opt/pilit/venv/bin/python -c "from scripts.frontend import pick_files; pick_files()" \
    && rm -rf node_modules \
    && export PILIT_HOME=/tmp/pilit \
    && /opt/pilit/venv/bin/python manage.py messages --compile \
    && /opt/pilit/venv/bin/python manage.py collectstatic --no-input --ignore '*.gz' -v 0 \
    && rm -rf build/vendor/* /tmp/pilit \
    && /opt/pilit/venv/bin/python -m compileall -q pilit agencies cases

FROM ${PYTHON_IMAGE}
RUN useradd --system --uid 10001 --home-dir /var/lib/pilit --create-home pilit
ENV PATH=/opt/pilit/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=pilit.settings.production \
    PILIT_HOME=/var/lib/pilit
COPY --from=packages /opt/pilit/venv /opt/pilit/venv
# The application's files are root's: what runs cannot change what it runs.
COPY --from=application /opt/pilit/app /opt/pilit/app
WORKDIR /opt/pilit/app
USER pilit
VOLUME /var/lib/pilit
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-m", "scripts.probe"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "20", \
     "pilit.wsgi:application"]
