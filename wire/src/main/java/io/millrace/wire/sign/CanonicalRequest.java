package io.millrace.wire.sign;

import io.millrace.wire.CommonError;
import io.millrace.wire.WireException;
import java.util.ArrayList;
import java.util.List;

/** The text that is hashed and signed. */
final class CanonicalRequest {

    private CanonicalRequest() {}

    /** @param service S3 encodes its path once and keeps its dots; every other service encodes it twice */
    static String text(RawRequest request, Signature signature, String service, String payloadHash) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(path(request.rawPath(), service.equals("s3"))).append('\n');
        text.append(query(request.rawQuery())).append('\n');
        for (String name : signature.signedHeaders()) {
            text.append(name).append(':').append(header(request, name)).append('\n');
        }
        text.append('\n');
        return text.append(signature.signedHeaderNames())
                .append('\n')
                .append(payloadHash)
                .toString();
    }

    private static String path(String rawPath, boolean once) {
        if (rawPath.equals("/")) {
            return rawPath;
        }
        if (once) {
            return UriText.encode(UriText.decode(rawPath, false), true);
        }
        return UriText.encode(UriText.normalize(rawPath), true);
    }

    private static String query(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return "";
        }
        List<String> pairs = new ArrayList<>();
        for (String part : rawQuery.split("&", -1)) {
            if (!part.isEmpty() && !part.startsWith("X-Amz-Signature=")) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                // The separator sorts below every encoded character, so that names sort before values do.
                pairs.add(again(name) + '\u0001' + again(value));
            }
        }
        pairs.sort(null);
        return String.join("&", pairs).replace('\u0001', '=');
    }

    private static String again(String encoded) {
        return UriText.encode(UriText.decode(encoded, true), false);
    }

    private static String header(RawRequest request, String name) {
        List<String> values = request.headers().get(name);
        if (values == null) {
            throw new WireException(
                    CommonError.INVALID_SIGNATURE,
                    "'" + name + "' is a signed header, but the request has no such header.");
        }
        if (values.size() == 1) {
            return trimmed(values.getFirst());
        }
        return String.join(",", values.stream().map(CanonicalRequest::trimmed).toList());
    }

    private static String trimmed(String value) {
        String stripped = value.strip();
        return stripped.contains("  ") ? stripped.replaceAll(" {2,}", " ") : stripped;
    }
}
