# Codes of the interface in words: <type of the schema>-<code>.
phase-setting-up = Setting up
phase-operational = Operational
phase-post-operational = Post-operational
phase-closed = Closed
phase-archived = Archived
