-- Data sources, data sets, analyses and dashboards: one document each, as its maker gave it.
-- Times are milliseconds since 1970.
CREATE TABLE insight_resource (
    region   TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    document TEXT    NOT NULL,
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL,
    -- An analysis that was deleted with a recovery window; past this moment it is gone.
    purge_at INTEGER,
    PRIMARY KEY (region, kind, id)
) WITHOUT ROWID;

-- Keyed by the data set's incarnation, so that a namesake inherits nothing.
CREATE TABLE insight_ingestion (
    data_set TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    status   TEXT    NOT NULL,
    document TEXT    NOT NULL,
    created  INTEGER NOT NULL,
    PRIMARY KEY (data_set, id)
) WITHOUT ROWID;

-- The file that a data set's visuals read. Setting the row is what completes an ingestion.
CREATE TABLE insight_snapshot (
    data_set TEXT    NOT NULL PRIMARY KEY,
    file     TEXT    NOT NULL,
    rows     INTEGER NOT NULL,
    bytes    INTEGER NOT NULL,
    taken    INTEGER NOT NULL
) WITHOUT ROWID;
