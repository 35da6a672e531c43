-- The content of shared items, encrypted. Unlike the events it may go: erasing an item deletes it with its key.
CREATE SCHEMA vault;

-- One row per content. wrapped: its key under the master key; is_complete: all of it arrived, and it fits its hash.
CREATE TABLE vault.contents (
    content_id uuid PRIMARY KEY,
    item_id uuid NOT NULL,
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    size_bytes bigint NOT NULL DEFAULT 0 CHECK (size_bytes >= 0),
    wrapped bytea NOT NULL,
    is_complete boolean NOT NULL DEFAULT false,
    begun_at timestamptz NOT NULL DEFAULT now()
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
