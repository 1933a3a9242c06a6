package io.millrace.wire.http;

import io.millrace.wire.CommonError;
import io.millrace.wire.OperationInfo;
import io.millrace.wire.Protocol;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** As much of an object service as a client needs to show what arrives: put, get and head by path. */
final class KeptObjects implements WireService {

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public String signingName() {
        return "s3";
    }

    @Override
    public Protocol protocol() {
        return Protocol.REST_XML;
    }

    @Override
    public List<OperationInfo> operations() {
        return List.of();
    }

    @Override
    public WireResponse handle(WireRequest request) throws Exception {
        return switch (request.method()) {
            case "PUT" -> put(request);
            case "GET", "HEAD" -> get(request.path());
            default -> throw new IllegalStateException("A fault of the service's own");
        };
    }

    private WireResponse put(WireRequest request) throws IOException {
        objects.put(request.path(), request.body().readAllBytes());
        return WireResponse.empty(200).with("ETag", "\"x\"");
    }

    private WireResponse get(String path) {
        byte[] object = objects.get(path);
        if (object == null) {
            throw new WireException(CommonError.VALIDATION, "There is no " + path);
        }
        return WireResponse.of(200, "binary/octet-stream", object);
    }
}
