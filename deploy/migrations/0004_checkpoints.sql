-- The Merkle tree over the log, as far as it is worth keeping: complete subtrees of 256 events and more, two rows for each 256.

-- hash: of the subtree over the events from ordinal * 2^level + 1 on, 2^level of them (domain/storage/merkle.py).
CREATE TABLE log.subtrees (
    level smallint NOT NULL CHECK (level BETWEEN 8 AND 62),
    ordinal bigint NOT NULL CHECK (ordinal >= 0),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, ordinal)
);

CREATE TRIGGER subtrees_are_facts BEFORE UPDATE OR DELETE OR TRUNCATE ON log.subtrees
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();

-- Checkpoints are few among many events, and are looked for by what they are.
CREATE INDEX events_checkpoint ON log.events (notification_id) WHERE topic LIKE 'checkpoint.%';

GRANT SELECT, INSERT ON log.subtrees TO entente_app;
