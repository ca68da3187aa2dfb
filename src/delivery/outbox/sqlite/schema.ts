/** Marks a SQLite file as an outbox: `sgtm` in ASCII. https://www.sqlite.org/pragma.html#pragma_application_id */
export const applicationId = 0x7367746d;

/**
 * How the file is laid out, one step a version: a file of version n has the first n behind it. Steps are added, never changed.
 *
 * Times are epoch milliseconds. A damaged row of `log` stays where it is: taking it out could take its neighbours' pages along.
 */
export const schemaSteps: readonly string[] = [
  `
  -- checksum: CRC-32 over seq and received_at (8 bytes each), key_id and body as stored.
  -- body: the event's text; where key_id is set, 12 bytes of nonce, the text under AES-256-GCM, 16 bytes of tag.
  CREATE TABLE log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at REAL NOT NULL,
    checksum INTEGER NOT NULL,
    key_id TEXT,
    body BLOB NOT NULL
  ) STRICT;

  CREATE TABLE keys (key BLOB PRIMARY KEY, at REAL NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX keys_at ON keys (at);

  -- waiting, dead: how many rows of pending there are; the triggers keep them.
  CREATE TABLE destinations (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    cursor INTEGER NOT NULL,
    paused TEXT,
    waiting INTEGER NOT NULL DEFAULT 0,
    dead INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE pending (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination INTEGER NOT NULL REFERENCES destinations (id),
    seq INTEGER NOT NULL,
    tag TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
    due_at REAL NOT NULL,
    attempts INTEGER NOT NULL,
    since REAL NOT NULL,
    taken INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    message TEXT NOT NULL,
    UNIQUE (seq, destination, tag)
  ) STRICT;
  CREATE INDEX pending_due ON pending (destination, state, due_at);
  CREATE INDEX pending_state ON pending (state);

  CREATE TRIGGER pending_added AFTER INSERT ON pending BEGIN
    UPDATE destinations SET waiting = waiting + (NEW.state = 'waiting'), dead = dead + (NEW.state = 'dead')
      WHERE id = NEW.destination;
  END;
  CREATE TRIGGER pending_changed AFTER UPDATE OF state ON pending WHEN OLD.state <> NEW.state BEGIN
    UPDATE destinations SET waiting = waiting + (NEW.state = 'waiting') - (OLD.state = 'waiting'),
      dead = dead + (NEW.state = 'dead') - (OLD.state = 'dead') WHERE id = NEW.destination;
  END;
  CREATE TRIGGER pending_removed AFTER DELETE ON pending BEGIN
    UPDATE destinations SET waiting = waiting - (OLD.state = 'waiting'), dead = dead - (OLD.state = 'dead')
      WHERE id = OLD.destination;
  END;

  -- raw: the body as it was stored; NULL where not even that could be read.
  CREATE TABLE set_aside (
    seq INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    reason TEXT NOT NULL,
    key_id TEXT,
    raw BLOB
  ) STRICT;

  -- Every key that rows of log may be encrypted with.
  CREATE TABLE key_ids (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  `,
];
