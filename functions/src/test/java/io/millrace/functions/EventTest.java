package io.millrace.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.config.ConfigReader;
import io.millrace.testing.Needs;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invocations of type Event: answered before they run, and not lost. Needs python3 on the machine. */
@Needs("python3")
class EventTest {

    private static final Map<String, String> EVENT = Map.of("x-amz-invocation-type", "Event");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Lambda lambda;

    @BeforeEach
    void open() throws Exception {
        lambda = Lambda.withRole(directory, settings("20ms", "1KiB"));
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private static FunctionsConfig settings(String retry, String queue) {
        return new ConfigReader(Map.of("functions.event-retry", retry, "functions.event-queue", queue))
                .read(FunctionsConfig.class);
    }

    @Test
    void anEventIsAnsweredAtOnceAndRunsSoon() throws Exception {
        lambda.create("f", "def handler(event, context):\n    print('SEEN', event['n'])");
        for (int i = 0; i < 20; i++) {
            Lambda.Answer answer = lambda.invoke("f", "{\"n\":\"<" + i + ">\"}", EVENT);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEmpty();
        }
        for (int i = 0; i < 20; i++) {
            lambda.awaitLog("f", "SEEN <" + i + ">", 1);
        }
    }

    @Test
    void anEventOnWhichTheFunctionFailsIsTriedThreeTimesUnderOneIdAndThenDroppedInTheLog() throws Exception {
        lambda.create("f", """
                def handler(event, context):
                    print('TRIED', context.aws_request_id)
                    raise ValueError('no')
                """);
        lambda.invoke("f", "{}", EVENT);
        lambda.awaitLog("f", "is dropped: the function failed 3 times.", 1);
        assertThat(lambda.log("f")
                        .lines()
                        .filter(line -> line.contains("TRIED"))
                        .map(line -> line.replaceAll(".*TRIED ", "")))
                .hasSize(3)
                .containsOnly(lambda.log("f").replaceAll("(?s).*The event (\\S+) is dropped.*", "$1"));
    }

    @Test
    void anAcceptedEventSurvivesTheProcessThatAcceptedIt() throws Exception {
        lambda.close();
        lambda = new Lambda(directory, settings("10m", "1KiB"));
        lambda.create("f", "def handler(event, context):\n    print('SEEN')\n    raise ValueError('no')");
        lambda.invoke("f", "{\"n\":1}", EVENT);
        lambda.awaitLog("f", "SEEN", 1);
        lambda.awaitLog("f", "REPORT", 1);
        lambda.close();
        lambda = new Lambda(directory, settings("20ms", "1KiB"));
        lambda.invoke("f", "{\"n\":2}", EVENT);
        lambda.awaitLog("f", "is dropped", 1);
        assertThat(lambda.log("f").split("SEEN", -1))
                .as("one try of the first, three of the second")
                .hasSize(5);
    }

    @Test
    void anEventThatWasNotTriedRunsAfterTheNextStart() throws Exception {
        lambda.create(
                "f",
                "import time\ndef handler(event, context):\n    print('BEGUN')\n    time.sleep(event)\n"
                        + "    print('DONE', event)");
        for (int i = 0; i < 5; i++) {
            lambda.invoke("f", "5", EVENT);
        }
        lambda.awaitLog("f", "BEGUN", 4);
        lambda.close();
        lambda = new Lambda(directory, settings("20ms", "1KiB"));
        lambda.awaitLog("f", "DONE 5", 5);
    }

    @Test
    void anEventRunsTheVersionThatItsAliasStandsFor() throws Exception {
        lambda.create(
                Lambda.definition("f").put("Publish", true),
                Zip.of("app.py", "def handler(event, context):\n    print('BY', context.invoked_function_arn)"));
        lambda.invoke("f:1", "{}", EVENT);
        lambda.awaitLog("f", "BY " + Lambda.arn("f") + ":1", 1);
        assertThat(lambda.log("f")).contains(" Version: 1");
    }

    @Test
    void eventsWithoutBoundOrFunctionAreRefused() throws Exception {
        lambda.create("f", "import time\ndef handler(event, context):\n    time.sleep(5)");
        assertThatThrownBy(() -> lambda.invoke("f", "\"" + "x".repeat(1_048_576) + "\"", EVENT))
                .hasMessage("Request must be smaller than 1048576 bytes for the InvokeFunction operation");
        lambda.invoke("f", "\"" + "x".repeat(1000) + "\"", EVENT);
        assertThatThrownBy(() -> lambda.invoke("f", "\"" + "x".repeat(1000) + "\"", EVENT))
                .hasMessageContaining("Rate Exceeded. More than 1024 bytes of events wait");
        assertThatThrownBy(() -> lambda.invoke("g", "{}", EVENT)).hasMessage("Function not found: " + Lambda.arn("g"));
    }
}
