package io.millrace.delivery.partition;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.delivery.core.PartitionFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * A jq 1.6 expression that makes an object of partition keys. What it may say is bounded before it is ever run, see
 * {@link QueryTokens}. Immutable.
 */
public final class PartitionQuery {

    /** The text is no query that is taken here; the message says why. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }

        /** The message, never null. */
        public String text() {
            return String.valueOf(getMessage());
        }
    }

    /** What a record says. */
    sealed interface Answer {
        /** A text for each key; an empty one for none. */
        record Keys(Map<String, String> values) implements Answer {}

        record None(PartitionFailure failure) implements Answer {}
    }

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LONGEST_NUMBER = 40;
    private static final Scope FUNCTIONS = functions();

    private final JsonQuery query;
    private final Set<String> keys;

    private PartitionQuery(JsonQuery query, Set<String> keys) {
        this.query = query;
        this.keys = keys;
    }

    private static Scope functions() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        DateFunctions.addTo(scope);
        return scope;
    }

    public static PartitionQuery of(String text) throws Malformed {
        Set<String> keys = QueryTokens.keys(text);
        try {
            return new PartitionQuery(JsonQuery.compile(text, Versions.JQ_1_6), keys);
        } catch (JsonQueryException malformed) {
            throw new Malformed(String.valueOf(malformed.getMessage()));
        }
    }

    /** The keys of its object, in its order. */
    public Set<String> keys() {
        return keys;
    }

    Answer ask(ByteBuffer record) {
        JsonNode document;
        try {
            ByteBuffer data = record.duplicate();
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            document = MAPPER.readTree(bytes);
        } catch (IOException noJson) {
            return new Answer.None(PartitionFailure.NO_JSON);
        }
        if (document.isMissingNode()) {
            return new Answer.None(PartitionFailure.NO_JSON);
        }
        try {
            query.apply(Scope.newChildScope(FUNCTIONS), document, first -> {
                throw new First(first);
            });
        } catch (First answer) {
            return answer(answer.node);
        } catch (JsonQueryException unanswered) {
            return new Answer.None(PartitionFailure.QUERY_FAILED);
        }
        return new Answer.None(PartitionFailure.QUERY_FAILED);
    }

    /** The first output ends the query. Unchecked, so that a {@code try} in the query does not catch it. */
    private static final class First extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient JsonNode node;

        First(JsonNode node) {
            super(null, null, false, false);
            this.node = node;
        }
    }

    private static Answer answer(JsonNode object) {
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode value = member.getValue();
            if (value.isContainerNode()) {
                return new Answer.None(PartitionFailure.QUERY_FAILED);
            }
            values.put(member.getKey(), value.isNull() ? "" : text(value));
        }
        return new Answer.Keys(values);
    }

    /** A whole number reads without a fraction, as jq prints it. */
    private static String text(JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            return value.asText();
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        return Math.abs(number.scale()) > LONGEST_NUMBER ? number.toString() : number.toPlainString();
    }
}
