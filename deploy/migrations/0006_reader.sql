-- The role as which people's questions are answered: it owns nothing, changes nothing, and sees of the read models what
-- their policies let through (projections/need_to_know.py), whatever a statement asks for. Of the log it sees nothing.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'entente_reader') THEN
        CREATE ROLE entente_reader NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END;
$$;

DO $$
BEGIN
    IF NOT pg_has_role('entente_app', 'entente_reader', 'MEMBER') THEN
        GRANT entente_reader TO entente_app;
    END IF;
END;
$$;

GRANT USAGE ON SCHEMA read TO entente_reader;

-- What the reader may know of the log: its length, by which health tells how far the read models are behind.
CREATE FUNCTION log.length() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'SELECT coalesce(max(notification_id), 0) FROM log.events';
REVOKE ALL ON FUNCTION log.length() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.length() TO entente_app, entente_reader;
GRANT USAGE ON SCHEMA log TO entente_reader;

-- The reader's own memberships, on which the policies of all read models rest. Nobody has any before the investigations'
-- read model puts its own in this view's place, with the same columns (projections/investigations/reader.sql).
CREATE VIEW read.reader_membership AS
SELECT NULL::uuid AS investigation_id,
       NULL::text COLLATE "C" AS member_id,
       NULL::text COLLATE "C" AS agency_id,
       NULL::boolean AS is_active,
       NULL::smallint AS clearance_rank,
       NULL::date AS clearance_until,
       NULL::text[] COLLATE "C" AS compartments,
       NULL::text COLLATE "C" AS role,
       NULL::boolean AS is_administrator
WHERE false;
ALTER VIEW read.reader_membership OWNER TO entente_app;
