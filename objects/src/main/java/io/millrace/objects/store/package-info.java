/**
 * Buckets and objects: one interface, on disk and in memory, and one contract test that both pass.
 *
 * <p>An object is a plain file at {@code buckets/<bucket>/<key>} that any tool can read; docs/formats/objects.md draws
 * what else lies on disk. A put is whole or not there, and forced before it returns. All classes may be shared between
 * threads unless they say otherwise; calls block on the disk. Every visible change is told to the change feed.
 */
@NullMarked
package io.millrace.objects.store;

import org.jspecify.annotations.NullMarked;
