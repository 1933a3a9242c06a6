/**
 * The policy language: parsing a document, and what it says to one question.
 *
 * <p>No threads and no files: a {@link io.millrace.access.policy.Policy} is immutable and compiled once, so that a
 * question costs microseconds. Matching never backtracks exponentially, whatever a document or a request holds.
 * Grammar and operators as in AWS's reference_policies_grammar and reference_policies_elements_condition_operators.
 */
@NullMarked
package io.millrace.access.policy;

import org.jspecify.annotations.NullMarked;
