-- Which database this is, so that another one in its place is noticed. The chain of a new database begins with its id
-- (bound); that of an older one began before it had any. Witnessed: a file beside the database follows the log.
CREATE TABLE instance (
    id        TEXT PRIMARY KEY CHECK (length(id) = 32),
    bound     INTEGER NOT NULL CHECK (bound IN (0, 1)),
    witnessed INTEGER NOT NULL DEFAULT 0 CHECK (witnessed IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO instance (id, bound) SELECT lower(hex(randomblob(16))), NOT EXISTS (SELECT 1 FROM audit);
CREATE TRIGGER instance_is_never_changed BEFORE UPDATE OF id, bound ON instance
BEGIN SELECT RAISE(ABORT, 'a database keeps its id'); END;
CREATE TRIGGER instance_is_never_lost BEFORE DELETE ON instance
BEGIN SELECT RAISE(ABORT, 'a database keeps its id'); END;
