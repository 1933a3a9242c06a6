-- Databases and tables, scoped by region. The document columns hold what DDL and Glue wrote, as JSON.
CREATE TABLE catalog_database (
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (region, name)
);
CREATE TABLE catalog_table (
  region TEXT NOT NULL,
  database TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (region, database, name)
);
CREATE TABLE catalog_table_version (
  region TEXT NOT NULL,
  database TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (region, database, name, version),
  FOREIGN KEY (region, database, name) REFERENCES catalog_table (region, database, name) ON DELETE CASCADE
);
