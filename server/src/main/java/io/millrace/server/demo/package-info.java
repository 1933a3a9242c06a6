/**
 * The demo: the walkthrough's pipeline, provisioned through our own wire API with the AWS SDK for Java.
 *
 * <p>It knows the server's address and key and nothing else of it: what is written here would run against AWS. The
 * policies, the function, the template and the DDL are the walkthrough's own texts, kept as resources.
 */
@NullMarked
package io.millrace.server.demo;

import org.jspecify.annotations.NullMarked;
