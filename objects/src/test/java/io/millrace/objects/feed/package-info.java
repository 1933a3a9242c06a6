/** The change feed's tests. */
@NullMarked
package io.millrace.objects.feed;

import org.jspecify.annotations.NullMarked;
