package io.millrace.objects.door;

import io.millrace.wire.WireResponse;
import io.millrace.wire.Xml;
import java.nio.charset.StandardCharsets;

/** Answers with a document. */
final class S3Answers {

    private S3Answers() {}

    static WireResponse xml(Xml document) {
        return of(document.toString());
    }

    /** @param element a root element, escaped already */
    static WireResponse xml(String element) {
        return of("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element);
    }

    private static WireResponse of(String document) {
        return WireResponse.of(200, "application/xml", document.getBytes(StandardCharsets.UTF_8));
    }
}
