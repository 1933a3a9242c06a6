package io.millrace.objects.door;

import io.millrace.wire.WireResponse;
import java.util.Locale;
import java.util.Map;

/** An object's verified checksums on the wire. */
final class Checksums {

    private Checksums() {}

    static String wireName(String algorithm) {
        return algorithm.toUpperCase(Locale.ROOT);
    }

    /** The XML element, e.g. {@code ChecksumCRC32}. */
    static String element(String algorithm) {
        return "Checksum" + wireName(algorithm);
    }

    static WireResponse with(WireResponse answer, Map<String, String> checksums) {
        WireResponse with = answer;
        for (Map.Entry<String, String> checksum : checksums.entrySet()) {
            with = with.with(RequestBody.PREFIX + checksum.getKey(), checksum.getValue());
        }
        return checksums.isEmpty() ? answer : with.with(RequestBody.PREFIX + "type", "FULL_OBJECT");
    }
}
