-- The content of shared items, encrypted. Unlike the events it may go: erasing an item deletes it with its key.
CREATE SCHEMA vault;

-- One row per content. wrapped: its key under the master key; completed_at: when all of it had arrived, and fitted the
-- hash of its item. Only then does it have a size.
CREATE TABLE vault.contents (
    content_id uuid PRIMARY KEY,
    item_id uuid NOT NULL,
    size_bytes bigint CHECK (size_bytes >= 0),
    wrapped bytea NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    CHECK ((size_bytes IS NULL) = (completed_at IS NULL))
) WITH (
    -- A key that was destroyed shall not lie about in a dead row, as in log.keys.
    autovacuum_vacuum_threshold = 0,
    autovacuum_vacuum_scale_factor = 0
);
CREATE INDEX contents_item ON vault.contents (item_id);

-- Its parts in order, each encrypted by itself (domain/storage/vault.py). Ciphertext does not compress.
CREATE TABLE vault.chunks (
    content_id uuid NOT NULL REFERENCES vault.contents ON DELETE CASCADE,
    place integer NOT NULL CHECK (place >= 0),
    box bytea NOT NULL,
    PRIMARY KEY (content_id, place)
);
ALTER TABLE vault.chunks ALTER COLUMN box SET STORAGE EXTERNAL;

GRANT USAGE ON SCHEMA vault TO entente_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON vault.contents TO entente_app;
GRANT SELECT, INSERT, DELETE ON vault.chunks TO entente_app;
