-- Tags of delivery streams. What a stream is stands in its own log, not here.
CREATE TABLE delivery_tags (
    stream TEXT NOT NULL, -- the key of the stream's files
    name   TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (stream, name)
) STRICT, WITHOUT ROWID;
