-- Up to where the token that a session began with lets its bearer be cleared, whatever investigations grant; NULL for
-- nothing. Sessions that are open began with tokens of which nothing of the kind was asked: they end, and whoever had one
-- signs in anew, for a ceiling may have been set meanwhile.
DELETE FROM identity.sessions;
ALTER TABLE identity.sessions ADD COLUMN ceiling text COLLATE "C";
