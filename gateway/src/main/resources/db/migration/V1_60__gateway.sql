-- API Gateway's control state. Documents are JSON in the shapes of AWS's REST-JSON answers.
CREATE TABLE gateway_api (
    id       TEXT NOT NULL PRIMARY KEY,
    region   TEXT NOT NULL,
    document TEXT NOT NULL
);
CREATE TABLE gateway_resource (
    api       TEXT NOT NULL REFERENCES gateway_api (id) ON DELETE CASCADE,
    id        TEXT NOT NULL,
    parent    TEXT,
    path_part TEXT NOT NULL,
    path      TEXT NOT NULL,
    methods   TEXT NOT NULL,
    PRIMARY KEY (api, id),
    UNIQUE (api, path)
);
-- A deployment is a snapshot: what is edited later does not touch it.
CREATE TABLE gateway_deployment (
    api      TEXT NOT NULL REFERENCES gateway_api (id) ON DELETE CASCADE,
    id       TEXT NOT NULL,
    document TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    PRIMARY KEY (api, id)
);
CREATE TABLE gateway_stage (
    api        TEXT NOT NULL,
    name       TEXT NOT NULL,
    deployment TEXT NOT NULL,
    document   TEXT NOT NULL,
    PRIMARY KEY (api, name),
    FOREIGN KEY (api, deployment) REFERENCES gateway_deployment (api, id) ON DELETE CASCADE
);
