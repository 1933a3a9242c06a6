package io.millrace.delivery;

import io.millrace.base.Json;
import io.millrace.delivery.core.FoundRecord;
import io.millrace.wire.WireResponse;
import io.millrace.wire.http.PageHandler;
import io.millrace.wire.http.PageRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds a record again by its RecordId: {@code ?id=...}. Says which stream, where in its log, and as long as the log keeps
 * it, what it was and whether its outcome stands. Shared between threads.
 */
final class RecordPage implements PageHandler {

    private final Streams streams;

    RecordPage(Streams streams) {
        this.streams = streams;
    }

    @Override
    public WireResponse handle(PageRequest request) throws IOException {
        Optional<RecordIds.Place> place = request.queryParameter("id").flatMap(RecordIds::place);
        if (place.isEmpty()) {
            return problem(400, "Give the RecordId of a put as the parameter id, percent-encoded.");
        }
        Optional<Stream> stream = streams.all().stream()
                .filter(known -> known.core().key().text().equals(place.get().streamKey()))
                .findFirst();
        if (stream.isEmpty()) {
            return problem(404, "The delivery stream of that record has been deleted.");
        }
        ObjectNode answer = Json.MAPPER
                .createObjectNode()
                .put("stream", stream.get().definition().arn().toString())
                .put("position", place.get().position())
                .put("index", place.get().index());
        Optional<FoundRecord> record =
                stream.get().core().find(place.get().position(), place.get().index());
        answer.put("kept", record.isPresent());
        record.ifPresent(found -> {
            byte[] data = new byte[found.data().remaining()];
            found.data().duplicate().get(data);
            answer.put("arrival", found.arrival().toString())
                    .put("processed", found.processed())
                    .put("data", Base64.getEncoder().encodeToString(data));
        });
        return WireResponse.json(200, answer);
    }

    private static WireResponse problem(int status, String message) {
        return WireResponse.json(status, Json.MAPPER.createObjectNode().put("message", message));
    }
}
