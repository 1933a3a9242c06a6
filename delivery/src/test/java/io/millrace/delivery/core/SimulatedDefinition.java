package io.millrace.delivery.core;

import io.millrace.base.ByteSize;
import io.millrace.objects.open.Definition;
import io.millrace.objects.open.Encoding;
import io.millrace.objects.store.ObjectMetadata;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A destination as the simulation draws one; its text is its members, with semicolons between.
 *
 * @param backup the bucket of the backup, or empty
 * @param aggregated whether records are taken apart
 */
record SimulatedDefinition(
        String stream,
        int version,
        String bucket,
        String backup,
        boolean partitioned,
        boolean aggregated,
        Encoding encoding,
        int bytes,
        int seconds) {

    static final int PARTITIONS = 5;

    static SimulatedDefinition draw(String stream, int version, List<String> buckets, RandomGenerator random) {
        return new SimulatedDefinition(
                stream,
                version,
                buckets.get(random.nextInt(buckets.size())),
                random.nextInt(3) == 0 ? buckets.get(random.nextInt(buckets.size())) : "",
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                random.nextBoolean() ? Encoding.PLAIN : drawn(random),
                random.nextInt(40, 600),
                random.nextInt(1, 30));
    }

    private static Encoding drawn(RandomGenerator random) {
        List<Encoding> encodings = Stream.of(Encoding.values())
                .filter(encoding -> encoding != Encoding.PARQUET) // Of rows, which these records are not.
                .toList();
        return encodings.get(random.nextInt(encodings.size()));
    }

    Definition definition() {
        return new Definition(
                version,
                String.join(
                        ";",
                        stream,
                        "" + version,
                        bucket,
                        backup,
                        "" + partitioned,
                        "" + aggregated,
                        encoding.name(),
                        "" + bytes,
                        "" + seconds));
    }

    static SimulatedDefinition of(Definition definition) {
        List<String> parts = List.of(definition.text().split(";", -1));
        return new SimulatedDefinition(
                parts.get(0),
                Integer.parseInt(parts.get(1)),
                parts.get(2),
                parts.get(3),
                Boolean.parseBoolean(parts.get(4)),
                Boolean.parseBoolean(parts.get(5)),
                Encoding.valueOf(parts.get(6)),
                Integer.parseInt(parts.get(7)),
                Integer.parseInt(parts.get(8)));
    }

    /** Every key of its outputs begins so. */
    String literal() {
        return "data/" + stream + "/";
    }

    /** @param processors after records are taken apart, where they are */
    Destination destination(List<Processor> processors, PutPermission permission) {
        String prefix = partitioned ? literal() + "!{partitionKeyFromQuery:p}/" : literal();
        try {
            Output main = output(bucket, prefix, permission);
            return new Destination(
                    stream,
                    version,
                    main,
                    main.plainUnder(KeyTemplate.errorPrefix(
                            "errors/" + stream + "/!{firehose:error-output-type}/", ZoneOffset.UTC)),
                    backup.isEmpty()
                            ? Optional.empty()
                            : Optional.of(output(backup, "backup/" + stream + "/", permission)),
                    Optional.empty(),
                    new BatchLimit(8, 400),
                    PARTITIONS - 1,
                    processors);
        } catch (KeyTemplate.Malformed malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private Output output(String into, String prefix, PutPermission permission) throws KeyTemplate.Malformed {
        return new Output(
                into,
                KeyTemplate.prefix(prefix, ZoneOffset.UTC),
                encoding.extension(),
                new BufferingHints(new ByteSize(bytes), Duration.ofSeconds(seconds)),
                encoding,
                ObjectMetadata.ofType("application/octet-stream"),
                permission);
    }
}
