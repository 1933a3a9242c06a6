package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.firehose.model.Processor;

/** SIGKILL between the 2xx and the seal, again and again: each acknowledged record stands exactly once. */
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("millrace.crashes", 20);
    private static final int SENDERS = 4;
    private static final String BUCKET = "crash-bucket";

    private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Long> attempted = new ConcurrentLinkedQueue<>();
    private final AtomicLong nextId = new AtomicLong();

    @Test
    void eachAcknowledgedRecordStandsExactlyOnceAfterTwentyKills(@TempDir Path data, @TempDir Path temporary)
            throws Exception {
        try (RunningServer server = RunningServer.serve(data)) {
            provision(server);
        }
        for (int round = 0; round < ROUNDS; round++) {
            RunningServer server = RunningServer.serve(data, temporary);
            sendUntilKilled(server);
        }
        assertThat(temporary)
                .as("a killed server leaves no unpacked library behind")
                .isDirectoryNotContaining("glob:**.{so,dylib,jnilib,lck}*");
        try (RunningServer server = RunningServer.serve(data);
                Aws aws = new Aws(server)) {
            Map<Long, Long> times = count(aws);
            assertThat(acknowledged).as("the test sent too little").hasSizeGreaterThan(ROUNDS * 10);
            assertThat(acknowledged.stream().filter(id -> times.getOrDefault(id, 0L) != 1))
                    .as("acknowledged, and not there exactly once")
                    .isEmpty();
            assertThat(times.entrySet().stream().filter(entry -> entry.getValue() != 1))
                    .as("there more than once")
                    .isEmpty();
            assertThat(attempted).as("nothing that nobody sent").containsAll(times.keySet());
        }
    }

    private static void provision(RunningServer server) {
        try (Aws aws = new Aws(server)) {
            aws.s3.createBucket(create -> create.bucket(BUCKET));
            String role = aws.iam
                    .createRole(create -> create.roleName("delivery").assumeRolePolicyDocument("""
                                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                                     "Principal": {"Service": "firehose.amazonaws.com"}, "Action": "sts:AssumeRole"}]}"""))
                    .role()
                    .arn();
            aws.iam.putRolePolicy(
                    put -> put.roleName("delivery").policyName("write").policyDocument("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}"""));
            aws.firehose.createDeliveryStream(create -> create.deliveryStreamName("crash")
                    .extendedS3DestinationConfiguration(destination -> destination
                            .roleARN(role)
                            .bucketARN("arn:aws:s3:::" + BUCKET)
                            .bufferingHints(hints -> hints.sizeInMBs(1).intervalInSeconds(1))
                            .processingConfiguration(processing -> processing
                                    .enabled(true)
                                    .processors(Processor.builder()
                                            .type("AppendDelimiterToRecord")
                                            .build()))));
            Questions athena = new Questions(aws.athena);
            athena.useOutputLocation("s3://" + BUCKET + "/answers/");
            athena.ask("""
                    CREATE EXTERNAL TABLE crash (id BIGINT)
                    PARTITIONED BY (datehour STRING)
                    ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
                    LOCATION 's3://%1$s/'
                    TBLPROPERTIES (
                      'projection.enabled' = 'true',
                      'projection.datehour.type' = 'date',
                      'projection.datehour.format' = 'yyyy/MM/dd/HH',
                      'projection.datehour.range' = '2021/01/01/00,NOW',
                      'projection.datehour.interval' = '1',
                      'projection.datehour.interval.unit' = 'HOURS',
                      'storage.location.template' = 's3://%1$s/${datehour}/')""".formatted(BUCKET));
        }
    }

    private void sendUntilKilled(RunningServer server) throws InterruptedException {
        AtomicBoolean killed = new AtomicBoolean();
        List<Thread> senders = IntStream.range(0, SENDERS)
                .mapToObj(i -> Thread.ofVirtual().start(() -> send(server, killed)))
                .toList();
        Thread.sleep(ThreadLocalRandom.current().nextLong(100, 1500));
        server.kill();
        killed.set(true);
        for (Thread sender : senders) {
            sender.join();
        }
    }

    /** Sends without the client's own retries, which would send a record again whose answer was cut off. */
    private void send(RunningServer server, AtomicBoolean killed) {
        try (Aws aws = Aws.withoutRetries(server)) {
            while (!killed.get()) {
                long id = nextId.incrementAndGet();
                attempted.add(id);
                aws.firehose.putRecord(put -> put.deliveryStreamName("crash")
                        .record(record -> record.data(SdkBytes.fromUtf8String("{\"id\":" + id + "}"))));
                acknowledged.add(id);
            }
        } catch (SdkException cut) {
            // The kill: this record may stand or not, at most once.
        }
    }

    private static Map<Long, Long> count(Aws aws) {
        Map<Long, Long> times = new HashMap<>();
        new Questions(aws.athena)
                .askAll("SELECT id, count(*) FROM crash GROUP BY id")
                .forEach(row -> times.put(Long.valueOf(row.getFirst()), Long.valueOf(row.get(1))));
        return times;
    }
}
