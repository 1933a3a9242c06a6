package io.millrace.access.api;

import io.millrace.access.policy.Policy;
import io.millrace.wire.Xml;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** How IAM writes dates, documents and tags. */
final class IamText {

    private IamText() {}

    static String date(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Documents are percent-encoded by RFC 3986. */
    static String document(Policy policy) {
        return URLEncoder.encode(policy.text(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static void tags(Xml xml, Map<String, String> tags) {
        xml.open("Tags");
        new TreeMap<>(tags)
                .forEach((key, value) -> xml.open("member")
                        .element("Key", key)
                        .element("Value", value)
                        .close());
        xml.close();
    }
}
