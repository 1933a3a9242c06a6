/**
 * An append-only journal: what it acknowledges is on disk. The log and open data stand on it.
 *
 * <p>Threads: any number append, read and release; one task at a time, on the writer executor, owns the files and commits
 * in groups; completions run on an executor of their own. Readers never block the writer.
 *
 * <p>Files: one directory a journal, segments named by sequence and base, drawn in {@link io.millrace.journal.Format}.
 *
 * <p>Promise: a frame whose append completed is found again after any crash, in its place; damage to it is reported and
 * costs that frame alone.
 */
@NullMarked
package io.millrace.journal;

import org.jspecify.annotations.NullMarked;
