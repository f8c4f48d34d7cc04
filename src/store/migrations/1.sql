-- Times are UTC in milliseconds since 1970; digests are SHA-256.

-- The last word on each request is one document; what is searched for is read out of it, so the two cannot differ.
CREATE TABLE requests (
    number        INTEGER PRIMARY KEY,
    doc           TEXT NOT NULL CHECK (json_valid(doc)),
    original      BLOB NOT NULL REFERENCES mails (digest),
    notes         TEXT NOT NULL CHECK (json_valid(notes)),
    state         TEXT NOT NULL GENERATED ALWAYS AS (doc ->> '$.state') STORED
                  CHECK (state IN ('needs_amount', 'pending', 'approved', 'rejected', 'withdrawn')),
    requester     TEXT NOT NULL GENERATED ALWAYS AS (doc ->> '$.requester') STORED,
    deadline      INTEGER GENERATED ALWAYS AS (doc ->> '$.deadline') STORED,
    summary_until INTEGER GENERATED ALWAYS AS (doc ->> '$.summary_until') STORED
) STRICT;
CREATE INDEX requests_by_state ON requests (state, number);
CREATE INDEX requests_by_deadline ON requests (deadline) WHERE deadline IS NOT NULL;
CREATE INDEX requests_awaiting_summary ON requests (summary_until) WHERE summary_until IS NOT NULL;

CREATE TABLE summaries (
    request  INTEGER NOT NULL REFERENCES requests (number),
    revision INTEGER NOT NULL,
    doc      TEXT NOT NULL CHECK (json_valid(doc)),
    PRIMARY KEY (request, revision)
) STRICT, WITHOUT ROWID;

-- What stands in reply addresses and Message-IDs, as hashes only. A row outlives its use: a late reply finds its request.
CREATE TABLE tokens (
    hash       BLOB PRIMARY KEY CHECK (length(hash) = 32),
    request    INTEGER NOT NULL REFERENCES requests (number),
    revision   INTEGER NOT NULL,
    person     TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked    INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1)),
    notice     INTEGER REFERENCES outbox (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_by_request ON tokens (request);

-- Mails as they came in, kept as evidence.
CREATE TABLE mails (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every mail that was dealt with: where it lay, and what it was.
CREATE TABLE seen (
    mailbox TEXT NOT NULL,
    key     TEXT NOT NULL,
    content BLOB NOT NULL CHECK (length(content) = 32),
    at      INTEGER NOT NULL,
    sender  TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'quarantined', 'duplicate')),
    PRIMARY KEY (mailbox, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_by_content ON seen (content);
CREATE INDEX seen_by_sender ON seen (sender, at) WHERE sender IS NOT NULL;

CREATE TABLE quarantine (
    id         INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    mail       BLOB NOT NULL REFERENCES mails (digest),
    sender     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    whole      INTEGER NOT NULL CHECK (whole IN (0, 1)),
    state      TEXT NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'released')),
    told       INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
) STRICT;
CREATE INDEX quarantine_by_state ON quarantine (state, id);
CREATE INDEX quarantine_untold ON quarantine (at) WHERE told = 0;

-- Outgoing mail as finished bytes, which go once it has left: they carry a token.
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY,
    request    INTEGER REFERENCES requests (number),
    notice     TEXT NOT NULL,
    person     TEXT NOT NULL,
    recipient  TEXT NOT NULL,
    subject    TEXT NOT NULL,
    digest     BLOB NOT NULL CHECK (length(digest) = 32),
    bytes      BLOB,
    created_at INTEGER NOT NULL,
    state      TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed', 'dropped')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    due_at     INTEGER NOT NULL,
    ended_at   INTEGER,
    error      TEXT NOT NULL DEFAULT '',
    CHECK (state <> 'queued' OR bytes IS NOT NULL)
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'queued';
CREATE INDEX outbox_by_state ON outbox (state, id);
CREATE INDEX outbox_by_request ON outbox (request);

-- Policies that were ever in force; audit entries name them by digest.
CREATE TABLE policies (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    text   TEXT NOT NULL CHECK (json_valid(text))
) STRICT, WITHOUT ROWID;

-- What happened, each entry sealed with the hash of the one before it.
CREATE TABLE audit (
    seq            INTEGER PRIMARY KEY CHECK (seq > 0),
    at             INTEGER NOT NULL,
    request        INTEGER,
    who            TEXT NOT NULL,
    event          TEXT NOT NULL CHECK (json_valid(event)),
    policy         BLOB NOT NULL REFERENCES policies (digest),
    authentication TEXT NOT NULL CHECK (json_valid(authentication)),
    mail           BLOB,
    notices        TEXT NOT NULL CHECK (json_valid(notices)),
    hash           BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_by_request ON audit (request, seq) WHERE request IS NOT NULL;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TABLE facts (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
