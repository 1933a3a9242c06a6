package io.millrace.query;

import java.util.Optional;

/**
 * A workgroup: where results go by default, and whether callers may say otherwise.
 *
 * @param enforce the location here wins over the caller's
 */
record WorkGroup(String name, Optional<String> outputLocation, boolean enforce, String description) {

    static final String PRIMARY = "primary";

    static WorkGroup primary() {
        return new WorkGroup(PRIMARY, Optional.empty(), false, "");
    }
}
