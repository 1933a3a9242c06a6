package io.millrace.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.ByteSize;
import io.millrace.base.disk.LocalDisk;
import io.millrace.delivery.core.CoreConfig;
import io.millrace.objects.open.Freshness;
import io.millrace.objects.open.LeftOut;
import io.millrace.testing.CrashableDisk;
import io.millrace.testing.DiskOperation;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.Needs;
import io.millrace.wire.WireException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The world's faults: nothing that was acknowledged is lost, and the stream says what is wrong and goes on by itself. */
class FaultTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    private final CrashableDisk disk = new CrashableDisk(new SplittableRandom(7), Instant::now);

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Firehose firehose;

    @AfterEach
    void close() {
        firehose.close();
    }

    private static CoreConfig limited(int backlogBytes) {
        CoreConfig config = CoreConfig.defaults();
        return new CoreConfig(
                config.segmentSize(),
                new ByteSize(backlogBytes),
                config.retryFirst(),
                Duration.ofMillis(200),
                Duration.ofMillis(500),
                config.deletionLimit());
    }

    private void assertUnavailable(ThrowingCallable put) {
        assertThatThrownBy(put).isInstanceOfSatisfying(WireException.class, refused -> {
            assertThat(refused.code().wireName()).isEqualTo("ServiceUnavailableException");
            assertThat(refused.code().status()).isEqualTo(503);
        });
    }

    private JsonNode described() throws Exception {
        return firehose.call("DescribeDeliveryStream", "s").path("DeliveryStreamDescription");
    }

    @Test
    void aFullDiskRefusesRecordsAndTakesThemAgainWithoutARestart() throws Exception {
        firehose = Firehose.provisioned(directory, disk, CoreConfig.defaults());
        firehose.call("CreateDeliveryStream", Firehose.stream("s"));
        firehose.put("s", "before,");
        assertThat(firehose.fresh().leftOut()).isEmpty();

        disk.faults().capacity(1000);
        // The log has some room that it filled ahead; two of these do not fit there.
        String large = "x".repeat(900_000);
        firehose.put("s", large);
        assertUnavailable(() -> firehose.put("s", large));
        JsonNode batch = firehose.call("PutRecordBatch", Firehose.batch("s", List.of(large, "z")));
        assertThat(batch.path("FailedPutCount").asInt()).isEqualTo(2);
        assertThat(batch.path("RequestResponses").path(1).path("ErrorCode").asString())
                .isEqualTo("ServiceUnavailableException");

        disk.faults().clear();
        firehose.put("s", "after");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(firehose.seen().values()).containsExactly("before," + large + "after");
    }

    @Test
    void whatIsAcknowledgedWhileTheDiskFailsNowAndThenStandsOnce() throws Exception {
        firehose = Firehose.provisioned(directory, disk, CoreConfig.defaults());
        firehose.call("CreateDeliveryStream", Firehose.with(Firehose.stream("s"), "AppendDelimiterToRecord"));
        disk.faults().fail(DiskOperation.FORCE, 0.2, FaultPlan.Fault.IO_ERROR);
        List<CompletableFuture<PutRecordResult>> puts = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            ByteBuffer data = ByteBuffer.wrap(("r" + i).getBytes(StandardCharsets.UTF_8));
            puts.add(firehose.delivery()
                    .putRecord(Firehose.ROOT, "us-east-1", "s", data)
                    .toCompletableFuture());
            if (i % 10 == 0) {
                CompletableFuture.allOf(puts.toArray(CompletableFuture[]::new))
                        .exceptionally(f -> null)
                        .join();
            }
        }
        CompletableFuture.allOf(puts.toArray(CompletableFuture[]::new))
                .exceptionally(f -> null)
                .join();
        disk.faults().clear();
        firehose.untilFresh();
        List<String> seen = String.join("", firehose.seen().values()).lines().toList();
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            if (!puts.get(i).isCompletedExceptionally()) {
                acknowledged.add("r" + i);
            }
        }
        assertThat(acknowledged).hasSizeBetween(100, 1990);
        assertThat(seen).doesNotHaveDuplicates().containsAll(acknowledged);
    }

    @Test
    void aDeniedDestinationParksTheStreamUpToALimitAndLosesNothing() throws Exception {
        firehose = Firehose.provisioned(directory, new LocalDisk(), limited(50_000));
        firehose.allow("firehose", "\"lambda:InvokeFunction\"");
        firehose.call("CreateDeliveryStream", Firehose.with(Firehose.stream("s"), "AppendDelimiterToRecord"));
        List<String> acknowledged = new ArrayList<>();
        assertUnavailable(() -> {
            for (int i = 0; i < 10_000; i++) {
                String record = i + "x".repeat(100);
                firehose.put("s", record);
                acknowledged.add(record);
            }
        });
        assertThat(acknowledged).hasSizeBetween(300, 600);
        assertThat(described().path("DeliveryStreamStatus").asString()).isEqualTo("ACTIVE");
        assertThat(described().path("FailureDescription").path("Type").asString())
                .isEqualTo("UNKNOWN_ERROR");
        assertThat(described().path("FailureDescription").path("Details").asString())
                .contains("is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::clicks/");
        StreamStatus status = firehose.delivery().streams().getFirst();
        assertThat(status.trouble()).isPresent();
        assertThat(status.figures().throttledRecords()).isEqualTo(1);
        assertThat(firehose.fresh().leftOut()).extracting(LeftOut::reason).containsExactly(LeftOut.Reason.STALLED);

        firehose.allow("firehose", "\"s3:PutObject\"");
        firehose.untilSeen(String.join("\n", acknowledged) + "\n");
        firehose.put("s", "again");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(described().has("FailureDescription")).isFalse();
    }

    @Test
    void objectsThatCannotBeWrittenCountTowardsTheLimitToo() throws Exception {
        firehose = Firehose.provisioned(directory, disk, limited(3_000_000));
        ObjectNode stream = Firehose.stream("s");
        Firehose.s3(stream).putObject("BufferingHints").put("SizeInMBs", 1).put("IntervalInSeconds", 900);
        firehose.call("CreateDeliveryStream", stream);
        firehose.put("s", "first");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        disk.faults().fail(DiskOperation.RENAME, 1, FaultPlan.Fault.IO_ERROR);
        List<String> acknowledged = new ArrayList<>(List.of("first"));
        assertUnavailable(() -> {
            for (int i = 0; i < 40; i++) {
                String record = i + "x".repeat(500_000);
                firehose.put("s", record);
                acknowledged.add(record);
                firehose.fresh();
            }
        });
        assertThat(acknowledged).hasSizeBetween(6, 12);
        assertThat(described().path("FailureDescription").path("Details").asString())
                .contains("cannot be sealed");
        disk.faults().clear();
        firehose.untilDelivered(acknowledged.size() / 4);
        firehose.put("s", "last");
        acknowledged.add("last");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(String.join("", firehose.seen().values()).length())
                .isEqualTo(String.join("", acknowledged).length());
    }

    @Test
    @Needs("python3")
    void aFunctionThatHangsCostsOneQueryItsWaitAndLosesNothing() throws Exception {
        firehose = Firehose.provisioned(directory, new LocalDisk(), limited(1 << 20));
        int gate = freePort();
        String function = firehose.function("""
            import socket, time
            def lambda_handler(event, context):
                try:
                    socket.create_connection(('127.0.0.1', %d), 1).close()
                except OSError:
                    time.sleep(600)
                return {'records': [{'recordId': r['recordId'], 'result': 'Ok', 'data': r['data']}
                    for r in event['records']]}
            """.formatted(gate));
        firehose.call(
                "CreateDeliveryStream",
                Firehose.with(Firehose.stream("s"), "Lambda", "LambdaArn", function, "NumberOfRetries", "20"));
        firehose.put("s", "kept");
        firehose.untilTrouble();
        assertThat(firehose.delivery().streams().getFirst().trouble())
                .hasValueSatisfying(
                        trouble -> assertThat(trouble).contains("A processor has not answered yet for 1 records"));
        long start = System.nanoTime();
        Freshness stalled = firehose.fresh();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300));
        assertThat(stalled.leftOut()).extracting(LeftOut::reason).containsExactly(LeftOut.Reason.STALLED);
        try (ServerSocket open = new ServerSocket(gate, 50, InetAddress.getLoopbackAddress())) {
            firehose.untilSeen("kept");
            open.setSoTimeout(10_000);
            open.accept().close(); // The function that answered came through the gate.
        }
        assertThat(firehose.delivery().streams().getFirst().trouble()).isEmpty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aLogThatLostItsEndNeitherRepeatsNorSwallowsARecord() throws Exception {
        firehose = Firehose.provisioned(directory, new LocalDisk(), CoreConfig.defaults());
        firehose.call("CreateDeliveryStream", Firehose.with(Firehose.stream("s"), "AppendDelimiterToRecord"));
        for (int i = 0; i < 20; i++) {
            firehose.put("s", "old" + i);
        }
        assertThat(firehose.fresh().leftOut()).isEmpty();
        String before = String.join("", firehose.seen().values());
        firehose.close();
        firehose = Firehose.overDamagedLog(directory);
        firehose.put("s", "new1");
        firehose.close();
        firehose = new Firehose(directory);
        firehose.put("s", "new2");
        assertThat(firehose.fresh().leftOut()).isEmpty();
        assertThat(String.join("", firehose.seen().values())).isEqualTo(before + "new1\nnew2\n");
    }
}
