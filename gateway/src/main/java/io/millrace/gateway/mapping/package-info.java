/**
 * What API Gateway lends to a mapping template: {@code $input}, {@code $util}, {@code $context} and {@code
 * $stageVariables}, and the JSON behind them.
 *
 * <p>JSON is json-smart's, permissive, asked with Jayway's JsonPath and printed with json-smart's light compression: it
 * is what AWS runs, see the tables in the tests. {@link io.millrace.gateway.mapping.CompactJson} prints the usual
 * payload without building it, with the same bytes. The objects belong to one rendering; {@link
 * io.millrace.gateway.mapping.JsonPaths} is shared.
 */
@NullMarked
package io.millrace.gateway.mapping;

import org.jspecify.annotations.NullMarked;
