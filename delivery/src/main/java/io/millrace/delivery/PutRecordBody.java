package io.millrace.delivery;

import io.millrace.base.Json;
import io.millrace.wire.Input;
import io.millrace.wire.JsonService;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What PutRecord is sent. A body of the usual shape is read in one pass; any other, right or wrong, is read as every
 * other operation's is, so that what is accepted and what is refused, and how, is the same.
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bytes, compared nowhere.
record PutRecordBody(String stream, byte[] data) {

    static PutRecordBody read(byte[] body) {
        return usual(body).orElseGet(() -> whole(body));
    }

    private static PutRecordBody whole(byte[] body) {
        Input input = JsonService.input(body);
        String stream = input.requiredString("DeliveryStreamName");
        Input record = input.requiredObject("Record");
        byte[] data = record.blob("Data").orElseThrow(() -> record.missing("Data"));
        input.refuseUnread();
        return new PutRecordBody(stream, data);
    }

    /** Each member once, of its type, and no other. */
    private static Optional<PutRecordBody> usual(byte[] body) {
        try (JsonParser json = Json.MAPPER.createParser(body)) {
            @Nullable String stream = null;
            byte @Nullable [] data = null;
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                boolean read = false;
                if (name.equals("DeliveryStreamName") && stream == null) {
                    stream = json.nextStringValue();
                    read = stream != null;
                } else if (name.equals("Record") && data == null) {
                    data = record(json);
                    read = data != null;
                }
                if (!read) {
                    return Optional.empty();
                }
            }
            boolean ended = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
            return ended && stream != null && data != null
                    ? Optional.of(new PutRecordBody(stream, data))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException unusual) {
            return Optional.empty();
        }
    }

    private static byte @Nullable [] record(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT || !"Data".equals(json.nextName())) {
            return null;
        }
        String base64 = json.nextStringValue();
        return base64 != null && json.nextToken() == JsonToken.END_OBJECT
                ? Base64.getDecoder().decode(base64)
                : null;
    }
}
