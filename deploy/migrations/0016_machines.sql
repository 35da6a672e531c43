-- Machines that come in by a client certificate, as the operator registered them: each acts as a member of its own id.
-- fingerprint: SHA-256 of the certificate (DER); subject: for the operator's eyes alone; ends_at: of the certificate.
CREATE TABLE identity.machines (
    fingerprint bytea PRIMARY KEY CHECK (octet_length(fingerprint) = 32),
    subject text NOT NULL,
    member_id text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    unit_id text COLLATE "C",
    roles text[] COLLATE "C" NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ends_at timestamptz NOT NULL
);
CREATE TRIGGER machines_changed AFTER INSERT OR UPDATE OR DELETE ON identity.machines
    FOR EACH STATEMENT EXECUTE FUNCTION identity.announce();
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.machines TO entente_app;
