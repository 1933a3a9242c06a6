-- Versions, aliases, resource policies and accepted events hang on their function and go with it.
UPDATE functions SET document = json_set(document, '$.version', '$LATEST', '$.settings.temporaryMegabytes', 512);
ALTER TABLE functions ADD COLUMN last_version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE function_versions (
    region   TEXT NOT NULL,
    name     TEXT NOT NULL,
    version  INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (region, name, version),
    FOREIGN KEY (region, name) REFERENCES functions (region, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE function_aliases (
    region   TEXT NOT NULL,
    name     TEXT NOT NULL,
    alias    TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (region, name, alias),
    FOREIGN KEY (region, name) REFERENCES functions (region, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The qualifier is empty where the policy is the function's own.
CREATE TABLE function_policies (
    region    TEXT NOT NULL,
    name      TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    document  TEXT NOT NULL,
    PRIMARY KEY (region, name, qualifier),
    FOREIGN KEY (region, name) REFERENCES functions (region, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Events that were answered with 202 and have no outcome yet. Times are milliseconds since 1970.
CREATE TABLE function_events (
    id        TEXT NOT NULL PRIMARY KEY,
    region    TEXT NOT NULL,
    name      TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    context   TEXT NOT NULL,
    payload   BLOB NOT NULL,
    accepted  INTEGER NOT NULL,
    due       INTEGER NOT NULL,
    failures  INTEGER NOT NULL,
    refusals  INTEGER NOT NULL,
    FOREIGN KEY (region, name) REFERENCES functions (region, name) ON DELETE CASCADE
) STRICT;
CREATE INDEX function_events_of_function ON function_events (region, name);
