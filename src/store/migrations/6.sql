-- Large values leave the tables that are searched by them: where a row is its own key, each step of a search reads all of
-- the row, and a value behind a large one is reached through it.

CREATE TABLE originals (
    digest BLOB PRIMARY KEY NOT NULL CHECK (length(digest) = 32),
    bytes  BLOB NOT NULL
) STRICT;
INSERT INTO originals SELECT digest, bytes FROM mails;
DROP TABLE mails;
ALTER TABLE originals RENAME TO mails;

CREATE TABLE outgoing (
    id         INTEGER PRIMARY KEY,
    request    INTEGER REFERENCES requests (number),
    notice     TEXT NOT NULL,
    person     TEXT NOT NULL,
    recipient  TEXT NOT NULL,
    subject    TEXT NOT NULL,
    digest     BLOB NOT NULL CHECK (length(digest) = 32),
    created_at INTEGER NOT NULL,
    state      TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed', 'dropped')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    due_at     INTEGER NOT NULL,
    ended_at   INTEGER,
    error      TEXT NOT NULL DEFAULT '',
    bytes      BLOB,
    CHECK (state <> 'queued' OR bytes IS NOT NULL)
) STRICT;
INSERT INTO outgoing SELECT id, request, notice, person, recipient, subject, digest, created_at, state, attempts, due_at,
    ended_at, error, bytes FROM outbox;
DROP TABLE outbox;
ALTER TABLE outgoing RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'queued';
CREATE INDEX outbox_by_state ON outbox (state, id);
CREATE INDEX outbox_by_request ON outbox (request);
