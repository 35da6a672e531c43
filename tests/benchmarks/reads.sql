-- Beside what need_to_know.sql makes: 200 requests that are asked of Ada's agency, in her investigations; and request
-- cycles: one of each request elsewhere, and in her investigations five of each of 1,000 pairs of agencies.
SET search_path = read;
CREATE TEMP TABLE own AS SELECT investigation_id AS id, row_number() OVER (ORDER BY investigation_id) - 1 AS place,
    count(*) OVER () AS all_of_them
FROM membership WHERE member_id = 'ada';

INSERT INTO requests (request_id, investigation_id, state, is_sent, cycle, version, position, awaiting_clarification,
    awaiting_judicial_authorisation, postponed, escalated, requesting_agency_id, requested_agency_id, asked_agencies,
    instrument, urgency, crime_area, subject, purpose, link_of_purpose_and_data, legal_basis, use_restrictions,
    language, grounds, redirections, is_erased, opened_at, updated_at, next_due, sort_due, at_risk, opened_position,
    handling, need_rank, need_compartments, need_agencies, reminded_members, folded)
SELECT md5('asked' || n)::uuid, id, 'ACCEPTED', true, 1, 5, n, false, false, false, false, 'DE-SPOC', 'FR-SPOC',
    '{FR-SPOC}', 'EU_EIO', 'ROUTINE', 'CYBERCRIME', 'S', 'P', 'L', 'B', 'U', 'en', '{}', 0, false, now(), now(), at, at,
    tstzmultirange(tstzrange(at - interval '1 day', at, '[]')), n, '{}',
    CASE n % 5 WHEN 1 THEN 2 ELSE 0 END, '{}', NULL, '{}', '{}'
FROM generate_series(1, 200) n JOIN own ON place = n % all_of_them,
    LATERAL (SELECT now() + n * interval '1 hour') d (at);

INSERT INTO clocks (request_id, obligation, cycle, place, profile, citation, mark, binding, counting, state, started_at,
    base_due, effective_due, warn_at, suspended_s, extended_s, extensions, is_warned, is_breach_recorded, is_annulled,
    is_outstanding, is_breach_to_record, is_warning_to_raise)
SELECT request_id, 'EXECUTE', 1, 1, 'EU_EIO', 'Art. 12', 'ANSWERED', true, 'CALENDAR_DAY_END', 'RUNNING', opened_at, next_due,
    next_due, next_due - interval '1 day', 0, 0, 0, false, false, false, true, true, true
FROM requests WHERE requested_agency_id = 'FR-SPOC';

INSERT INTO agencies (agency_id, name, country, tz, languages, unit_count, version, folded)
SELECT 'A' || n, 'Agency ' || n, 'FR', 'UTC', '{en}', 0, 1, '{}' FROM generate_series(10, 42) n;

CREATE TEMP TABLE measured AS
SELECT r.request_id, r.investigation_id, r.requesting_agency_id AS asks, r.requested_agency_id AS asked, r.need_rank,
    r.need_compartments, r.position AS n
FROM requests r WHERE r.investigation_id NOT IN (SELECT id FROM own)
UNION ALL
SELECT md5('cycle' || p.n || '-' || c)::uuid, own.id, p.asks, p.asked, CASE c WHEN 1 THEN 2 ELSE 0 END, '{}', p.n + c
FROM (SELECT row_number() OVER (ORDER BY a, b) AS n, 'A' || a AS asks, 'A' || b AS asked
      FROM generate_series(10, 42) a, generate_series(10, 42) b WHERE a <> b LIMIT 1000) p,
    generate_series(1, 5) c JOIN own ON true
WHERE own.place = (p.n * 5 + c) % own.all_of_them;

INSERT INTO cooperation_cycles (request_id, cycle, investigation_id, requesting_agency_id, requested_agency_id,
    instrument, crime_area, urgency, need_rank, need_compartments, sent_at, received_at, finished_at, response_s,
    response_net_s, outcome, is_refused, grounds, clarifications, redirections, is_misrouted, from_position, from_at)
SELECT request_id, 1, investigation_id, asks, asked, 'EU_EIO', 'CYBERCRIME', 'ROUTINE', need_rank, need_compartments, at,
    at, at + n % 1000 * interval '1 minute', n % 1000 * 60, n % 1000 * 60,
    CASE WHEN n % 7 = 0 THEN 'NEGATIVE' ELSE 'POSITIVE' END, false, '{}', 0, 0, false, 0, at
FROM measured, LATERAL (SELECT now() - n % 365 * interval '1 day') d (at);

-- What PostGraphile has to have to answer for pairs at all, seen by the policies of whoever asks.
CREATE VIEW cooperation_pairs WITH (security_invoker) AS
SELECT requesting_agency_id AS from_agency_id, requested_agency_id AS to_agency_id, count(*) AS n,
    CASE WHEN count(*) >= 5 THEN count(*) FILTER (WHERE outcome IN ('POSITIVE', 'PARTIAL')) / count(*)::float8 END AS value
FROM cooperation_cycles WHERE withdrawn_at IS NULL AND finished_at IS NOT NULL GROUP BY 1, 2;
GRANT SELECT ON cooperation_pairs TO entente_reader;
