/**
 * The expressions by which partitions are asked for: a tokenizer, a parser, and conditions over the values.
 *
 * <p>Pure and immutable once parsed; a parse is used by one thread. No files. Promise: a partition is in the answer
 * exactly where the expression holds for its values by the types of their columns, with SQL's three-valued logic.
 */
@NullMarked
package io.millrace.catalog.filter;

import org.jspecify.annotations.NullMarked;
