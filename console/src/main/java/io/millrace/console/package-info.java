/**
 * The console's pages as built files: TypeScript in {@code src}, built by Maven into {@code console/} on the class path.
 *
 * <p>Java here only serves them. Shared between threads; nothing on disk. The promise: hashed files may be kept forever,
 * the page itself never; no script runs that is not one of these files.
 */
@NullMarked
package io.millrace.console;

import org.jspecify.annotations.NullMarked;
