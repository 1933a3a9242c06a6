package io.millrace.gateway;

import io.millrace.gateway.call.StageRequest;
import io.millrace.wire.http.HotPath;
import io.millrace.wire.http.HotRequest;
import io.millrace.wire.http.HotResponse;
import java.util.concurrent.CompletionStage;

/**
 * Where deployed APIs are reached over HTTP: {@code /restapis/{api}/{stage}/_user_request_/{path}} on any host, {@code
 * /{stage}/{path}} on the hosts {@code {api}.execute-api.*}. Shared between threads; never blocks.
 */
public final class StageDoor implements HotPath {

    private static final String PREFIX = "/restapis/";
    private static final String MARK = "/_user_request_";
    private static final String HOST_MARK = ".execute-api.";

    private final Gateway gateway;

    public StageDoor(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public boolean accepts(String method, String rawPath, String host) {
        return host.contains(HOST_MARK) || isUserRequest(rawPath);
    }

    private static boolean isUserRequest(String path) {
        if (!path.startsWith(PREFIX)) {
            return false;
        }
        int api = path.indexOf('/', PREFIX.length());
        int stage = api < 0 ? -1 : path.indexOf('/', api + 1);
        return stage > 0
                && path.startsWith(MARK, stage)
                && (path.length() == stage + MARK.length() || path.charAt(stage + MARK.length()) == '/');
    }

    @Override
    public CompletionStage<HotResponse> handle(HotRequest request) {
        String path = request.rawPath();
        StageRequest stageRequest = isUserRequest(path) ? byPath(request, path) : byHost(request, path);
        return gateway.request(stageRequest)
                .thenApply(response -> new HotResponse(response.status(), response.headers(), response.body()));
    }

    private static StageRequest byPath(HotRequest request, String path) {
        int api = path.indexOf('/', PREFIX.length());
        int stage = path.indexOf('/', api + 1);
        return of(
                request,
                path.substring(PREFIX.length(), api),
                path.substring(api + 1, stage),
                path.substring(stage + MARK.length()));
    }

    private static StageRequest byHost(HotRequest request, String path) {
        int stage = path.indexOf('/', 1);
        return of(
                request,
                request.host().substring(0, request.host().indexOf(HOST_MARK)),
                path.isEmpty() ? "" : path.substring(1, stage < 0 ? path.length() : stage),
                stage < 0 ? "" : path.substring(stage));
    }

    private static StageRequest of(HotRequest request, String api, String stage, String path) {
        return new StageRequest(
                api,
                stage,
                request.method(),
                path.isEmpty() ? "/" : path,
                request.query(),
                request.headers(),
                request.body(),
                request.remote());
    }
}
