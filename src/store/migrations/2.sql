-- Which requests of a person came in lately, and what each counts as: read from this index alone.
ALTER TABLE requests ADD COLUMN created_at INTEGER GENERATED ALWAYS AS (doc ->> '$.created_at') VIRTUAL;
ALTER TABLE requests ADD COLUMN policy_value TEXT GENERATED ALWAYS AS (doc ->> '$.policy_amount.value') VIRTUAL;
ALTER TABLE requests ADD COLUMN policy_currency TEXT GENERATED ALWAYS AS (doc ->> '$.policy_amount.currency') VIRTUAL;
CREATE INDEX requests_by_requester ON requests (requester, created_at, state, policy_value, policy_currency);

-- What makes a receipt recognisable when it comes a second time.
CREATE TABLE marks (
    kind    TEXT NOT NULL CHECK (kind IN ('file', 'picture', 'number', 'receipt', 'text')),
    digest  BLOB NOT NULL CHECK (length(digest) = 32),
    request INTEGER NOT NULL REFERENCES requests (number),
    name    TEXT NOT NULL,
    PRIMARY KEY (kind, digest, request)
) STRICT, WITHOUT ROWID;
CREATE INDEX marks_by_request ON marks (request);
