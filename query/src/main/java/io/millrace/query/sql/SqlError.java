package io.millrace.query.sql;

import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;

/** A statement that does not parse, resolve or type; the message begins with Athena's error name and the position. */
public final class SqlError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SqlError(String message) {
        super(message, null, false, false);
    }

    static SqlError at(Node node, String code, String message) {
        NodeLocation location = node.getLocation().orElse(new NodeLocation(1, 1));
        return new SqlError(
                code + ": line " + location.getLineNumber() + ":" + location.getColumnNumber() + ": " + message);
    }

    /** Something of the grammar that is not admitted. */
    static SqlError unsupported(Node node, String what) {
        return at(node, "NOT_SUPPORTED", what + " is not supported here yet.");
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
