-- Query executions and workgroups, scoped by region. The document columns hold JSON.
CREATE TABLE query_execution (
  id TEXT NOT NULL PRIMARY KEY,
  region TEXT NOT NULL,
  submitted INTEGER NOT NULL,
  token TEXT,
  document TEXT NOT NULL,
  UNIQUE (region, token)
);
CREATE INDEX query_execution_by_time ON query_execution (region, submitted);
CREATE TABLE query_workgroup (
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (region, name)
);
