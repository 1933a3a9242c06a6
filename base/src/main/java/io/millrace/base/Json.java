package io.millrace.base;

import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper of the house. Shared between threads. */
public final class Json {

    /** Plain settings; trees, not bound objects, are what the wire and the control state use. */
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
}
