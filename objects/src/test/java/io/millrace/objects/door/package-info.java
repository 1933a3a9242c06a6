/** The doors' tests: decisions with real policies, and S3's protocol. */
@NullMarked
package io.millrace.objects.door;

import org.jspecify.annotations.NullMarked;
