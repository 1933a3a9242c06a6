/**
 * What a person drew: sheets, visuals, field wells, sorting, filters, layout; and the reader that makes these values of
 * QuickSight's definition documents.
 *
 * <p>Pure values, immutable, no input or output. The promise: a member of a definition is either understood and honoured
 * or refused by its name; none is dropped in silence. The document itself is kept elsewhere, as it came.
 */
@NullMarked
package io.millrace.insight.definition;

import org.jspecify.annotations.NullMarked;
