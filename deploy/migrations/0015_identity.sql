-- Who is signed in, and what was revoked: about doors, not about cases, so none of it is an event.
CREATE SCHEMA identity;

-- A browser that is signed in. digest: of the secret in its cookie, which stands nowhere; sign_in: digest of what it was
-- begun with, so that nothing begins two. subject, issuer_session: what the provider calls person and session.
-- issuer_token: the provider's id token, encrypted under a key that is made of the secret in the cookie.
CREATE TABLE identity.sessions (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
    sign_in bytea NOT NULL UNIQUE CHECK (octet_length(sign_in) = 32),
    member_id text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    unit_id text COLLATE "C",
    roles text[] COLLATE "C" NOT NULL,
    token_id text COLLATE "C",
    subject text COLLATE "C",
    issuer_session text COLLATE "C",
    issuer_token bytea,
    issued_at timestamptz NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ends_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX sessions_over ON identity.sessions (ends_at);
CREATE INDEX sessions_ended ON identity.sessions (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX sessions_of_subject ON identity.sessions (subject) WHERE ended_at IS NULL;

-- What is not good any more if it was issued or begun until then. agency_id: of a member that is revoked for one agency
-- alone, else empty.
CREATE TABLE identity.revocations (
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('MEMBER', 'AGENCY', 'TOKEN', 'MACHINE')),
    name text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL DEFAULT '',
    revoked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (kind, name, agency_id)
);

-- Counts what was ended or revoked, in the order of commits: whoever missed the announcement sees it by the number.
CREATE TABLE identity.changes (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    number bigint NOT NULL DEFAULT 0
);
INSERT INTO identity.changes DEFAULT VALUES;

CREATE FUNCTION identity.announce() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE identity.changes SET number = number + 1;
    NOTIFY entente_identity;
    RETURN NULL;
END;
$$;
CREATE TRIGGER revoked AFTER INSERT OR UPDATE OR DELETE ON identity.revocations
    FOR EACH STATEMENT EXECUTE FUNCTION identity.announce();
CREATE TRIGGER ended AFTER UPDATE OF ended_at ON identity.sessions
    FOR EACH STATEMENT EXECUTE FUNCTION identity.announce();

GRANT USAGE ON SCHEMA identity TO entente_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.sessions TO entente_app;
GRANT SELECT, INSERT, UPDATE ON identity.revocations TO entente_app;
GRANT SELECT ON identity.changes TO entente_app;
