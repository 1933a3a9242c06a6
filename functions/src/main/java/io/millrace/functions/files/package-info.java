/** Directory trees, for the parts of this station that make and remove them. Knows no station. No threads of its own. */
@NullMarked
package io.millrace.functions.files;

import org.jspecify.annotations.NullMarked;
