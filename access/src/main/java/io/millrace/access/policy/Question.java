package io.millrace.access.policy;

/** May this asker do this to that? The resource is an ARN's text. */
public record Question(Asker asker, String action, String resource, RequestContext context) {}
