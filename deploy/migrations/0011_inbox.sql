-- What gateways sent: how far each partition was read, what each message came to, and what waits for an operator.
-- All of it changes in the transaction in which the log grows, under the append lock (consumers/inbound).
CREATE SCHEMA inbox;

-- How far a partition was read. topic_id: a topic that was made anew begins at 0 again, and its offsets mean other messages.
CREATE TABLE inbox.partitions (
    topic text COLLATE "C" NOT NULL,
    partition integer NOT NULL CHECK (partition >= 0),
    topic_id uuid NOT NULL,
    next_offset bigint NOT NULL CHECK (next_offset >= 0),
    changed_at timestamptz NOT NULL DEFAULT now(),
    end_offset bigint, -- behind the last message that the broker had when it was last asked
    asked_at timestamptz,
    PRIMARY KEY (topic, partition)
);

-- The register: one row for each message, whatever came of it. Nothing of its content, but for a keyed digest.
-- message_id: of its source and id, or of its place where it does not tell these; line: what has to keep its order.
CREATE TABLE inbox.messages (
    message_id uuid PRIMARY KEY,
    topic text COLLATE "C" NOT NULL,
    topic_id uuid NOT NULL,
    partition integer NOT NULL,
    place bigint NOT NULL,
    line text COLLATE "C",
    source text COLLATE "C",
    id text COLLATE "C",
    type text COLLATE "C",
    digest bytea NOT NULL,
    state text COLLATE "C" NOT NULL CHECK (state IN ('APPLIED', 'REJECTED', 'PARKED', 'DISCARDED', 'REFUSED')),
    reason text COLLATE "C", -- of the last refusal
    field text COLLATE "C",
    attempts integer NOT NULL DEFAULT 0,
    position bigint, -- of the last event in the log that it brought about
    command_id uuid, -- of the command that was accepted
    trace text COLLATE "C", -- W3C Trace Context (traceparent), which what follows goes on with
    received_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((state = 'APPLIED') = (position IS NOT NULL)),
    CHECK (state <> 'PARKED' OR line IS NOT NULL)
);
CREATE INDEX messages_traced ON inbox.messages (command_id) WHERE trace IS NOT NULL;
CREATE INDEX messages_waiting ON inbox.messages (topic, line, place) WHERE state IN ('REJECTED', 'PARKED');

-- A message that came again, as it was: nothing happened.
CREATE TABLE inbox.repeats (
    topic_id uuid NOT NULL,
    partition integer NOT NULL,
    place bigint NOT NULL,
    message_id uuid NOT NULL REFERENCES inbox.messages,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic_id, partition, place)
);

-- What was rejected or parked, byte for byte, encrypted under a key of its own; gone once nobody needs it any more.
CREATE TABLE inbox.originals (
    message_id uuid PRIMARY KEY REFERENCES inbox.messages,
    wrapped bytea NOT NULL,
    box bytea NOT NULL
) WITH (
    -- A key that was destroyed shall not lie about in a dead row, as in log.keys.
    autovacuum_vacuum_threshold = 0,
    autovacuum_vacuum_scale_factor = 0
);

-- Dead letters in the order in which they were written, without gaps. published_at: of what its sender was told.
CREATE TABLE inbox.letters (
    letter bigint PRIMARY KEY,
    message_id uuid NOT NULL UNIQUE REFERENCES inbox.messages,
    reason text COLLATE "C" NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz
);
CREATE INDEX letters_unpublished ON inbox.letters (letter) WHERE published_at IS NULL;

-- What operators did about messages: never changed.
CREATE TABLE inbox.acts (
    act bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id uuid REFERENCES inbox.messages,
    topic text COLLATE "C" NOT NULL, -- of the message, or of what was made anew
    verb text COLLATE "C" NOT NULL CHECK (verb IN ('SHOW', 'RETRY', 'EDIT', 'DISCARD', 'RENEW')),
    actor text COLLATE "C" NOT NULL,
    note text NOT NULL,
    came_to text COLLATE "C" NOT NULL,
    acted_at timestamptz NOT NULL DEFAULT now()
);

GRANT USAGE ON SCHEMA inbox TO entente_app;
GRANT SELECT, INSERT, UPDATE ON inbox.partitions, inbox.messages TO entente_app;
GRANT DELETE ON inbox.partitions TO entente_app;
GRANT SELECT, INSERT ON inbox.repeats, inbox.letters, inbox.acts TO entente_app;
GRANT UPDATE (published_at) ON inbox.letters TO entente_app;
GRANT SELECT, INSERT, DELETE ON inbox.originals TO entente_app;
