/**
 * The columnar copies that there are: Parquet files in {@code <data>/query/columns/<identity>/}, each beside the list
 * of the objects whose rows it holds ({@code docs/formats/columns.md}).
 *
 * <p>Shared between threads. Nothing here reads an object or runs the engine: it says which files answer for which
 * objects, and keeps a file while a query reads it. Promise: a copy is a cache. A file that is torn, changed or gone is
 * noticed before the engine sees it and forgotten; an object that was replaced, or that lies in another partition than
 * when it was copied, is not answered for.
 */
@NullMarked
package io.millrace.query.copies;

import org.jspecify.annotations.NullMarked;
