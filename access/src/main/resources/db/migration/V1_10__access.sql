-- Identities: one JSON document each; keys are in lower case, as names are unique without regard to case.
CREATE TABLE access_role (
    name     TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
);

CREATE TABLE access_policy (
    arn      TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
);
