/**
 * QuickSight's operations on the wire: REST-JSON under {@code /accounts/{AwsAccountId}/...}.
 *
 * <p>Runs on virtual threads; one small class for each resource. The promise: every operation of QuickSight's model is
 * in the table, those that are not supported here are refused by name, and so is every parameter.
 */
@NullMarked
package io.millrace.insight.api;

import org.jspecify.annotations.NullMarked;
