/**
 * Makes columnar copies: of what queries had to read from objects, and of what is put beside it from then on; writes
 * small ones together and leaves out what was deleted.
 *
 * <p>One thread works in the background on an engine of its own, which has one thread and little memory, so that no query
 * waits for a copy. Promise: whatever goes wrong here, the next query answers as before, from the objects.
 */
@NullMarked
package io.millrace.query.making;

import org.jspecify.annotations.NullMarked;
