#!/bin/sh
# Makes the two roles and the database on a new cluster, as its superuser. docker-compose.yml runs it once;
# elsewhere it is run by hand with psql's own PGHOST, PGUSER and PGPASSWORD.
set -eu

psql --no-psqlrc --set=ON_ERROR_STOP=1 --dbname=postgres \
    --set=owner_password="$OWNER_DATABASE_PASSWORD" --set=app_password="$APP_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE pilit_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE pilit_app LOGIN PASSWORD :'app_password';
CREATE DATABASE pilit OWNER pilit_owner
    TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C.UTF-8';
\connect pilit
REVOKE ALL ON DATABASE pilit FROM PUBLIC;
GRANT CONNECT ON DATABASE pilit TO pilit_app;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO pilit_owner;
SQL
