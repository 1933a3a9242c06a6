/**
 * The change feed: who wants to know hears what became visible.
 *
 * <p>{@code store} and {@code open} tell it; the columnar copies and the live dashboards subscribe. Telling never blocks
 * and never fails; each subscriber hears on its own task of the executor, in order, one change at a time. Nothing is
 * kept on disk: after a start a subscriber looks at everything once.
 */
@NullMarked
package io.millrace.objects.feed;

import org.jspecify.annotations.NullMarked;
