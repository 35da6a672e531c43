-- One row per checkpoint. note: signed, with every countersignature so far; witnesses: the agencies that countersigned.
CREATE TABLE checkpoints (
    checkpoint_id uuid PRIMARY KEY,
    origin text NOT NULL,
    size bigint NOT NULL,
    root text COLLATE "C" NOT NULL,
    note text NOT NULL,
    key text NOT NULL,
    witnesses text[] NOT NULL,
    sealed_at timestamptz NOT NULL,
    position bigint NOT NULL -- of the event that sealed it
);
CREATE INDEX checkpoints_order ON checkpoints (position);
