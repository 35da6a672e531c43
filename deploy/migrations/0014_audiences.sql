-- The log is told to ourselves and to the agencies, each on its own (consumers/outbound/audience.py). What was published
-- before was told to both at once: each goes on from there.
ALTER TABLE outbox.published
    DROP COLUMN only_one,
    ADD COLUMN audience text COLLATE "C" NOT NULL DEFAULT 'AGENCIES' CHECK (audience IN ('OURSELVES', 'AGENCIES'));
INSERT INTO outbox.published (audience, epoch, position, leaf, messages, events_per_s, published_at)
    SELECT 'OURSELVES', epoch, position, leaf, messages, events_per_s, published_at FROM outbox.published;
ALTER TABLE outbox.published ALTER COLUMN audience DROP DEFAULT, ADD PRIMARY KEY (audience);

-- Why telling an audience stands still, until it goes on. What was noted before is found again by who starts.
DROP TABLE outbox.stop;
CREATE TABLE outbox.stop (
    audience text COLLATE "C" PRIMARY KEY CHECK (audience IN ('OURSELVES', 'AGENCIES')),
    fault text NOT NULL,
    stopped_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox.stop TO entente_app;
