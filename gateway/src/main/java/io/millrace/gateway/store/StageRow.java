package io.millrace.gateway.store;

import tools.jackson.databind.node.ObjectNode;

/** A stage, and the deployment that it shows. */
public record StageRow(String name, String deployment, ObjectNode document) {}
