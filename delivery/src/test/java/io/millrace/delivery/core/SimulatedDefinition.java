package io.millrace.delivery.core;

import io.millrace.base.ByteSize;
import io.millrace.objects.open.Definition;
import io.millrace.objects.open.Encoding;
import io.millrace.objects.store.ObjectMetadata;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;

/** A destination as the simulation draws one; its text is {@code name;version;bucket;partitioned;gzip;bytes;seconds}. */
record SimulatedDefinition(
        String stream, int version, String bucket, boolean partitioned, boolean gzip, int bytes, int seconds) {

    static final int PARTITIONS = 5;

    static SimulatedDefinition draw(String stream, int version, String bucket, RandomGenerator random) {
        return new SimulatedDefinition(
                stream,
                version,
                bucket,
                random.nextInt(3) == 0,
                random.nextInt(4) == 0,
                random.nextInt(40, 600),
                random.nextInt(1, 30));
    }

    Definition definition() {
        return new Definition(
                version,
                String.join(";", stream, "" + version, bucket, "" + partitioned, "" + gzip, "" + bytes, "" + seconds));
    }

    static SimulatedDefinition of(Definition definition) {
        List<String> parts = List.of(definition.text().split(";"));
        return new SimulatedDefinition(
                parts.get(0),
                Integer.parseInt(parts.get(1)),
                parts.get(2),
                Boolean.parseBoolean(parts.get(3)),
                Boolean.parseBoolean(parts.get(4)),
                Integer.parseInt(parts.get(5)),
                Integer.parseInt(parts.get(6)));
    }

    /** Every key of its outputs begins so. */
    String literal() {
        return "data/" + stream + "/";
    }

    Destination destination(Processor processor, PutPermission permission) {
        String prefix = partitioned ? literal() + "!{partitionKeyFromQuery:p}/" : literal();
        try {
            return new Destination(
                    stream,
                    version,
                    bucket,
                    KeyTemplate.prefix(prefix, ZoneOffset.UTC),
                    KeyTemplate.errorPrefix("errors/" + stream + "/!{firehose:error-output-type}/", ZoneOffset.UTC),
                    "",
                    new BufferingHints(new ByteSize(bytes), Duration.ofSeconds(seconds)),
                    gzip ? Encoding.GZIP : Encoding.PLAIN,
                    ObjectMetadata.ofType("application/octet-stream"),
                    new BatchLimit(8, 400),
                    PARTITIONS - 1,
                    List.of(processor),
                    permission);
        } catch (KeyTemplate.Malformed malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
