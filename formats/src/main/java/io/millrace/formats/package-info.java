/**
 * Typed rows and how they stand in bytes: Hive's types, column vectors, line splitting, codecs, SerDes.
 *
 * <p>One mechanism for reading tables and for record format conversion. A decoder is made for the columns that are
 * wanted and fills a {@link io.millrace.formats.RowBatch} line by line. Nothing here is shared between threads unless
 * it says so; nothing is written to disk. Promise: a line is read as Athena's SerDe reads it, or the failure says which
 * line and why.
 */
@NullMarked
package io.millrace.formats;

import org.jspecify.annotations.NullMarked;
