package io.millrace.gateway.store;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource of an API.
 *
 * @param parent null for the root
 * @param path the whole path, with names in braces
 * @param methods by HTTP method: AWS's Method documents, integration and responses inside
 */
public record ResourceRow(String id, @Nullable String parent, String pathPart, String path, ObjectNode methods) {}
