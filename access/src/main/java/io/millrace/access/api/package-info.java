/**
 * IAM's and STS's wire operations: a class for each resource, all listed in one table a service.
 *
 * <p>Every operation is itself authorised ({@code iam:CreateRole} and so on). Errors, names and paging are AWS's.
 */
@NullMarked
package io.millrace.access.api;

import org.jspecify.annotations.NullMarked;
