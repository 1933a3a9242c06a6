/** Tests of the Parquet writer, by another reader. */
@NullMarked
package io.millrace.formats.parquet;

import org.jspecify.annotations.NullMarked;
