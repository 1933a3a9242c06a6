package io.millrace.query;

import io.millrace.base.Json;
import io.millrace.wire.WireRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Athena's operations as documents go in and come out. */
final class AthenaCalls {

    private AthenaCalls() {}

    /** @param body JSON whose double quotes are written as single ones */
    static JsonNode call(QueryRoom room, String operation, String body) throws Exception {
        String text = mixed(body);
        WireRequest request = new WireRequest(
                "POST",
                "/",
                "/",
                Map.of(),
                Map.of("x-amz-target", List.of("AmazonAthena." + operation)),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                QueryRoom.ROOT,
                QueryRoom.REGION,
                "request-1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        room.query.athena().handle(request).body().writeTo(out);
        return Json.MAPPER.readTree(out.toByteArray());
    }

    /** Single quotes within double ones stay. */
    private static String mixed(String body) {
        StringBuilder text = new StringBuilder();
        boolean within = false;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            within ^= c == '"';
            text.append(c == '\'' && !within ? '"' : c);
        }
        return text.toString();
    }

    static List<String> rows(JsonNode answer) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : answer.at("/ResultSet/Rows")) {
            List<String> fields = new ArrayList<>();
            for (JsonNode datum : row.get("Data")) {
                fields.add(datum.has("VarCharValue") ? datum.get("VarCharValue").asString() : "-");
            }
            rows.add(String.join("|", fields));
        }
        return rows;
    }
}
