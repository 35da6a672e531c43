-- Indexes that questions use and the folding does not: a rebuild makes them when the rows are there.
CREATE INDEX IF NOT EXISTS timeline_entries_case ON timeline_entries (case_id, sort_at, position);
CREATE INDEX IF NOT EXISTS timeline_entries_event ON timeline_entries (event_id);
CREATE INDEX IF NOT EXISTS timeline_corrections_corrects ON timeline_corrections (corrects);
