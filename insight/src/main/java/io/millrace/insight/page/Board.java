package io.millrace.insight.page;

import io.millrace.insight.definition.Definition;
import io.millrace.insight.definition.DefinitionReader;
import io.millrace.insight.state.Resource;
import tools.jackson.databind.node.ObjectNode;

/** A dashboard or an analysis as a page shows it. */
record Board(Resource resource, Definition definition) {

    static Board of(Resource resource) {
        return new Board(
                resource, DefinitionReader.read((ObjectNode) resource.document().get("definition")));
    }
}
