package io.millrace.objects.door;

import io.millrace.objects.store.StoreFault;
import io.millrace.wire.OperationInfo;
import io.millrace.wire.Protocol;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** S3's REST-XML protocol over the store. Shared between threads. Paths are {@code /bucket/key}. */
public final class S3Service implements WireService {

    private final List<S3Operation> table;

    public S3Service(ObjectsDoor door) {
        this.table = S3Operations.of(door);
    }

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
        return table.stream().map(S3Operation::info).toList();
    }

    @Override
    public WireResponse handle(WireRequest request) throws Exception {
        try {
            S3Call call = S3Call.of(request);
            checkOwner(call);
            return operation(call).run().run(call);
        } catch (StoreFault fault) {
            throw withResource(StoreFaults.toWire(fault), request);
        } catch (WireException error) {
            throw withResource(error, request);
        }
    }

    private S3Operation operation(S3Call call) {
        for (S3Operation operation : table) {
            if (operation.matches(call)) {
                return operation;
            }
        }
        throw S3Error.METHOD_NOT_ALLOWED.with("The specified method is not allowed against this resource: "
                + call.request().method() + " " + call.request().path() + ".");
    }

    private static void checkOwner(S3Call call) {
        for (String name : List.of("x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner")) {
            Optional<String> owner = call.header(name);
            if (owner.isPresent() && !owner.get().equals(call.caller().account())) {
                throw S3Error.ACCESS_DENIED.with("The bucket belongs to the account "
                        + call.caller().account() + ", not to " + owner.get() + ".");
            }
        }
    }

    /** S3 names what a request was about in each error. */
    private static WireException withResource(WireException error, WireRequest request) {
        if (!(error.code() instanceof S3Error)) {
            return error;
        }
        Map<String, String> members = new TreeMap<>(error.members());
        members.putIfAbsent("Resource", request.path());
        return new WireException(error.code(), error.text(), members);
    }
}
