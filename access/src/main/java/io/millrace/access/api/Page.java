package io.millrace.access.api;

import io.millrace.access.identity.IamError;
import io.millrace.wire.QueryInput;
import io.millrace.wire.WireException;
import io.millrace.wire.Xml;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One page of a sorted list: {@code Marker}, {@code MaxItems}, {@code IsTruncated}. The marker names the last item that
 * was given, so that changes between pages neither repeat nor hide others.
 */
record Page<T>(List<T> items, boolean truncated, String next) {

    /** @param keyOf what the list is sorted by, unique */
    static <T> Page<T> of(QueryInput input, List<T> sorted, Function<T, String> keyOf) {
        int most = input.integer("MaxItems", 1, 1000).orElse(100);
        String after = input.string("Marker").map(Page::decode).orElse("");
        List<T> rest = sorted.stream()
                .filter(item -> after.isEmpty() || keyOf.apply(item).compareTo(after) > 0)
                .toList();
        boolean truncated = rest.size() > most;
        List<T> items = truncated ? rest.subList(0, most) : rest;
        return new Page<>(items, truncated, truncated ? encode(keyOf.apply(items.getLast())) : "");
    }

    void write(Xml xml, String list, BiConsumer<Xml, T> writeItem) {
        xml.open(list);
        items.forEach(item -> writeItem.accept(xml, item));
        xml.close();
        xml.element("IsTruncated", truncated);
        if (truncated) {
            xml.element("Marker", next);
        }
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException bad) {
            throw new WireException(
                    IamError.VALIDATION_ERROR, "Invalid Marker. Send back the Marker of the last answer.");
        }
    }
}
