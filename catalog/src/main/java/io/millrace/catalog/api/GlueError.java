package io.millrace.catalog.api;

import io.millrace.catalog.CatalogException;
import io.millrace.wire.ErrorCode;
import io.millrace.wire.WireException;

/** Glue's errors, as it spells them. */
enum GlueError implements ErrorCode {
    ALREADY_EXISTS("AlreadyExistsException"),
    CONCURRENT_MODIFICATION("ConcurrentModificationException"),
    ENTITY_NOT_FOUND("EntityNotFoundException"),
    INVALID_INPUT("InvalidInputException"),
    LIMIT_EXCEEDED("ResourceNumberLimitExceededException");

    private final String wireName;

    GlueError(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public int status() {
        return 400;
    }

    static GlueError of(CatalogException refused) {
        return switch (refused.reason()) {
            case DATABASE_EXISTS, TABLE_EXISTS, PARTITION_EXISTS -> ALREADY_EXISTS;
            case DATABASE_MISSING, TABLE_MISSING, VERSION_MISSING, PARTITION_MISSING -> ENTITY_NOT_FOUND;
            case CHANGED_MEANWHILE -> CONCURRENT_MODIFICATION;
            case TOO_MANY -> LIMIT_EXCEEDED;
            case DATABASE_NOT_EMPTY, INVALID -> INVALID_INPUT;
        };
    }

    static WireException wire(CatalogException refused) {
        return new WireException(of(refused), refused.text());
    }

    static WireException invalid(String message) {
        return new WireException(INVALID_INPUT, message);
    }

    static WireException missing(String message) {
        return new WireException(ENTITY_NOT_FOUND, message);
    }
}
