/** Deployment packages, the hostile ones too. */
@NullMarked
package io.millrace.functions.code;

import org.jspecify.annotations.NullMarked;
