-- The keys of what people wrote: each opens the sealed texts of one event. Destroying a key erases these texts for good,
-- although the event stands; so these rows, unlike the events, may go. They may not change.
CREATE TABLE log.keys (
    position bigint PRIMARY KEY,
    wrapped bytea NOT NULL
) WITH (
    -- A key that was destroyed shall not lie about in a dead row: the next round of autovacuum clears it away.
    autovacuum_vacuum_threshold = 0,
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 10000,
    autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.02
);

GRANT SELECT, INSERT, DELETE ON log.keys TO entente_app;
