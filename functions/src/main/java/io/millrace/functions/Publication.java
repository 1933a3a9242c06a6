package io.millrace.functions;

import java.util.Optional;

/**
 * What PublishVersion names.
 *
 * @param codeSha256 what the code must be, where it matters to the caller
 * @param description of the version, in the place of the function's
 * @param revision the revision that the caller has seen, where it matters to it
 */
record Publication(Optional<String> codeSha256, Optional<String> description, Optional<String> revision) {}
