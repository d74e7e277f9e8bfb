"""The ledger's tables, as a list of steps: each takes a ledger from one version to the next.

A step that has been released is never changed; what comes later is a step of its own. Times are
ISO 8601 in UTC, money whole nano-dollars (1e-9 USD: a cached token of the cheapest model still
counts), a tournament's round is 0 so that unique indexes see it.
"""

from __future__ import annotations

import sqlite3

_FIRST = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    via TEXT NOT NULL,
    title TEXT NOT NULL,
    waves INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    cancel INTEGER NOT NULL DEFAULT 0,
    waiting TEXT NOT NULL DEFAULT '',
    estimated TEXT NOT NULL,
    pretend INTEGER NOT NULL
) STRICT;

CREATE TABLE batches (
    number INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (number),
    wave INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    ready INTEGER NOT NULL DEFAULT 0,
    request_file TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    pretend INTEGER NOT NULL,
    key_mark TEXT NOT NULL DEFAULT '',
    before_id TEXT,
    batch_id TEXT UNIQUE,
    created_at TEXT NOT NULL,
    submitted_at TEXT,
    ended_at TEXT,
    expires_at TEXT,
    results_url TEXT,
    counts TEXT NOT NULL DEFAULT '{}',
    next_at TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    listed_at TEXT,
    quiet_seconds REAL NOT NULL DEFAULT 0,
    not_ours TEXT NOT NULL DEFAULT '[]',
    cancel_sent INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    estimated TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX batches_of_run ON batches (run, wave);
CREATE INDEX batches_by_state ON batches (state);

CREATE TABLE run_reports (
    run INTEGER NOT NULL REFERENCES runs (number),
    teg INTEGER NOT NULL,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    wave INTEGER NOT NULL,
    place INTEGER NOT NULL,
    open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
    outcome TEXT NOT NULL DEFAULT 'open',
    reason TEXT NOT NULL DEFAULT '',
    batch INTEGER REFERENCES batches (number),
    max_tokens INTEGER,
    PRIMARY KEY (run, teg, round, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX reports_by_key ON run_reports (teg, round, kind, run);
CREATE UNIQUE INDEX one_open_run_a_report ON run_reports (teg, round, kind) WHERE open = 1;

CREATE TABLE run_waits (
    run INTEGER NOT NULL REFERENCES runs (number),
    teg INTEGER NOT NULL,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    other INTEGER NOT NULL REFERENCES runs (number),
    PRIMARY KEY (run, teg, round, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE requests (
    custom_id TEXT PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batches (number),
    place INTEGER NOT NULL,
    teg INTEGER NOT NULL,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    recipe TEXT NOT NULL,
    model TEXT NOT NULL,
    max_tokens INTEGER NOT NULL,
    system_chars INTEGER NOT NULL,
    user_chars INTEGER NOT NULL,
    outcome TEXT NOT NULL DEFAULT 'open',
    reason TEXT NOT NULL DEFAULT '',
    stop_reason TEXT NOT NULL DEFAULT '',
    path TEXT NOT NULL DEFAULT '',
    blob TEXT NOT NULL DEFAULT '',
    input_tokens INTEGER NOT NULL DEFAULT 0,
    cache_write_tokens INTEGER NOT NULL DEFAULT 0,
    cache_read_tokens INTEGER NOT NULL DEFAULT 0,
    output_tokens INTEGER NOT NULL DEFAULT 0,
    output_chars INTEGER NOT NULL DEFAULT 0,
    cost INTEGER,
    settled_at TEXT
) STRICT;
CREATE INDEX requests_of_batch ON requests (batch, place);
CREATE INDEX requests_of_report ON requests (teg, round, kind);
CREATE INDEX open_requests ON requests (batch) WHERE outcome = 'open';
CREATE INDEX requests_by_time ON requests (settled_at);

CREATE TABLE provenance (
    teg INTEGER NOT NULL,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    recipe TEXT NOT NULL,
    blob TEXT NOT NULL,
    batch_id TEXT,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cost INTEGER,
    pretend INTEGER NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (teg, round, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_blobs (
    path TEXT NOT NULL,
    blob TEXT NOT NULL,
    PRIMARY KEY (path, blob)
) STRICT, WITHOUT ROWID;

CREATE TABLE commits (
    number INTEGER PRIMARY KEY,
    batch INTEGER UNIQUE REFERENCES batches (number),
    due INTEGER NOT NULL DEFAULT 1,
    sha TEXT NOT NULL DEFAULT '',
    trouble TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE notices (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    severity TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE sizes (
    fingerprint TEXT PRIMARY KEY,
    characters INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

_REAL_TIME = """
ALTER TABLE runs ADD COLUMN owner INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN via TEXT NOT NULL DEFAULT 'batch';
ALTER TABLE requests ADD COLUMN sent_at TEXT;
ALTER TABLE requests ADD COLUMN in_doubt INTEGER;
"""
"""A wave in real time is a row of `batches` too: of its requests only those begun are there."""

_OLD_IDS_REPEAT = """
CREATE TABLE requests_by_batch (
    custom_id TEXT NOT NULL,
    batch INTEGER NOT NULL REFERENCES batches (number),
    place INTEGER NOT NULL,
    teg INTEGER NOT NULL,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    recipe TEXT NOT NULL,
    model TEXT NOT NULL,
    max_tokens INTEGER NOT NULL,
    system_chars INTEGER NOT NULL,
    user_chars INTEGER NOT NULL,
    outcome TEXT NOT NULL DEFAULT 'open',
    reason TEXT NOT NULL DEFAULT '',
    stop_reason TEXT NOT NULL DEFAULT '',
    path TEXT NOT NULL DEFAULT '',
    blob TEXT NOT NULL DEFAULT '',
    input_tokens INTEGER NOT NULL DEFAULT 0,
    cache_write_tokens INTEGER NOT NULL DEFAULT 0,
    cache_read_tokens INTEGER NOT NULL DEFAULT 0,
    output_tokens INTEGER NOT NULL DEFAULT 0,
    output_chars INTEGER NOT NULL DEFAULT 0,
    cost INTEGER,
    settled_at TEXT,
    sent_at TEXT,
    in_doubt INTEGER,
    PRIMARY KEY (batch, custom_id)
) STRICT;
INSERT INTO requests_by_batch SELECT * FROM requests;
DROP TABLE requests;
ALTER TABLE requests_by_batch RENAME TO requests;
CREATE INDEX requests_of_batch ON requests (batch, place);
CREATE INDEX requests_of_report ON requests (teg, round, kind);
CREATE INDEX open_requests ON requests (batch) WHERE outcome = 'open';
CREATE INDEX requests_by_time ON requests (settled_at);
"""
"""An id is unique in its batch only: those of old scripts have no nonce."""

_CALLS = """
ALTER TABLE notices ADD COLUMN calls INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN asks INTEGER NOT NULL DEFAULT 0;
"""
"""A notice that calls a person is 1 until somebody has taken it on, then 2."""

_ACCOUNTS = """
ALTER TABLE requests ADD COLUMN estimated INTEGER;
ALTER TABLE requests ADD COLUMN standard INTEGER;
ALTER TABLE requests ADD COLUMN prices TEXT NOT NULL DEFAULT '';
"""
"""What a request was to cost, would have cost in real time, and what a million tokens cost it."""

_PUBLICATIONS = """
CREATE TABLE publications (
    path TEXT PRIMARY KEY,
    draft TEXT NOT NULL,
    copy TEXT NOT NULL
) STRICT;
"""
"""What was published last at a path: the blob ids of draft and copy."""

_IMPORTED = """
ALTER TABLE runs ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;
"""
"""A run taken from the files of another program or computer counts as money and experience, and
decides the state of no report."""

_COUNTS = """
CREATE TABLE counts (
    mark TEXT PRIMARY KEY,
    input_tokens INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""
"""Tokens of prompts as the API counted them, by what is in them."""

_CHECKS = """
CREATE TABLE checks (
    teg INTEGER NOT NULL,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    blob TEXT NOT NULL,
    mark TEXT NOT NULL,
    claims TEXT NOT NULL,
    PRIMARY KEY (teg, round, kind, blob)
) STRICT, WITHOUT ROWID;
ALTER TABLE runs ADD COLUMN corrects INTEGER REFERENCES batches (number);
CREATE UNIQUE INDEX one_correction_a_batch ON runs (corrects) WHERE corrects IS NOT NULL;
ALTER TABLE requests ADD COLUMN claims TEXT NOT NULL DEFAULT '';
ALTER TABLE requests ADD COLUMN false_claims INTEGER NOT NULL DEFAULT 0;
CREATE INDEX false_requests ON requests (batch) WHERE false_claims > 0;
ALTER TABLE provenance ADD COLUMN claims TEXT NOT NULL DEFAULT '';
"""
"""What the checker found in a text, by the scores and the code that `mark` stands for; a run that
corrects the false texts of a batch, once; how many claims of a report were true, false,
unchecked, and corrected."""

_CANDIDATES = """
ALTER TABLE batches ADD COLUMN candidates TEXT NOT NULL DEFAULT '{}';
"""
"""Batches one of which may be what an uncertain submission made: when each ends at the latest."""

_STANDING = """
ALTER TABLE runs ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
"""
"""Whether a run corrects reports as they stand, and not what a batch brought."""

STEPS: tuple[str, ...] = (
    _FIRST,
    _REAL_TIME,
    _OLD_IDS_REPEAT,
    _CALLS,
    _ACCOUNTS,
    _PUBLICATIONS,
    _IMPORTED,
    _COUNTS,
    _CHECKS,
    _CANDIDATES,
    _STANDING,
)
"""Step n makes version n + 1 of version n."""


def version(connection: sqlite3.Connection) -> int:
    """The version of the tables a file holds; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a ledger to the newest version, each step in a transaction of its own.

    The connection is in autocommit mode. Two processes may arrive at once: the version is read
    again inside the transaction.
    """
    while version(connection) < len(STEPS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            number = version(connection)
            for statement in STEPS[number].split(";") if number < len(STEPS) else ():
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {min(number + 1, len(STEPS))}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
