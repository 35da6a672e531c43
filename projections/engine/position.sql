-- How far each read model has folded the log; one row per read model, written once per batch.
CREATE SCHEMA IF NOT EXISTS read;

CREATE TABLE IF NOT EXISTS read.position (
    model text COLLATE "C" PRIMARY KEY,
    version integer NOT NULL,
    position bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
    generation integer NOT NULL DEFAULT 1,
    fault text,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (
    -- Updated in place all day long: room for new versions of a row on its page, and vacuumed when a hundred are dead.
    fillfactor = 10,
    autovacuum_vacuum_threshold = 100,
    autovacuum_vacuum_scale_factor = 0
);

COMMENT ON COLUMN read.position.generation IS 'raised by each rebuild; who follows starts its memory anew';
COMMENT ON COLUMN read.position.fault IS 'why the read model stopped, and at which event; NULL while it follows';

-- A reader waits until a read model has reached its own command.
GRANT SELECT ON read.position TO entente_reader;
