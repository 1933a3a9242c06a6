-- Named queries and prepared statements of workgroups, and tags of workgroups.
CREATE TABLE query_named (
  id TEXT NOT NULL PRIMARY KEY,
  region TEXT NOT NULL,
  workgroup TEXT NOT NULL,
  token TEXT,
  created INTEGER NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (region, token)
);
CREATE INDEX query_named_by_workgroup ON query_named (region, workgroup, created);
CREATE TABLE query_prepared (
  region TEXT NOT NULL,
  workgroup TEXT NOT NULL,
  name TEXT NOT NULL,
  statement TEXT NOT NULL,
  description TEXT NOT NULL,
  modified INTEGER NOT NULL,
  PRIMARY KEY (region, workgroup, name)
);
CREATE TABLE query_tag (
  arn TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (arn, name)
);
CREATE INDEX query_execution_by_workgroup
  ON query_execution (region, json_extract(document, '$.workGroup'), submitted);
