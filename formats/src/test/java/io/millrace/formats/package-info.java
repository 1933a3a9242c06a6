@NullMarked
package io.millrace.formats;

import org.jspecify.annotations.NullMarked;
