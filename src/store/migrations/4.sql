-- Second factors: the secret of a person's authenticator app, and how the codes sent so far went.
CREATE TABLE second_factors (
    person        TEXT PRIMARY KEY,
    secret        BLOB NOT NULL CHECK (length(secret) = 20),
    enrolled_at   INTEGER NOT NULL,
    last_step     INTEGER NOT NULL DEFAULT 0,
    wrong         INTEGER NOT NULL DEFAULT 0,
    wrong_since   INTEGER NOT NULL DEFAULT 0,
    blocked_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
