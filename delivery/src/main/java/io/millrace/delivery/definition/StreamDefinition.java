package io.millrace.delivery.definition;

import io.millrace.base.Arn;
import io.millrace.base.Json;
import io.millrace.objects.open.Definition;

/**
 * A delivery stream as one version of it stands: kept as JSON in the stream's own log, so that a stream needs nothing
 * else to be found again.
 *
 * @param createdMillis when the stream was made
 * @param updatedMillis when this version was; the same for the first
 */
public record StreamDefinition(
        String region,
        String account,
        String name,
        long createdMillis,
        long updatedMillis,
        int version,
        S3Settings s3) {

    public static StreamDefinition of(Definition definition) {
        return Json.MAPPER.readValue(definition.text(), StreamDefinition.class);
    }

    public Definition definition() {
        return new Definition(version, Json.MAPPER.writeValueAsString(this));
    }

    public Arn arn() {
        return Arn.of("firehose", region, account, "deliverystream/" + name);
    }

    /** The next version. */
    public StreamDefinition with(S3Settings changed, long millis) {
        return new StreamDefinition(region, account, name, createdMillis, millis, version + 1, changed);
    }
}
