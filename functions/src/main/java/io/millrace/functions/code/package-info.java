/**
 * Deployment packages: checked, kept, unpacked.
 *
 * <p>A package is kept as it was sent, forced, under its SHA-256, before anything refers to it. What is unpacked from it
 * is a cache: it is made again after each start of the server. Nothing in an archive can reach out of its directory.
 */
@NullMarked
package io.millrace.functions.code;

import org.jspecify.annotations.NullMarked;
