-- Mail that was set aside can be filed away for good.
CREATE TABLE set_aside (
    id         INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    mail       BLOB NOT NULL REFERENCES mails (digest),
    sender     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    whole      INTEGER NOT NULL CHECK (whole IN (0, 1)),
    state      TEXT NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'released', 'rejected')),
    told       INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
) STRICT;
INSERT INTO set_aside SELECT id, at, mail, sender, subject, reason, whole, state, told FROM quarantine;
DROP TABLE quarantine;
ALTER TABLE set_aside RENAME TO quarantine;
CREATE INDEX quarantine_by_state ON quarantine (state, id);
CREATE INDEX quarantine_untold ON quarantine (at) WHERE told = 0;

-- Mails of people of the directory to reply addresses that are not theirs, of the last hour.
CREATE TABLE missed (
    at     INTEGER NOT NULL,
    sender TEXT NOT NULL
) STRICT;
CREATE INDEX missed_by_time ON missed (at, sender);

-- Who counts as nobody until an operator says otherwise.
CREATE TABLE suspended (
    person TEXT PRIMARY KEY,
    at     INTEGER NOT NULL,
    by     TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
