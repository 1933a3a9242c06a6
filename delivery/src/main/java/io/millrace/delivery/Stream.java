package io.millrace.delivery;

import io.millrace.delivery.core.DeliveryStream;
import io.millrace.delivery.definition.StreamDefinition;

/** A stream as the front door knows it. */
record Stream(DeliveryStream core, RecordIds ids) {

    /** Which stream, within the account. */
    record Name(String region, String name) {}

    static Stream of(DeliveryStream core) {
        return new Stream(core, new RecordIds(core.key()));
    }

    StreamDefinition definition() {
        return StreamDefinition.of(core.definition());
    }

    String status() {
        return core.deleting() ? "DELETING" : "ACTIVE";
    }
}
