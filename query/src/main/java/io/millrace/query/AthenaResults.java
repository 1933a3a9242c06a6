package io.millrace.query;

import io.millrace.base.Json;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.store.ByteRange;
import io.millrace.objects.store.StoredObject;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * GetQueryResults: pages of the result file, read with the caller's rights. A page's token is the place in the file
 * where the next page begins. Shared between threads.
 */
final class AthenaResults {

    private static final int LARGEST_PAGE = 1000;

    private final Query query;
    private final AthenaExecutions executions;
    private final ObjectsDoor objects;

    AthenaResults(Query query, ObjectsDoor objects) {
        this.query = query;
        this.executions = new AthenaExecutions(query);
        this.objects = objects;
    }

    ObjectNode get(WireRequest request, Input input) throws IOException {
        String id = input.requiredString("QueryExecutionId");
        int limit = AthenaPages.limit(input, LARGEST_PAGE, LARGEST_PAGE);
        long place = AthenaPages.place(input);
        input.refuseUnread();
        Execution execution = executions.visible(request, id);
        query.authorize(request.caller(), request.region(), "athena:GetQueryResults", execution.workGroup());
        requireSuccess(execution);
        ObjectNode answer = Json.MAPPER.createObjectNode().put("UpdateCount", 0);
        ObjectNode set = answer.putObject("ResultSet");
        ArrayNode rows = set.putArray("Rows");
        long next = execution.isCsv()
                ? csvPage(request, execution, place, limit, rows)
                : textPage(request, execution, place, limit, rows);
        set.set("ResultSetMetadata", ResultMetadata.node(execution.columns()));
        if (next > 0) {
            answer.put("NextToken", AthenaPages.token(next));
        }
        return answer;
    }

    private static void requireSuccess(Execution execution) {
        if (!execution.state().isOver()) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST, "Query has not yet finished. Current state: " + execution.state());
        }
        if (execution.state() != Execution.State.SUCCEEDED) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST,
                    "Query did not finish successfully. Final query state: " + execution.state());
        }
    }

    /** Adds the rows; the place after them, or 0 at the end. The first page begins with the column names. */
    private long csvPage(WireRequest request, Execution execution, long place, int limit, ArrayNode rows)
            throws IOException {
        try (StoredObject file = open(request, execution);
                InputStream in = new BufferedInputStream(file.stream(range(file, place)), 1 << 16)) {
            CsvLines lines = new CsvLines(in, place);
            for (int i = 0; i < limit; i++) {
                List<@Nullable String> fields = lines.next();
                if (fields == null) {
                    return 0;
                }
                add(rows, fields);
            }
            return lines.position() < file.info().size() ? lines.position() : 0;
        }
    }

    private long textPage(WireRequest request, Execution execution, long place, int limit, ArrayNode rows)
            throws IOException {
        try (StoredObject file = open(request, execution);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(file.stream(), StandardCharsets.UTF_8))) {
            long line = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (line++ < place) {
                    continue;
                }
                if (line > place + limit) {
                    return place + limit;
                }
                List<@Nullable String> fields = new ArrayList<>();
                fields.add(text);
                add(rows, fields);
            }
            return 0;
        }
    }

    private StoredObject open(WireRequest request, Execution execution) throws IOException {
        String path = execution.resultLocation().substring("s3://".length());
        int slash = path.indexOf('/');
        return objects.get(request.caller(), path.substring(0, slash), path.substring(slash + 1))
                .orElseThrow(() -> new WireException(
                        AthenaError.INVALID_REQUEST,
                        "Could not find results: " + execution.resultLocation() + " is no longer there."));
    }

    private static ByteRange range(StoredObject file, long place) {
        if (place > file.info().size()) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST, "NextToken is none that was given out. Begin again without it.");
        }
        return place == 0 ? ByteRange.ALL : new ByteRange(place, file.info().size() - place);
    }

    private static void add(ArrayNode rows, List<@Nullable String> fields) {
        ArrayNode data = rows.addObject().putArray("Data");
        for (String field : fields) {
            ObjectNode datum = data.addObject();
            if (field != null) {
                datum.put("VarCharValue", field);
            }
        }
    }
}
