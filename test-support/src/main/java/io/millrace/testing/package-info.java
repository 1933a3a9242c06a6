/** What tests share and nobody ships: manual clock and scheduler, a disk that crashes, sample events. */
@NullMarked
package io.millrace.testing;

import org.jspecify.annotations.NullMarked;
