package io.millrace.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service that speaks the Query protocol: one table of actions, XML answers. Immutable once built. */
public final class QueryService implements WireService {

    /** The longest form that is read. */
    public static final int BODY_LIMIT = 1024 * 1024;

    /**
     * One action: reads its parameters, calls {@link QueryInput#refuseUnread}, and writes what stands within the result
     * element.
     */
    @FunctionalInterface
    public interface Operation {
        void run(WireRequest request, QueryInput input, Xml result) throws Exception;
    }

    private final String signingName;
    private final String namespace;
    private final Map<String, Operation> supported;
    private final List<OperationInfo> infos;

    private QueryService(Builder builder) {
        this.signingName = builder.signingName;
        this.namespace = builder.namespace;
        this.supported = Map.copyOf(builder.supported);
        this.infos = List.copyOf(builder.infos);
    }

    /** @param namespace of the answers; ends with the API's version and a slash */
    public static Builder named(String signingName, String namespace) {
        return new Builder(signingName, namespace);
    }

    /** The table while it is being written. Used by one thread. */
    public static final class Builder {
        private final String signingName;
        private final String namespace;
        private final Map<String, Operation> supported = new LinkedHashMap<>();
        private final List<OperationInfo> infos = new ArrayList<>();

        private Builder(String signingName, String namespace) {
            this.signingName = signingName;
            this.namespace = namespace;
        }

        public Builder operation(String name, Operation operation) {
            return operation(name, "", operation);
        }

        /** @param note for the compatibility page: what is different here */
        public Builder operation(String name, String note, Operation operation) {
            supported.put(name, operation);
            infos.add(new OperationInfo(name, true, note));
            return this;
        }

        public Builder refused(String why, String... names) {
            for (String name : names) {
                infos.add(new OperationInfo(name, false, why));
            }
            return this;
        }

        public QueryService build() {
            return new QueryService(this);
        }
    }

    @Override
    public String signingName() {
        return signingName;
    }

    @Override
    public Protocol protocol() {
        return Protocol.QUERY;
    }

    @Override
    public List<OperationInfo> operations() {
        return infos;
    }

    public String namespace() {
        return namespace;
    }

    @Override
    public WireResponse handle(WireRequest request) throws Exception {
        Map<String, String> parameters = parameters(request);
        String action = parameters.getOrDefault("Action", "");
        Operation operation = supported.get(action);
        if (operation == null) {
            throw unknown(action);
        }
        Xml xml = new Xml().open(action + "Response", namespace).open(action + "Result");
        operation.run(request, new QueryInput(parameters), xml);
        xml.close();
        xml.open("ResponseMetadata").element("RequestId", request.requestId()).close();
        return WireResponse.xml(200, xml.close().toString());
    }

    private WireException unknown(String action) {
        if (action.isEmpty()) {
            return new WireException(
                    CommonError.INVALID_ACTION, "The request has no Action. Send it as a form parameter.");
        }
        for (OperationInfo info : infos) {
            if (info.name().equals(action)) {
                return new WireException(
                        CommonError.INVALID_ACTION,
                        "The action " + action + " is not supported here: " + info.note()
                                + " See docs/compatibility.md.");
            }
        }
        return new WireException(
                CommonError.INVALID_ACTION, "There is no action '" + action + "' in " + signingName + ".");
    }

    private static Map<String, String> parameters(WireRequest request) throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        request.query().forEach((name, values) -> parameters.put(name, values.getFirst()));
        String form = new String(request.bodyBytes(BODY_LIMIT), StandardCharsets.UTF_8);
        FormText.parse(form).forEach((name, values) -> parameters.put(name, values.getFirst()));
        return parameters;
    }
}
