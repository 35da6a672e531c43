-- Of 400 investigations Ada is a member of one. In each: 4 members, 6 requests, 2 items, 3 follow-ups, 25 entries. One
-- request of six asks for a clearance that she has, one for a compartment that she does not hold; the items for RESTRICTED
-- and CONFIDENTIAL, which she is cleared for. A fifth of the entries are of such requests, a fifth of items.
SET search_path = read;
CREATE TEMP TABLE cases AS SELECT n, md5('case' || n)::uuid AS id, n % 400 = 0 AS is_own
FROM generate_series(1, :cases) n;

INSERT INTO investigations (investigation_id, reference, title, phase, crime_areas, legal_basis, lead_agency_id,
    compartments, active_partners, active_members, opened_at, updated_at, version, position, is_erased, folded)
SELECT id, 'R' || n, 'T' || n, 'OPERATIONAL', '{CYBERCRIME}', 'JIT_AGREEMENT', 'DE-SPOC', '{A,B}', 2, 4, now(), now(),
    1, n, false, '{}' FROM cases;

INSERT INTO membership (investigation_id, member_id, agency_id, role, is_active, is_administrator, clearance_rank,
    compartments, active_from)
SELECT id, CASE WHEN m = 1 AND is_own THEN 'ada' ELSE 'p' || n || '-' || m END,
    CASE WHEN m = 1 AND is_own THEN 'FR-SPOC' ELSE 'DE-SPOC' END, 'MEMBER', true, false, 2, '{A}', now()
FROM cases, generate_series(1, 4) m;

INSERT INTO requests (request_id, investigation_id, state, is_sent, cycle, version, position, awaiting_clarification,
    awaiting_judicial_authorisation, postponed, escalated, requesting_agency_id, requested_agency_id, asked_agencies,
    instrument, urgency, crime_area, subject, purpose, link_of_purpose_and_data, legal_basis, use_restrictions,
    language, grounds, redirections, is_erased, opened_at, updated_at, next_due, sort_due, at_risk, opened_position,
    handling, need_rank, need_compartments, need_agencies, reminded_members, folded)
SELECT md5('request' || n || '-' || r)::uuid, id, 'ACCEPTED', true, 1, 5, n * 10 + r, false, false, false, false,
    'FR-SPOC', 'DE-SPOC', '{DE-SPOC}', 'EU_EIO', 'ROUTINE', 'CYBERCRIME', 'S', 'P', 'L', 'B', 'U', 'en', '{}', 0, false,
    now(), now(), at, at, tstzmultirange(tstzrange(at - interval '1 day', at, '[]')), n * 10 + r, '{}',
    CASE r WHEN 1 THEN 2 ELSE 0 END,
    CASE r WHEN 2 THEN '{B}'::text[] ELSE '{}' END, NULL, '{}', '{}'
FROM cases, generate_series(1, 6) r, LATERAL (SELECT now() + (n * 7 + r) * interval '1 minute') d (at);

INSERT INTO items (item_id, investigation_id, kind, originator_agency_id, title, provenance, purpose, legal_basis,
    content_sha256, has_content, is_held, is_erased, registered_at, version)
SELECT md5('item' || n || '-' || i)::uuid, id, 'INTELLIGENCE', 'DE-SPOC', 'T', 'P', 'P', 'L', 'ab', false, false, false,
    now(), 2 FROM cases, generate_series(1, 2) i;

INSERT INTO item_holders (item_id, investigation_id, agency_id, is_owner, need_rank, need_compartments, is_red, persons,
    handling, request_ids, is_spontaneous, since, since_position, updated_at, version, position)
SELECT md5('item' || n || '-' || i)::uuid, id, agency, agency = 'DE-SPOC', i, '{}', false, '{}', '{}', '{}', true,
    now(), n * 10 + i, now(), 2, n * 10 + i
FROM cases, generate_series(1, 2) i, unnest(ARRAY['DE-SPOC', 'FR-SPOC']) agency;

INSERT INTO timeline_holders SELECT item_id, investigation_id, agency_id, is_owner, need_rank, need_compartments,
    is_red, persons FROM item_holders;

INSERT INTO followup_holders SELECT * FROM timeline_holders;

INSERT INTO timeline_requests (request_id, investigation_id, requesting_agency_id, requested_agency_id, asked_agencies,
    is_sent, cycle, need_rank, need_compartments, need_agencies)
SELECT request_id, investigation_id, requesting_agency_id, requested_agency_id, asked_agencies, true, 1, need_rank,
    need_compartments, need_agencies FROM requests;

INSERT INTO followup_requests
SELECT request_id, investigation_id, requesting_agency_id, need_rank, need_compartments, need_agencies
FROM requests WHERE need_rank > 0 OR need_compartments <> '{}';

INSERT INTO followups (followup_id, investigation_id, stage, is_outstanding, source, source_ref, task,
    opened_by_agency_id, opened_by, progress_notes, is_erased, opened_at, updated_at, version, position, sort_due,
    need_request, need_item, folded)
SELECT md5('followup' || n || '-' || f)::uuid, id, 'OPEN', true, 'MEETING', 'M', 'T', 'DE-SPOC', 'p', 0, false, now(),
    now(), 1, n * 10 + f, now() + n * interval '1 minute',
    CASE f WHEN 1 THEN md5('request' || n || '-1')::uuid END, CASE f WHEN 2 THEN md5('item' || n || '-1')::uuid END, '{}'
FROM cases, generate_series(1, 3) f;

INSERT INTO timeline_entries (position, case_id, event_id, stream_id, request_id, item_id, kind, category,
    from_agency_id, to_agency_id, agencies, sort_at, occurred_from, occurred_precision, occurred_tz, recorded_at,
    actor_id, actor_kind, actor_agency_id, channel, summary_arguments, entry_text, is_erased, is_system, cycle, seen_by,
    then_rank, then_compartments, then_red, is_of_compartment, is_guarded, need_request, need_item)
SELECT n * :entries + e, id, md5('event' || n || '-' || e)::uuid, id,
    CASE WHEN e % 5 > 0 THEN md5('request' || n || '-' || r)::uuid END,
    CASE WHEN e % 5 = 0 THEN md5('item' || n || '-' || 1 + e % 2)::uuid END,
    'request.ReminderSent', 'REQUEST', 'FR-SPOC', 'DE-SPOC', '{FR-SPOC,DE-SPOC}', at, at, 'SECOND', 'UTC', at, 'p',
    'PERSON', 'FR-SPOC', 'OTHER', '{}', 'Some words', false, false, 1, NULL,
    CASE WHEN e % 5 = 0 THEN 1 + e % 2 WHEN e % 5 = 1 AND r = 1 THEN 2 ELSE 0 END,
    CASE WHEN e % 5 = 1 AND r = 2 THEN '{B}'::text[] ELSE '{}' END, false, false, false,
    CASE WHEN e % 5 = 1 THEN md5('request' || n || '-' || r)::uuid END,
    CASE WHEN e % 5 = 0 THEN md5('item' || n || '-' || 1 + e % 2)::uuid END
FROM cases, generate_series(1, :entries) e,
    LATERAL (SELECT CASE WHEN e % 5 = 1 THEN 1 + e / 5 % 2 ELSE 3 + e % 4 END, now() - e * interval '1 minute') d (r, at);
