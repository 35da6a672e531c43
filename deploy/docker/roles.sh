#!/bin/sh
# Makes the roles and the database of deploy/RUNBOOK.md, once, when the server is first started.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
    --set owner="$OWNER_PASSWORD" --set serving="$SERVING_PASSWORD" <<'SQL'
CREATE ROLE entente_owner LOGIN PASSWORD :'owner';
CREATE ROLE entente_app NOLOGIN;
CREATE ROLE entente_reader NOLOGIN;
GRANT entente_reader TO entente_app;
CREATE ROLE entente LOGIN PASSWORD :'serving' IN ROLE entente_app;
GRANT entente_app TO entente_owner;
CREATE DATABASE entente OWNER entente_owner TEMPLATE template0 ENCODING 'UTF8';
SQL
