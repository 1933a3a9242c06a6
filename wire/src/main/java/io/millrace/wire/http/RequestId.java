package io.millrace.wire.http;

import io.millrace.base.Ids;
import io.millrace.wire.Protocol;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Request ids in AWS's shapes: a UUID, or S3's sixteen letters and digits. */
final class RequestId {

    private RequestId() {}

    static String next(Protocol protocol) {
        return protocol == Protocol.REST_XML
                ? Ids.base36(ThreadLocalRandom.current(), 16).toUpperCase(Locale.ROOT)
                : Ids.uuid(ThreadLocalRandom.current()).toString();
    }

    static String header(Protocol protocol) {
        return protocol == Protocol.REST_XML ? "x-amz-request-id" : "x-amzn-RequestId";
    }
}
