package io.millrace.delivery.definition;

import io.millrace.access.Access;
import io.millrace.base.ByteSize;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.delivery.convert.CatalogConversion;
import io.millrace.delivery.convert.Schemas;
import io.millrace.delivery.core.AppendDelimiter;
import io.millrace.delivery.core.BatchLimit;
import io.millrace.delivery.core.BufferingHints;
import io.millrace.delivery.core.Destination;
import io.millrace.delivery.core.DestinationReader;
import io.millrace.delivery.core.KeyTemplate;
import io.millrace.delivery.core.Output;
import io.millrace.delivery.core.Processor;
import io.millrace.delivery.core.PutPermission;
import io.millrace.delivery.lambda.LambdaProcessor;
import io.millrace.delivery.lambda.LambdaTarget;
import io.millrace.delivery.partition.MetadataExtraction;
import io.millrace.delivery.partition.PartitionQuery;
import io.millrace.delivery.partition.RecordDeAggregation;
import io.millrace.functions.Functions;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.open.Definition;
import io.millrace.objects.open.Encoding;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.wire.AccessDenied;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Makes of a definition what delivery's core works with. Shared between threads. */
public final class StreamReader implements DestinationReader {

    private static final int BATCH_RECORDS = 50_000;

    /** Whom streams call on. */
    public record Neighbours(Access access, Functions functions, ObjectsDoor objects, Schemas schemas) {}

    private final Access access;
    private final Functions functions;
    private final ObjectsDoor objects;
    private final Schemas schemas;
    private final Executor executor;
    private final Clock clock;
    private final RandomGenerator random;
    private final int parallel;

    /**
     * @param executor where functions are invoked; may block
     * @param parallel how many invocations of a stream's function run at once
     */
    public StreamReader(Neighbours neighbours, Executor executor, Clock clock, RandomGenerator random, int parallel) {
        this.access = neighbours.access();
        this.functions = neighbours.functions();
        this.objects = neighbours.objects();
        this.schemas = neighbours.schemas();
        this.executor = executor;
        this.clock = clock;
        this.random = random;
        this.parallel = parallel;
    }

    @Override
    public Destination read(Definition definition) {
        StreamDefinition stream = StreamDefinition.of(definition);
        S3Settings s3 = stream.s3();
        ZoneId zone = ZoneId.of(s3.customTimeZone());
        try {
            Encoding encoding = s3.conversionInUse().isPresent()
                    ? Encoding.PARQUET
                    : encoding(s3.place().compression());
            Output main = output(stream, s3.place(), encoding, s3.fileExtension(), zone);
            Optional<Output> backup = s3.backupEnabled() && s3.backup().isPresent()
                    ? Optional.of(output(
                            stream,
                            s3.backup().get(),
                            encoding(s3.backup().get().compression()),
                            "",
                            zone))
                    : Optional.empty();
            return new Destination(
                    stream.name(),
                    stream.version(),
                    main,
                    main.plainUnder(KeyTemplate.errorPrefix(s3.place().errorOutputPrefix(), zone)),
                    backup,
                    s3.conversionInUse().map(settings -> new CatalogConversion(schemas, stream.arn(), settings, clock)),
                    batchLimit(s3),
                    Destination.ACTIVE_PARTITIONS,
                    processors(stream));
        } catch (KeyTemplate.Malformed | PartitionQuery.Malformed impossible) {
            throw new IllegalStateException("A definition was accepted that cannot be read: " + definition, impossible);
        }
    }

    private Output output(StreamDefinition stream, S3Place place, Encoding encoding, String extension, ZoneId zone)
            throws KeyTemplate.Malformed {
        return new Output(
                place.bucket(),
                KeyTemplate.prefix(place.prefix(), zone),
                extension.isEmpty() ? encoding.extension() : extension,
                new BufferingHints(
                        ByteSize.ofMiB(place.sizeInMegabytes()), Duration.ofSeconds(place.intervalInSeconds())),
                encoding,
                ObjectMetadata.ofType("application/octet-stream"),
                (bucket, key) -> checkPut(stream, place.roleArn(), bucket, key));
    }

    private static Encoding encoding(String compression) {
        return switch (compression) {
            case "UNCOMPRESSED" -> Encoding.PLAIN;
            case "GZIP" -> Encoding.GZIP;
            case "ZIP" -> Encoding.ZIP;
            case "Snappy" -> Encoding.SNAPPY;
            case "HADOOP_SNAPPY" -> Encoding.HADOOP_SNAPPY;
            default -> throw new IllegalStateException("A compression was accepted that is unknown: " + compression);
        };
    }

    private BatchLimit batchLimit(S3Settings s3) {
        int bytes = s3.active("Lambda")
                .map(processor -> parallel * LambdaParameters.bufferBytes(processor))
                .orElse(4 << 20);
        return new BatchLimit(BATCH_RECORDS, bytes);
    }

    /** In Firehose's order, whatever the caller's: taken apart, transformed, partitioned, delimited. */
    private List<Processor> processors(StreamDefinition stream) throws PartitionQuery.Malformed {
        S3Settings s3 = stream.s3();
        List<Processor> processors = new ArrayList<>();
        s3.active("RecordDeAggregation").ifPresent(settings -> processors.add(deAggregation(settings)));
        s3.active("Lambda").ifPresent(settings -> processors.add(lambda(stream, settings)));
        Optional<ProcessorSettings> extraction = s3.active("MetadataExtraction");
        if (extraction.isPresent()) {
            String query = extraction.get().parameter("MetadataExtractionQuery").orElseThrow();
            processors.add(new MetadataExtraction(PartitionQuery.of(query), clock));
        }
        s3.active("AppendDelimiterToRecord")
                .ifPresent(settings -> processors.add(new AppendDelimiter(delimiter(settings))));
        return processors;
    }

    private Processor deAggregation(ProcessorSettings settings) {
        return settings.parameter("SubRecordType").orElse("JSON").equals("JSON")
                ? RecordDeAggregation.json(clock)
                : RecordDeAggregation.delimited(
                        clock,
                        Base64.getDecoder()
                                .decode(settings.parameter("Delimiter").orElseThrow()));
    }

    /** A backslash and an n mean a line end, as in the console. */
    private static byte[] delimiter(ProcessorSettings settings) {
        return settings.parameter("Delimiter").orElse("\n").replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Processor lambda(StreamDefinition stream, ProcessorSettings settings) {
        LambdaTarget target = new LambdaTarget(
                stream.arn(),
                settings.parameter("LambdaArn").orElseThrow(),
                settings.parameter("RoleArn").orElse(stream.s3().place().roleArn()),
                LambdaParameters.retries(settings),
                LambdaParameters.bufferBytes(settings));
        return new LambdaProcessor(target, access, functions, executor, clock, random.nextInt(1_000_000));
    }

    private void checkPut(StreamDefinition stream, String roleArn, String bucket, String key)
            throws PutPermission.Denied {
        try {
            Caller caller = access.assumeRole(
                    "firehose.amazonaws.com",
                    roleArn,
                    "firehose",
                    Optional.of(stream.arn()),
                    Optional.of(stream.account()));
            objects.authorize(caller, "s3:PutObject", bucket, key);
        } catch (AccessDenied denied) {
            throw new PutPermission.Denied(denied.text());
        } catch (IOException failure) {
            throw new PutPermission.Denied("The policy of the bucket " + bucket + " cannot be read: " + failure);
        }
    }
}
