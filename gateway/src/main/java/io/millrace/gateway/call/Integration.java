package io.millrace.gateway.call;

import io.millrace.base.Arn;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * One AWS service that a method can be integrated with. Shared between threads; must not block. The service's own
 * refusals are answers with its status and error document. A stage that fails with {@link
 * io.millrace.wire.AccessDenied} means that the role cannot be assumed; any other failure is a 504 for the caller.
 */
public interface Integration {

    CompletionStage<Answer> call(Call call);

    /**
     * @param region the region in the integration's URI
     * @param source the method's execute-api ARN
     * @param credentialsRoleArn the role to act in
     * @param action the operation, e.g. {@code PutRecord}
     * @param body the operation's JSON document
     */
    // A body is bytes; copying it into a list would cost the hot path more than the record's equality is worth.
    @SuppressWarnings("ArrayRecordComponent")
    record Call(
            String region,
            Arn source,
            String credentialsRoleArn,
            String service,
            String action,
            byte[] body,
            String requestId) {}

    /** @param headers as the service sends them, by name in its own spelling */
    @SuppressWarnings("ArrayRecordComponent") // As above.
    record Answer(int status, Map<String, String> headers, byte[] body) {}
}
