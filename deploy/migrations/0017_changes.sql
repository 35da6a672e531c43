-- How often rows of a read model changed, by which an answer that was kept is known to hold still. Where read models were
-- never prepared there is nothing to do: projections/engine/position.sql makes these columns with their tables.
ALTER TABLE IF EXISTS read.position ADD COLUMN IF NOT EXISTS changes bigint NOT NULL DEFAULT 0;
ALTER TABLE IF EXISTS read.part ADD COLUMN IF NOT EXISTS changes bigint NOT NULL DEFAULT 0;
