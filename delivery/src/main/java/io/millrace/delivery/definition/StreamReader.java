package io.millrace.delivery.definition;

import io.millrace.access.Access;
import io.millrace.base.ByteSize;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.delivery.core.AppendDelimiter;
import io.millrace.delivery.core.BatchLimit;
import io.millrace.delivery.core.BufferingHints;
import io.millrace.delivery.core.Destination;
import io.millrace.delivery.core.DestinationReader;
import io.millrace.delivery.core.KeyTemplate;
import io.millrace.delivery.core.Processor;
import io.millrace.delivery.core.PutPermission;
import io.millrace.delivery.lambda.LambdaProcessor;
import io.millrace.delivery.lambda.LambdaTarget;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Makes of a definition what delivery's core works with. Shared between threads. */
public final class StreamReader implements DestinationReader {

    private static final int BATCH_RECORDS = 50_000;

    private final Access access;
    private final Functions functions;
    private final ObjectsDoor objects;
    private final Executor executor;
    private final Clock clock;
    private final RandomGenerator random;
    private final int parallel;

    /**
     * @param executor where functions are invoked; may block
     * @param parallel how many invocations of a stream's function run at once
     */
    public StreamReader(
            Access access,
            Functions functions,
            ObjectsDoor objects,
            Executor executor,
            Clock clock,
            RandomGenerator random,
            int parallel) {
        this.access = access;
        this.functions = functions;
        this.objects = objects;
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
        boolean gzip = s3.compression().equals("GZIP");
        String extension = s3.fileExtension().isEmpty() && gzip ? ".gz" : s3.fileExtension();
        try {
            return new Destination(
                    stream.name(),
                    stream.version(),
                    s3.bucket(),
                    KeyTemplate.prefix(s3.prefix(), zone),
                    KeyTemplate.errorPrefix(s3.errorOutputPrefix(), zone),
                    extension,
                    new BufferingHints(
                            ByteSize.ofMiB(s3.sizeInMegabytes()), Duration.ofSeconds(s3.intervalInSeconds())),
                    gzip ? Encoding.GZIP : Encoding.PLAIN,
                    ObjectMetadata.ofType("application/octet-stream"),
                    batchLimit(s3),
                    Destination.ACTIVE_PARTITIONS,
                    processors(stream),
                    (bucket, key) -> checkPut(stream, bucket, key));
        } catch (KeyTemplate.Malformed impossible) {
            throw new IllegalStateException("A definition was accepted that cannot be read: " + definition, impossible);
        }
    }

    private static List<ProcessorSettings> active(S3Settings s3) {
        return s3.processing() ? s3.processors() : List.of();
    }

    private BatchLimit batchLimit(S3Settings s3) {
        int bytes = active(s3).stream()
                .filter(processor -> processor.type().equals("Lambda"))
                .mapToInt(processor -> parallel * LambdaParameters.bufferBytes(processor))
                .findFirst()
                .orElse(4 << 20);
        return new BatchLimit(BATCH_RECORDS, bytes);
    }

    private List<Processor> processors(StreamDefinition stream) {
        List<Processor> processors = new ArrayList<>();
        for (ProcessorSettings settings : active(stream.s3())) {
            processors.add(
                    settings.type().equals("Lambda")
                            ? lambda(stream, settings)
                            : new AppendDelimiter(delimiter(settings)));
        }
        return processors;
    }

    /** A backslash and an n mean a line end, as in the console. */
    private static byte[] delimiter(ProcessorSettings settings) {
        return settings.parameter("Delimiter").orElse("\n").replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Processor lambda(StreamDefinition stream, ProcessorSettings settings) {
        LambdaTarget target = new LambdaTarget(
                stream.arn(),
                settings.parameter("LambdaArn").orElseThrow(),
                settings.parameter("RoleArn").orElse(stream.s3().roleArn()),
                LambdaParameters.retries(settings),
                LambdaParameters.bufferBytes(settings));
        return new LambdaProcessor(target, access, functions, executor, clock, random.nextInt(1_000_000));
    }

    private void checkPut(StreamDefinition stream, String bucket, String key) throws PutPermission.Denied {
        try {
            Caller caller = access.assumeRole(
                    "firehose.amazonaws.com",
                    stream.s3().roleArn(),
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
