/** The store's tests: {@link io.millrace.objects.store.ObjectStoreContract} is what every store passes. */
@NullMarked
package io.millrace.objects.store;

import org.jspecify.annotations.NullMarked;
