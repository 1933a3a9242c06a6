package io.millrace.objects.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An upload under way in memory; guarded by its store's lock. */
record MemoryUpload(Upload upload, ObjectMetadata metadata, Map<Integer, Stored> parts) {

    /** A part with its bytes. */
    record Stored(Part part, ByteBuffer bytes) {}

    Map<Integer, Part> byNumber() {
        Map<Integer, Part> byNumber = new TreeMap<>();
        parts.forEach((number, stored) -> byNumber.put(number, stored.part()));
        return byNumber;
    }

    byte[] bytes(List<Part> chosen) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Part part : chosen) {
            Stored stored = parts.get(part.number());
            if (stored != null) {
                all.writeBytes(stored.bytes().array());
            }
        }
        return all.toByteArray();
    }
}
