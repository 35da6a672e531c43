-- The reader's own memberships, on which the policies of all read models rest: replaced, never dropped, since they do.
-- No clearance counts that is above the reader's ceiling; a program that tells none knows of none, and `least` passes over
-- null. Here and not in the policies, it holds for the policies that stand already.
-- It runs with the rights of its owner, to whom the policies of membership do not apply.
CREATE OR REPLACE VIEW read.reader_membership AS
SELECT m.investigation_id, m.member_id, m.agency_id, m.is_active,
       least(m.clearance_rank, nullif(current_setting('entente.ceiling', true), '')::smallint) AS clearance_rank,
       m.clearance_until, m.compartments,
       m.role, m.is_administrator
FROM membership m
WHERE m.member_id = nullif(current_setting('entente.member', true), '')
AND m.agency_id = nullif(current_setting('entente.agency', true), '');
GRANT SELECT ON read.reader_membership TO entente_reader;
