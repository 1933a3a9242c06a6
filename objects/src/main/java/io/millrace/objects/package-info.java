/**
 * S3 and what lies beneath: buckets and objects, open data, the change feed.
 *
 * <p>Four rooms in a line: {@code door} (S3's protocol and the front door for other stations) and {@code open} (open
 * data) use {@code store}; {@code store} and {@code open} tell {@code feed}; {@code door} does not know {@code open}.
 * Calls block, on virtual threads. Files: {@code buckets/} and {@code objects/} in the data directory, drawn in
 * docs/formats/objects.md. Promise: what a put answered is on disk, whole, as a plain file that any tool reads.
 */
@NullMarked
package io.millrace.objects;

import org.jspecify.annotations.NullMarked;
