package io.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.access.audit.AuditEvent;
import io.millrace.access.audit.AuditFile;
import io.millrace.access.audit.CallTrail;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.wire.http.CallObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @Test
    void everyEventIsALineAndAFullFileGivesWay() throws IOException {
        try (AuditFile file = new AuditFile(directory, 2000, 2)) {
            for (int i = 0; i < 100; i++) {
                file.record(new AuditEvent(Instant.EPOCH, "arn:p", "iam:CreateRole", "r" + i, "ok", Optional.of("id")));
            }
        }
        assertThat(names()).containsExactly("audit.1.jsonl", "audit.2.jsonl", "audit.jsonl");
        List<String> all = new ArrayList<>();
        for (String name : names()) {
            assertThat(Files.size(directory.resolve(name))).isLessThan(2300);
            all.addAll(Files.readAllLines(directory.resolve(name)));
        }
        assertThat(all).allMatch(line -> line.startsWith("{\"time\":\"1970-01-01T00:00:00Z\"") && line.endsWith("}"));
        assertThat(String.join("", all)).contains("\"resource\":\"r99\"");
    }

    @Test
    void onlyCallsThatChangeSomethingAreKept() {
        List<String> kept = new ArrayList<>();
        CallTrail trail = new CallTrail(event -> kept.add(event.action()), Clock.system());
        for (String call : List.of(
                "iam CreateRole",
                "iam GetRole",
                "firehose PutRecordBatch",
                "s3 PUT /bucket",
                "s3 PUT /bucket/key",
                "lambda POST /2015-03-31/functions/f/invocations",
                "lambda POST /2015-03-31/functions")) {
            String[] parts = call.split(" ", 2);
            trail.completed(new CallObserver.Call(
                    parts[0], parts[1], Caller.root("000000000000"), 200, Optional.empty(), "id"));
        }
        assertThat(kept).containsExactly("iam:CreateRole", "s3:PUT /bucket", "lambda:POST /2015-03-31/functions");
    }

    @Test
    void theRootKeyIsMadeOnceAndForItsOwnerAlone() throws IOException {
        RootKey made = RootKey.of(Map.of(), directory);
        assertThat(made.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(RootKey.of(Map.of(), directory)).isEqualTo(made);
        assertThat(Files.getPosixFilePermissions(directory.resolve("root-key.properties")))
                .hasSize(2);
        assertThat(made.toString()).doesNotContain(made.secretKey());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
