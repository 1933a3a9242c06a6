/**
 * The control state of the APIs: what was made, what was deployed, which stage shows which deployment.
 *
 * <p>Rows hold the documents that AWS's answers show; the running form is made from them, see {@code run}. Each change is
 * one transaction. Tables: {@code V1_60__gateway.sql}.
 */
@NullMarked
package io.millrace.gateway.store;

import org.jspecify.annotations.NullMarked;
