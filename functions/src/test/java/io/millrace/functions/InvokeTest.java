package io.millrace.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.Needs;
import io.millrace.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What functions get and what becomes of them when they fail. Needs python3 on the machine. */
@Needs("python3")
class InvokeTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Lambda lambda;

    @BeforeEach
    void open() throws Exception {
        lambda = Lambda.withRole(directory);
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "return event                                    | {\"n\": 1.50}      | {\"n\": 1.5}",
                "return None                                     | {}                 | null",
                "return {b'k': [b'v', {b'x': 1}]}                | {}                 | {\"k\": [\"v\", {\"x\": 1}]}",
                "return {'d': [decimal.Decimal('1.10')]}         | {}                 | {\"d\": [1.10]}",
                "return 'é\"'                                    | {}                 | `\"\\u00e9\\\"\"`",
                "return context.aws_request_id == ''             | {}                 | false",
                "return context.function_name                    | {}                 | \"f\"",
                "return context.memory_limit_in_mb               | {}                 | \"128\"",
                "return context.get_remaining_time_in_millis()>9000 | {}              | true",
                "return sys.stdin.read()                         | {}                 | \"\"",
            })
    void anAnswerIsWrittenAsLambdaWritesIt(String body, String event, String answer) throws Exception {
        lambda.create("f", "import decimal, sys\ndef handler(event, context):\n    " + body);
        assertThat(lambda.invoke("f", event).body()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "raise ValueError('no')   | ValueError            | no",
                "return {'a': b'\\xff'}   | Runtime.MarshalError  | Unable to marshal response: 'utf-8' codec can't"
                        + " decode byte 0xff in position 0: invalid start byte",
                "return {'a': {1, 2}}     | Runtime.MarshalError  | Unable to marshal response: Object of type set is"
                        + " not JSON serializable",
                "sys.exit(3)              | Runtime.ExitError     | RequestId: ID Error: Runtime exited with error: exit"
                        + " status 3",
                "sys.exit(0)              | Runtime.ExitError     | RequestId: ID Error: Runtime exited without"
                        + " providing a reason",
                "os.kill(os.getpid(), 9)  | Runtime.ExitError     | RequestId: ID Error: Runtime exited with error:"
                        + " signal: killed",
                "[0] * 10**9              | MemoryError           |",
            })
    void aFailureHasLambdasShapeAndHarmsNoLaterInvocation(String body, String type, String message) throws Exception {
        lambda.create("f", "import os, sys\ndef handler(event, context):\n    if event: return 'well'\n    " + body);
        Lambda.Answer answer = lambda.invoke("f", "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
        assertThat(answer.json().path("errorType").asString()).isEqualTo(type);
        assertThat(answer.json().path("errorMessage").asString().replaceAll("[0-9a-f-]{36}", "ID"))
                .isEqualTo(message == null ? "" : message);
        assertThat(lambda.invoke("f", "{\"a\":1}").body()).isEqualTo("\"well\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "import nowhere          | app.handler | Runtime.ImportModuleError    | Unable to import module 'app': No"
                        + " module named 'nowhere'",
                "x = 1                   | app.handler | Runtime.HandlerNotFound      | Handler 'handler' missing on"
                        + " module 'app'",
                "x = 1                   | app         | Runtime.MalformedHandlerName | Bad handler 'app': not enough"
                        + " values to unpack (expected 2, got 1)",
                "x = 1                   | sys.exit    | Runtime.BuiltInModuleConflict | Cannot use built-in module sys as"
                        + " a handler module",
                "raise KeyError('k')     | app.handler | KeyError                     | 'k'",
            })
    void aFunctionThatDoesNotLoadSaysWhy(String source, String handler, String type, String message) throws Exception {
        lambda.create(Lambda.definition("f").put("Handler", handler), Zip.of("app.py", source));
        Lambda.Answer answer = lambda.invoke("f", "{}");
        assertThat(answer.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
        assertThat(answer.json().path("errorType").asString()).isEqualTo(type);
        assertThat(answer.json().path("errorMessage").asString()).isEqualTo(message);
    }

    @Test
    void aSyntaxErrorIsReportedWithItsLine() throws Exception {
        lambda.create("f", "def handler(event context):\n    pass\n");
        Lambda.Answer answer = lambda.invoke("f", "{}");
        assertThat(answer.json().path("errorType").asString()).isEqualTo("Runtime.UserCodeSyntaxError");
        assertThat(answer.json().path("stackTrace").path(0).asString()).contains("Line 1");
    }

    @Test
    void aFunctionThatHangsIsEndedAtItsTimeoutAndTheNextInvocationIsServed() throws Exception {
        lambda.create(
                Lambda.definition("f").put("Timeout", 1),
                Zip.of(
                        "app.py",
                        "import time\ndef handler(event, context):\n    time.sleep(event['s'])\n    return 1"));
        Lambda.Answer answer = lambda.invoke("f", "{\"s\":600}");
        assertThat(answer.json().path("errorType").asString()).isEqualTo("Sandbox.Timedout");
        assertThat(answer.json().path("errorMessage").asString())
                .matches("RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds");
        assertThat(lambda.invoke("f", "{\"s\":0}").body()).isEqualTo("1");
    }

    @Test
    void whatAFunctionStartedDiesWithIt() throws Exception {
        lambda.create(Lambda.definition("f").put("Timeout", 1), Zip.of("app.py", """
                        import subprocess, time
                        def handler(event, context):
                            child = subprocess.Popen(['sh', '-c', 'sleep 600 & echo $!; wait'], stdout=subprocess.PIPE)
                            print('CHILD', int(child.stdout.readline()))
                            time.sleep(600)
                        """));
        String tail = Lambda.tail(lambda.invoke("f", "{}"));
        long child = Long.parseLong(tail.replaceAll("(?s).*CHILD (\\d+).*", "$1"));
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void theTailOfTheLogHoldsWhatTheInvocationPrinted() throws Exception {
        lambda.create("f", """
                import logging
                def handler(event, context):
                    print('to the log')
                    logging.getLogger().warning('careful')
                    raise ValueError('no')
                """);
        String tail = Lambda.tail(lambda.invoke("f", "{}"));
        assertThat(tail)
                .startsWith("START RequestId: ")
                .contains(" Version: $LATEST\nto the log\n[WARNING]\t")
                .contains("Z\t")
                .contains("\tcareful\n[ERROR] ValueError: no\rTraceback (most recent call last):\r\u00a0\u00a0File ")
                .contains("END RequestId: ")
                .containsPattern(
                        "REPORT RequestId: .*\tDuration: .* ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\t"
                                + "Max Memory Used: \\d+ MB\tInit Duration: .* ms\t\n$");
        assertThat(lambda.log("f")).contains("to the log").contains("REPORT");
    }

    @Test
    void aChatteringFunctionIsServedAndItsLogIsRotated() throws Exception {
        lambda.create("f", """
                def handler(event, context):
                    for i in range(150000):
                        print('x' * 200)
                    print('last words')
                """);
        assertThat(Lambda.tail(lambda.invoke("f", "{}"))).hasSize(4096).contains("last words");
        Path logs = lambda.directory().resolve("functions/logs/us-east-1/f");
        assertThat(logs.resolve("older-1.log")).exists();
        assertThat(logs.resolve("current.log").toFile().length()).isLessThanOrEqualTo(10 << 20);
    }

    @Test
    void aFunctionSeesItsOwnEnvironmentAndNothingOfTheServers() throws Exception {
        var definition = Lambda.definition("f");
        definition.putObject("Environment").putObject("Variables").put("MINE", "yes");
        lambda.create(definition, Zip.of("app.py", """
                import os, tempfile
                def handler(event, context):
                    descriptors = [d for d in os.listdir('/proc/self/fd')] if os.path.isdir('/proc/self/fd') else []
                    links = [os.readlink('/proc/self/fd/' + d) for d in descriptors if os.path.exists('/proc/self/fd/' + d)]
                    with tempfile.NamedTemporaryFile() as file:
                        temporary = file.name.startswith(os.environ['TMPDIR'])
                    return {'env': dict(os.environ), 'files': [l for l in links if l.startswith('/') and not
                        l.startswith('/dev/null') and not l.startswith('/proc')], 'tmp': temporary}
                """));
        var seen = lambda.invoke("f", "{}").json();
        assertThat(seen.path("env").path("MINE").asString()).isEqualTo("yes");
        assertThat(seen.path("env").path("AWS_ENDPOINT_URL").asString()).isEqualTo("http://127.0.0.1:4577");
        assertThat(seen.path("env").path("AWS_REGION").asString()).isEqualTo("us-east-1");
        assertThat(seen.path("env").path("AWS_ACCESS_KEY_ID").asString()).startsWith("ASIA");
        assertThat(seen.path("env").path("AWS_SESSION_TOKEN").asString()).isNotEmpty();
        assertThat(seen.path("env").propertyNames()).noneMatch(name -> name.startsWith("MILLRACE"));
        assertThat(seen.path("files")).as("open files of the server").isEmpty();
        assertThat(seen.path("tmp").asBoolean()).isTrue();
    }

    @Test
    void aLibraryThatIsNotInstalledImportsAndFailsClearlyOnFirstUse() throws Exception {
        lambda.create("f", """
                import sys, os
                sys.path[:] = [p for p in sys.path if 'site-packages' not in p and 'dist-packages' not in p]
                import boto3
                from botocore.exceptions import ClientError
                def handler(event, context):
                    try:
                        return boto3.client('s3').list_buckets()
                    except ClientError:
                        return 'never'
                """);
        Lambda.Answer answer = lambda.invoke("f", "{}");
        assertThat(answer.json().path("errorMessage").asString())
                .contains("boto3.client was used, but boto3 is not installed for")
                .contains("-m pip install boto3");
    }

    @Test
    void anInstalledLibraryThatLooksForPartsItNeedNotHaveFindsThemMissing() throws Exception {
        byte[] zip = Zip.of(
                "app.py",
                "import boto3\ndef handler(event, context):\n    return boto3.extra",
                "boto3/__init__.py",
                "try:\n    import boto3.customizations\n    extra = True\nexcept ImportError:\n    extra = False");
        lambda.create(Lambda.definition("f"), zip);
        assertThat(lambda.invoke("f", "{}").body()).isEqualTo("false");
    }

    @Test
    void invocationsRunInParallelUpToTheLimit() throws Exception {
        lambda.create(
                "f",
                "import time, uuid\nME = uuid.uuid4().hex\ndef handler(event, context):\n    time.sleep(0.3)\n"
                        + "    return ME");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> call = () -> lambda.invoke("f", "{}").body();
            List<Future<String>> answers = callers.invokeAll(Collections.nCopies(12, call));
            assertThat(answers.stream().map(Future::resultNow).distinct())
                    .hasSizeBetween(2, 4)
                    .allMatch(me -> me.matches("\"[0-9a-f]{32}\""));
        }
    }

    @Test
    void aServerThatStopsNeverCallsThatTheFunctionsFailure() throws Exception {
        lambda.create("f", "import time\ndef handler(event, context):\n    print('here')\n    time.sleep(9)");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Lambda.Answer> answer = callers.submit(() -> lambda.invoke("f", "{}"));
            long deadline = System.nanoTime() + 20_000_000_000L;
            Path log = lambda.directory().resolve("functions/logs/us-east-1/f/current.log");
            while (System.nanoTime() < deadline
                    && !(log.toFile().exists() && lambda.log("f").contains("here"))) {
                Thread.onSpinWait();
            }
            lambda.functions().close();
            assertThatThrownBy(answer::get).hasRootCauseMessage("The server is stopping. Try again when it runs.");
            assertThatThrownBy(() -> lambda.invoke("f", "{}")).hasMessageContaining("The server is stopping");
        }
    }

    @Test
    void aDryRunRunsNothing() throws Exception {
        lambda.create("f", "def handler(event, context):\n    open('/nowhere')");
        assertThat(lambda.invoke("f", "{}", Map.of("x-amz-invocation-type", "DryRun"))
                        .status())
                .isEqualTo(204);
        assertThatThrownBy(() -> lambda.invoke("f", "{}", Map.of("x-amz-invocation-type", "Later")))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Member must satisfy enum value set: [RequestResponse, Event, DryRun]");
    }

    @Test
    void whatIsNotJsonOrTooLongOrUnknownIsRefused() throws Exception {
        lambda.create("f", "def handler(event, context):\n    return 1");
        assertThatThrownBy(() -> lambda.invoke("f", "{a"))
                .hasMessageStartingWith("Could not parse request body into json: ");
        assertThatThrownBy(() -> lambda.invoke("f", "{} {}")).hasMessageContaining("more than one value");
        assertThatThrownBy(() -> lambda.invoke("f", "\"" + "x".repeat(6_291_456) + "\""))
                .hasMessage("Request must be smaller than 6291456 bytes for the InvokeFunction operation");
        assertThatThrownBy(() -> lambda.invoke("g", "{}")).hasMessage("Function not found: " + Lambda.arn("g"));
        assertThat(lambda.invoke("f", "").body()).isEqualTo("1");
    }

    @Test
    void theClientContextReachesTheFunction() throws Exception {
        lambda.create("f", "def handler(event, context):\n    return context.client_context.custom['k']");
        String context =
                Base64.getEncoder().encodeToString("{\"custom\":{\"k\":\"v\"}}".getBytes(StandardCharsets.UTF_8));
        assertThat(lambda.invoke("f", "{}", Map.of("x-amz-client-context", context))
                        .body())
                .isEqualTo("\"v\"");
    }
}
