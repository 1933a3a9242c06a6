package io.millrace.server;

import io.millrace.gateway.Gateway;
import io.millrace.gateway.call.StageRequest;
import io.millrace.wire.http.HotPath;
import io.millrace.wire.http.HotRequest;
import io.millrace.wire.http.HotResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Where deployed APIs answer: {@code /restapis/{api}/{stage}/_user_request_/{path}} and {@code
 * {api}.execute-api.*} hosts. Shared between threads; never blocks.
 */
final class StagePath implements HotPath {

    private static final String PREFIX = "/restapis/";
    private static final String MARK = "/_user_request_";
    private static final String HOST_MARK = ".execute-api.";

    private final Gateway gateway;

    StagePath(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public boolean accepts(String method, String rawPath, String host) {
        return (rawPath.startsWith(PREFIX) && rawPath.contains(MARK)) || host.contains(HOST_MARK);
    }

    @Override
    public CompletionStage<HotResponse> handle(HotRequest request) {
        return gateway.request(stageRequest(request))
                .thenApply(answer -> new HotResponse(answer.status(), answer.headers(), answer.body()));
    }

    private static StageRequest stageRequest(HotRequest request) {
        String raw = request.rawPath();
        String api;
        String rest;
        int host = request.host().indexOf(HOST_MARK);
        if (host >= 0) {
            api = request.host().substring(0, host);
            rest = raw.substring(1);
        } else {
            int mark = raw.indexOf(MARK);
            int between = raw.indexOf('/', PREFIX.length());
            api = raw.substring(PREFIX.length(), between);
            rest = raw.substring(Math.min(between + 1, mark), mark) + raw.substring(mark + MARK.length());
        }
        int slash = rest.indexOf('/');
        String stage = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "/" : rest.substring(slash);
        return new StageRequest(
                api,
                stage,
                request.method(),
                path,
                request.query(),
                single(request.headers()),
                request.body(),
                request.remote());
    }

    /** A template sees one value a header: the last. */
    private static Map<String, String> single(Map<String, List<String>> headers) {
        Map<String, String> values = HashMap.newHashMap(headers.size());
        headers.forEach((name, all) -> values.put(name, all.getLast()));
        return values;
    }
}
