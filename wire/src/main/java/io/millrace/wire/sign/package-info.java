/**
 * Signature Version 4: who signed a request, and whether its body is what was signed.
 *
 * <p>No threads and no files. Headers and presigned queries; payload hashes given, unsigned or by chunk, with trailers.
 * What leaves here is a plain body whose end is reached only if every hash and checksum that the client declared is right.
 * Comparisons take constant time; derived keys are cached for the day.
 */
@NullMarked
package io.millrace.wire.sign;

import org.jspecify.annotations.NullMarked;
