-- The hash of each event by itself, as the Merkle tree takes it: found out when the event is appended, so that sealing
-- a checkpoint need not read the events again. Events of before have none; theirs is computed when it is asked for.
ALTER TABLE log.events ADD COLUMN leaf bytea CHECK (octet_length(leaf) = 32);
