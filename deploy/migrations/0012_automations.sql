-- How far each automation has followed the log, and what it is still to do (consumers/automations). All of it may be
-- dropped: an automation that begins again repeats the commands that it gave, and a repeated command is no second one.
CREATE SCHEMA IF NOT EXISTS automations AUTHORIZATION entente_app;
SET LOCAL ROLE entente_app;

CREATE TABLE automations.position (
    automation text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
    fault text,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (
    -- Updated in place all day long, as read.position is.
    fillfactor = 10,
    autovacuum_vacuum_threshold = 100,
    autovacuum_vacuum_scale_factor = 0
);

COMMENT ON COLUMN automations.position.fault IS 'why the automation stopped, and at which event; NULL while it follows';

-- What follows from an event later than at once. position: of that event; step: which of all that follows from it.
CREATE TABLE automations.agenda (
    automation text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    step text COLLATE "C" NOT NULL,
    due timestamptz NOT NULL,
    PRIMARY KEY (automation, position, step)
);
CREATE INDEX agenda_due ON automations.agenda (due);
RESET ROLE;
