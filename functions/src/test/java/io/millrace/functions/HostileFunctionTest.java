package io.millrace.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.base.config.ConfigReader;
import io.millrace.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Functions that mean harm. Needs python3, and a system that lets the server confine them. */
@Needs("python3")
class HostileFunctionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Lambda lambda;

    @BeforeEach
    void open() throws Exception {
        lambda = Lambda.withRole(directory);
        assumeTrue(lambda.functions().confined(), "needs unshare");
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void itSeesNothingOfTheDataDirectoryAndNoOtherProcess() throws Exception {
        Files.writeString(directory.resolve("root-key"), "secret");
        JsonNode seen = run("""
                import glob, os
                def handler(event, context):
                    found = [p for d, _, names in os.walk(event['data']) for p in names]
                    processes = [p for p in os.listdir('/proc') if p.isdigit()]
                    home = os.listdir(event['home']) if os.path.isdir(event['home']) else []
                    return {'found': found, 'processes': len(processes), 'server': os.path.exists('/proc/%d' % event['pid']),
                        'rights': [l for l in open('/proc/self/status') if l.startswith('CapEff')][0]}
                """);
        assertThat(seen.path("found").valueStream().map(JsonNode::asString))
                .as("files below the data directory")
                .containsOnly("app.py", "bootstrap.py", "confine.sh");
        assertThat(seen.path("processes").asInt()).isLessThan(8);
        assertThat(seen.path("server").asBoolean()).isFalse();
        assertThat(seen.path("rights").asString()).contains("0000000000000000");
    }

    @Test
    void itWritesNowhereButIntoItsOwnTmpWhichIsBounded() throws Exception {
        JsonNode written = run("""
                import os
                def attempt(path, size=1):
                    try:
                        with open(path, 'wb') as file:
                            for _ in range(size):
                                file.write(bytes(1 << 20))
                        return 'written'
                    except OSError as refused:
                        return refused.strerror
                def handler(event, context):
                    return {'code': attempt(os.environ['LAMBDA_TASK_ROOT'] + '/app.py'),
                        'data': attempt(event['data'] + '/x'), 'etc': attempt('/etc/x'), 'var': attempt('/var/tmp/x'),
                        'little': attempt('/tmp/x', 100), 'much': attempt('/tmp/y', 600), 'home': os.environ['HOME']}
                """);
        assertThat(written.path("little").asString()).isEqualTo("written");
        assertThat(written.path("home").asString()).isEqualTo("/tmp");
        assertThat(written.path("much").asString()).isEqualTo("No space left on device");
        for (String place : new String[] {"code", "data", "etc", "var"}) {
            assertThat(written.path(place).asString()).as(place).isNotEqualTo("written");
        }
        assertThat(Files.exists(Path.of("/var/tmp/x"))).isFalse();
    }

    @Test
    void theSizeOfItsTmpIsAsAsked() throws Exception {
        ObjectNode definition = Lambda.definition("f").put("MemorySize", 256);
        definition.putObject("EphemeralStorage").put("Size", 1024);
        lambda.create(definition, Zip.of("app.py", """
                import os
                def handler(event, context):
                    return os.statvfs('/tmp').f_blocks * os.statvfs('/tmp').f_frsize >> 20
                """));
        assertThat(lambda.invoke("f", "{}").body()).isEqualTo("1024");
    }

    @Test
    void itCannotGetOutOfItsRoomAgain() throws Exception {
        JsonNode outside = run("""
                import subprocess
                def attempt(command):
                    done = subprocess.run(command, shell=True, capture_output=True, text=True)
                    return done.stdout + done.stderr
                def handler(event, context):
                    data = event['data']
                    return {'umount': attempt('umount %s; umount -l /tmp; ls %s' % (data, data)),
                        'nested': attempt('unshare --user --map-root-user --mount sh -c "umount %s; ls %s"' % (data, data)),
                        'kill': attempt('kill -9 %d' % event['pid']), 'remount': attempt('mount -o remount,rw /')}
                """);
        assertThat(outside.path("umount").asString()).doesNotContain("control.db");
        assertThat(outside.path("nested").asString()).doesNotContain("control.db");
        assertThat(outside.path("kill").asString()).containsIgnoringCase("no such process");
        assertThat(outside.path("remount").asString()).isNotEmpty();
    }

    @Test
    void itsVariablesReachNoProgramThatStartsIt() throws Exception {
        ObjectNode definition = Lambda.definition("f");
        definition
                .putObject("Environment")
                .putObject("Variables")
                .put("LD_PRELOAD", "/nowhere/evil.so")
                .put("QUOTED", "it's $(touch /tmp/owned) \"so\"\nand `so`");
        lambda.create(definition, Zip.of("app.py", """
                import os
                def handler(event, context):
                    return {'quoted': os.environ['QUOTED'], 'preload': os.environ['LD_PRELOAD'],
                        'owned': os.path.exists('/tmp/owned')}
                """));
        JsonNode seen = lambda.invoke("f", "{}").json();
        assertThat(seen.path("quoted").asString()).isEqualTo("it's $(touch /tmp/owned) \"so\"\nand `so`");
        assertThat(seen.path("owned").asBoolean()).isFalse();
        assertThat(lambda.log("f").split("ld.so", -1))
                .as("complaints of the loader: of the program's own shell and itself, and of none before")
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void whatItLeavesRunningDiesWithItHoweverItHides() throws Exception {
        lambda.create(Lambda.definition("f").put("Timeout", 1), Zip.of("app.py", """
                import os, subprocess, time
                def handler(event, context):
                    if os.fork() == 0:
                        os.setsid()
                        if os.fork() == 0:
                            os.execvp('sleep', ['sleep', '987654'])
                        os._exit(0)
                    print('HIDDEN')
                    time.sleep(600)
                """));
        assertThat(Lambda.tail(lambda.invoke("f", "{}"))).contains("HIDDEN");
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (sleepers() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(sleepers()).isZero();
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("sleep 987654"))
                .count();
    }

    @Test
    void aForkBombEndsAtItsLimitAndOthersGoOn() throws Exception {
        lambda.create("other", "def handler(event, context):\n    return 1");
        lambda.create(Lambda.definition("f").put("Timeout", 60), Zip.of("app.py", """
                import os, time
                def handler(event, context):
                    count = 0
                    try:
                        while count < 5000:
                            if os.fork() == 0:
                                time.sleep(600)
                                os._exit(0)
                            count += 1
                    except OSError as refused:
                        return count
                    return count
                """));
        Lambda.Answer answer = lambda.invoke("f", "{}");
        assertThat(Integer.parseInt(answer.body())).isLessThan(1100);
        assertThat(lambda.invoke("other", "{}").body()).isEqualTo("1");
    }

    @Test
    void whereNothingConfinesItNobodyWhoReachesTheServerFromAfarMayCreateIt() throws Exception {
        lambda.close();
        lambda = Lambda.reachable(directory, settings(Map.of("functions.confine", "false")));
        assertThatThrownBy(() -> lambda.create("f", "def handler(event, context):\n    return 1"))
                .hasMessageContaining("the server listens on an address that others can reach")
                .hasMessageContaining("functions.unconfined=true");
        lambda.close();
        lambda = Lambda.reachable(
                directory, settings(Map.of("functions.confine", "false", "functions.unconfined", "true")));
        lambda.create("f", "def handler(event, context):\n    return 1");
        assertThat(lambda.invoke("f", "{}").body()).isEqualTo("1");
        ObjectNode large = Lambda.definition("g");
        large.putObject("EphemeralStorage").put("Size", 1024);
        assertThatThrownBy(() -> lambda.create(large, Zip.of("app.py", "")))
                .hasMessageContaining("EphemeralStorage.Size can only be 512 here");
        lambda.close();
        lambda = Lambda.reachable(directory, FunctionsConfig.defaults());
        lambda.create("confined", "def handler(event, context):\n    return 2");
        assertThat(lambda.invoke("confined", "{}").body()).isEqualTo("2");
    }

    private static FunctionsConfig settings(Map<String, String> values) {
        return new ConfigReader(values).read(FunctionsConfig.class);
    }

    private JsonNode run(String source) throws Exception {
        lambda.create("f", source);
        String event = "{\"data\":\"" + directory + "\",\"home\":\"" + System.getProperty("user.home") + "\",\"pid\":"
                + ProcessHandle.current().pid() + "}";
        Lambda.Answer answer = lambda.invoke("f", event);
        assertThat(answer.headers()).as(answer.body()).doesNotContainKey("X-Amz-Function-Error");
        return answer.json();
    }
}
