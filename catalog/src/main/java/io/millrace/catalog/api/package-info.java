/**
 * Glue's wire operations on the data catalog: one class for each resource, all listed in {@link
 * io.millrace.catalog.api.GlueService}.
 *
 * <p>Shared between threads; no state of its own, no files. Promise: what is accepted is kept and given back as it was
 * written; what is not kept is refused by name. Every action on a table asks for rights on table, database and catalog.
 */
@NullMarked
package io.millrace.catalog.api;

import org.jspecify.annotations.NullMarked;
