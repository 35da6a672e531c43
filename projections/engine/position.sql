-- How far each read model has folded the log; one row per read model, written once per batch.
CREATE SCHEMA IF NOT EXISTS read;

CREATE TABLE IF NOT EXISTS read.position (
    model text COLLATE "C" PRIMARY KEY,
    version integer NOT NULL,
    position bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
    generation integer NOT NULL DEFAULT 1,
    changes bigint NOT NULL DEFAULT 0,
    fault text,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (
    -- Updated in place all day long: room for new versions of a row on its page, and vacuumed when a hundred are dead.
    fillfactor = 10,
    autovacuum_vacuum_threshold = 100,
    autovacuum_vacuum_scale_factor = 0
);

COMMENT ON COLUMN read.position.generation IS 'raised by each rebuild; who follows starts its memory anew';
COMMENT ON COLUMN read.position.changes IS 'batches that wrote or changed any row: most events are nothing to most read models';
COMMENT ON COLUMN read.position.fault IS 'why the read model stopped, and at which event; NULL while it follows';

-- A reader waits until a read model has reached its own command.
GRANT SELECT ON read.position TO entente_reader;

-- Rebuilds under way, and those that were broken off: how far the tables aside hold the log. A row goes with its rebuild.
CREATE TABLE IF NOT EXISTS read.rebuild (
    model text COLLATE "C" PRIMARY KEY,
    version integer NOT NULL,
    position bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
    head bigint NOT NULL DEFAULT 0,
    fault text,
    went_on_from bigint NOT NULL DEFAULT 0,
    went_on_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (
    fillfactor = 10,
    autovacuum_vacuum_threshold = 100,
    autovacuum_vacuum_scale_factor = 0
);

COMMENT ON COLUMN read.rebuild.head IS 'where the log ended when it began or went on';
COMMENT ON COLUMN read.rebuild.went_on_from IS 'where the process that works or worked last took it up, at went_on_at';

-- How fast each read model folded last; written once a second at most, and worth nothing to the folding.
CREATE TABLE IF NOT EXISTS read.speed (
    model text COLLATE "C" PRIMARY KEY,
    events_per_s double precision NOT NULL,
    processor_us double precision NOT NULL,
    measured_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 10);

COMMENT ON COLUMN read.speed.processor_us IS 'processor time of an event in the process that folds, in microseconds';

-- Read models that several processes fold at the same time, each of them parts of the log: from where their events are
-- counted. There is no row while one process follows for all.
CREATE TABLE IF NOT EXISTS read.parted (
    model text COLLATE "C" PRIMARY KEY,
    base bigint NOT NULL CHECK (base >= 0)
);

-- How far each part was folded into each of them; changes in the transaction of the rows, and only for whoever knows how it was.
CREATE TABLE IF NOT EXISTS read.part (
    model text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    number integer NOT NULL CHECK (number >= 0),
    place bigint NOT NULL DEFAULT 0 CHECK (place >= 0),
    position bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
    events bigint NOT NULL DEFAULT 0 CHECK (events >= 0),
    changes bigint NOT NULL DEFAULT 0,
    is_whole boolean NOT NULL DEFAULT true,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model, source, number)
) WITH (
    fillfactor = 10,
    autovacuum_vacuum_threshold = 100,
    autovacuum_vacuum_scale_factor = 0
);

-- Whoever keeps an answer has to see that something was folded.
GRANT SELECT ON read.part TO entente_reader;

COMMENT ON COLUMN read.part.place IS 'where to go on, as the part itself counts';
COMMENT ON COLUMN read.part.position IS 'of the last event of the part that was folded, in the log';
COMMENT ON COLUMN read.part.events IS 'events of the part that were folded behind the base';
COMMENT ON COLUMN read.part.changes IS 'batches of the part that wrote or changed any row';
COMMENT ON COLUMN read.part.is_whole IS 'false where what stood before place was gone before it was read';
