package io.millrace.wire;

import io.millrace.base.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service that speaks REST-JSON: one table of method and path templates such as {@code /functions/{name}/code}.
 * Immutable once built.
 */
public final class RestJsonService implements WireService {

    private static final int BODY_LIMIT = 100 * 1024 * 1024;

    /** One request with the values of its path template. */
    public record Call(WireRequest request, Map<String, String> pathParameters) {

        public String path(String name) {
            String value = pathParameters.get(name);
            if (value == null) {
                throw new IllegalArgumentException("The path template has no {" + name + "}");
            }
            return value;
        }

        public Optional<String> query(String name) {
            return request.queryParameter(name);
        }

        /** The body as a JSON object; an empty body is an empty object. */
        public Input input() throws Exception {
            byte[] body = request.bodyBytes(BODY_LIMIT);
            if (body.length == 0) {
                return Input.of(Json.MAPPER.createObjectNode());
            }
            try {
                JsonNode document = Json.MAPPER.readTree(body);
                if (document instanceof ObjectNode object) {
                    return Input.of(object);
                }
            } catch (JacksonException malformed) {
                throw new WireException(
                        CommonError.SERIALIZATION, "The body is not JSON: " + malformed.getOriginalMessage());
            }
            throw new WireException(CommonError.SERIALIZATION, "The body must be a JSON object.");
        }
    }

    /** One operation. */
    @FunctionalInterface
    public interface Operation {
        WireResponse run(Call call) throws Exception;
    }

    private record Route(String method, List<String> template, Operation operation) {

        Optional<Map<String, String>> match(String requestMethod, List<String> segments) {
            if (!method.equals(requestMethod) || segments.size() != template.size()) {
                return Optional.empty();
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                String part = template.get(i);
                if (part.startsWith("{")) {
                    values.put(part.substring(1, part.length() - 1), segments.get(i));
                } else if (!part.equals(segments.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(values);
        }

        long literals() {
            return template.stream().filter(part -> !part.startsWith("{")).count();
        }
    }

    private final String signingName;
    private final List<Route> routes;
    private final List<OperationInfo> infos;

    private RestJsonService(Builder builder) {
        this.signingName = builder.signingName;
        this.routes = builder.routes.stream()
                .sorted((a, b) -> Long.compare(b.literals(), a.literals()))
                .toList();
        this.infos = List.copyOf(builder.infos);
    }

    public static Builder named(String signingName) {
        return new Builder(signingName);
    }

    /** The table while it is being written. Used by one thread. */
    public static final class Builder {
        private final String signingName;
        private final List<Route> routes = new ArrayList<>();
        private final List<OperationInfo> infos = new ArrayList<>();

        private Builder(String signingName) {
            this.signingName = signingName;
        }

        /** @param template a path without a trailing slash, with names in braces for whole segments */
        public Builder operation(String name, String method, String template, Operation operation) {
            return operation(name, "", method, template, operation);
        }

        /** @param note for the compatibility page: what is different here */
        public Builder operation(String name, String note, String method, String template, Operation operation) {
            routes.add(new Route(method, segments(template), operation));
            infos.add(new OperationInfo(name, true, note));
            return this;
        }

        /** Refuses an operation by name: the same table line, with the reason in place of the code. */
        public Builder refused(String name, String why, String method, String template) {
            routes.add(new Route(method, segments(template), call -> {
                throw new WireException(
                        CommonError.UNKNOWN_OPERATION,
                        "The operation " + name + " is not supported here: " + why + " See docs/compatibility.md.");
            }));
            infos.add(new OperationInfo(name, false, why));
            return this;
        }

        public RestJsonService build() {
            return new RestJsonService(this);
        }
    }

    @Override
    public String signingName() {
        return signingName;
    }

    @Override
    public Protocol protocol() {
        return Protocol.REST_JSON;
    }

    @Override
    public List<OperationInfo> operations() {
        return infos;
    }

    @Override
    public WireResponse handle(WireRequest request) throws Exception {
        List<String> segments = segments(request.rawPath());
        for (Route route : routes) {
            Optional<Map<String, String>> match = route.match(request.method(), segments);
            if (match.isPresent()) {
                return route.operation().run(new Call(request, match.get()));
            }
        }
        throw new WireException(
                CommonError.UNKNOWN_OPERATION,
                "No operation of " + signingName + " that is supported here is " + request.method() + " "
                        + request.path() + ". See docs/compatibility.md.");
    }

    /** Split before decoding, so that an encoded slash (in an ARN, say) stays within its segment. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                segments.add(part.startsWith("{") ? part : decode(part));
            }
        }
        return segments;
    }

    private static String decode(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException bad) {
            throw new WireException(CommonError.VALIDATION, "The path has a broken escape: " + part);
        }
    }
}
