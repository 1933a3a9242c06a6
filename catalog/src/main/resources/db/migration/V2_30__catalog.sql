-- Partitions that were registered; the key is the JSON array of their values. A table takes its partitions with it.
CREATE TABLE catalog_partition (
  region TEXT NOT NULL,
  database TEXT NOT NULL,
  name TEXT NOT NULL,
  partition_key TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (region, database, name, partition_key),
  FOREIGN KEY (region, database, name) REFERENCES catalog_table (region, database, name) ON DELETE CASCADE
) WITHOUT ROWID;
-- Tags of databases and tables, by the resource part of their ARN.
CREATE TABLE catalog_tag (
  region TEXT NOT NULL,
  resource TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (region, resource, name)
) WITHOUT ROWID;
