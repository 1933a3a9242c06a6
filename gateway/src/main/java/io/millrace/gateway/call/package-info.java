/**
 * The values that cross the station's border: a request to a stage and its answer, and the call of an AWS service with
 * which a method is answered.
 *
 * <p>{@link io.millrace.gateway.call.Integration} is the station's one inversion: the server binds the names of services
 * to other stations. All values are immutable; their byte arrays belong to the receiver and are not changed.
 */
@NullMarked
package io.millrace.gateway.call;

import org.jspecify.annotations.NullMarked;
