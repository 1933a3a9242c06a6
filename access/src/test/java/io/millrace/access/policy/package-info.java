/** What policies say. */
@NullMarked
package io.millrace.access.policy;

import org.jspecify.annotations.NullMarked;
