-- When something happened to a request last; nothing once what came in and went out about it is erased.
ALTER TABLE requests ADD COLUMN last_at INTEGER;
UPDATE requests SET last_at = (SELECT max(at) FROM audit WHERE request = number);
CREATE INDEX requests_to_erase ON requests (last_at)
    WHERE last_at IS NOT NULL AND state IN ('approved', 'rejected', 'withdrawn');

-- Mails whose bytes are gone, and the entry of the log that says by which rule.
CREATE TABLE erased (
    mail  BLOB PRIMARY KEY REFERENCES mails (digest),
    at    INTEGER NOT NULL,
    entry INTEGER NOT NULL REFERENCES audit (seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER a_mail_that_came_again_is_kept AFTER UPDATE OF bytes ON mails WHEN length(NEW.bytes) > 0
BEGIN DELETE FROM erased WHERE mail = NEW.digest; END;

-- Mail that was set aside, and whose time is over.
ALTER TABLE quarantine ADD COLUMN erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1));
CREATE INDEX quarantine_to_erase ON quarantine (at) WHERE erased = 0;
CREATE INDEX quarantine_by_mail ON quarantine (mail);

-- Requests of which nothing is erased until an operator says otherwise.
CREATE TABLE holds (
    request INTEGER PRIMARY KEY REFERENCES requests (number),
    at      INTEGER NOT NULL,
    by      TEXT NOT NULL,
    reason  TEXT NOT NULL
) STRICT;
