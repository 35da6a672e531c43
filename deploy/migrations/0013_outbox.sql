-- What was published of the log: a mirror for those who watch. The broker's own position decides, which changes in the
-- transaction of the messages (consumers/outbound).
CREATE SCHEMA outbox;

-- One row. epoch: grows where a restored log goes on in the place of another; leaf: hash of the event at the position.
CREATE TABLE outbox.published (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    epoch integer NOT NULL CHECK (epoch > 0),
    position bigint NOT NULL CHECK (position >= 0),
    leaf bytea NOT NULL,
    messages bigint NOT NULL, -- of this epoch, to all topics together
    events_per_s double precision, -- of the last stretch
    published_at timestamptz NOT NULL DEFAULT now()
);

-- The agencies that have a topic. topic_id: one made anew under the same name has another; since: told of what comes behind.
CREATE TABLE outbox.recipients (
    agency_id text COLLATE "C" PRIMARY KEY,
    topic_id uuid NOT NULL,
    since bigint NOT NULL,
    admitted_at timestamptz NOT NULL DEFAULT now()
);

-- Why publishing stands still, until it goes on: one row at most.
CREATE TABLE outbox.stop (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    fault text NOT NULL,
    stopped_at timestamptz NOT NULL DEFAULT now()
);

GRANT USAGE ON SCHEMA outbox TO entente_app;
GRANT SELECT, INSERT, UPDATE ON outbox.published TO entente_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox.recipients, outbox.stop TO entente_app;
