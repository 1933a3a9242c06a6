package io.millrace.delivery;

import io.millrace.delivery.core.DeliveryStream;
import io.millrace.delivery.definition.StreamDefinition;
import io.millrace.objects.open.OpenStatus;
import io.millrace.objects.open.Stall;
import java.util.Optional;

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

    /** What is wrong with it and what to do about it, for people, where something is. */
    Optional<String> trouble() {
        OpenStatus open = core.status();
        return open.stall().map(Stall::message).or(open::sealFailure);
    }

    String status() {
        return core.deleting() ? "DELETING" : "ACTIVE";
    }
}
