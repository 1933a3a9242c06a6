package io.millrace.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.Needs;
import io.millrace.testing.WalkthroughFunction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The walkthrough's function, as written there. Needs python3 on the machine. */
@Needs("python3")
class SeedFunctionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Lambda lambda;

    @BeforeEach
    void open() throws Exception {
        lambda = Lambda.withRole(directory);
        assertThat(lambda.create(
                                Lambda.definition("transform-data").put("Handler", "lambda_function.lambda_handler"),
                                Zip.of("lambda_function.py", WalkthroughFunction.SOURCE))
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void itAddsALineEndToEachRecordAndItsBytesArriveAsText() throws Exception {
        Lambda.Answer answer = lambda.invoke("transform-data", event("1", "{\"a\":\"é\"}"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).doesNotContainKey("X-Amz-Function-Error");
        JsonNode record = answer.json().path("records").path(0);
        assertThat(record.path("recordId").asString()).isEqualTo("1");
        assertThat(record.path("result").asString()).isEqualTo("Ok");
        assertThat(new String(Base64.getDecoder().decode(record.path("data").asString()), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"é\"}\n");
    }

    @Test
    void itsProcessStaysWarmSoThatItsListKeepsEarlierRecords() throws Exception {
        lambda.invoke("transform-data", event("1", "x"));
        Lambda.Answer second = lambda.invoke("transform-data", event("2", "y"));
        assertThat(second.json().path("records")).hasSize(2);
        assertThat(second.json().path("records").path(0).path("recordId").asString())
                .isEqualTo("1");
    }

    @Test
    void aFreshWarmProcessTakesOverWhenTheCallerSeesThatItLeaks() throws Exception {
        InvokeResult first = invoke("1");
        InvokeResult last = first;
        for (int i = 2; i < 2000 && last.workerId().equals(first.workerId()); i++) {
            lambda.functions().leaking(Lambda.arn("transform-data"), last.workerId(), 2 << 20, 2 << 20);
            last = invoke(Integer.toString(i));
        }
        assertThat(last.workerId()).isNotEqualTo(first.workerId());
        assertThat(new String(last.payload(), StandardCharsets.UTF_8).split("recordId", -1))
                .as("the answer of a process that knows one record")
                .hasSize(2);
        assertThat(lambda.log("transform-data")).contains("This process is replaced by a fresh one");
    }

    @Test
    void aFunctionThatLeaksAtFullSpeedIsServedWithoutAPauseAndNeverReachesTheLimit() throws Exception {
        String payload = "x".repeat(200_000);
        invoke("0", "warm");
        long cold = System.nanoTime();
        lambda.create(
                Lambda.definition("cold").put("Handler", "lambda_function.lambda_handler"),
                Zip.of("lambda_function.py", WalkthroughFunction.SOURCE));
        lambda.invoke("cold", event("0", "x"));
        cold = System.nanoTime() - cold;
        Set<String> processes = new HashSet<>();
        List<Long> times = new ArrayList<>();
        for (int i = 1; i <= 120; i++) {
            long began = System.nanoTime();
            InvokeResult result = invoke(Integer.toString(i), payload);
            assertThat(result.functionError()).isEmpty();
            int asked = payload.length() * 4 / 3;
            lambda.functions()
                    .leaking(
                            Lambda.arn("transform-data"),
                            result.workerId(),
                            result.payload().length - asked,
                            result.payload().length);
            times.add(System.nanoTime() - began);
            processes.add(result.workerId());
        }
        assertThat(processes).hasSizeGreaterThan(5);
        assertThat(lambda.log("transform-data")).contains("This process is replaced by a fresh one");
        long slow = times.stream().filter(longerThan(cold)).count();
        assertThat(slow)
                .as("invocations that took as long as a start, of " + times)
                .isLessThanOrEqualTo(2);
    }

    private static Predicate<Long> longerThan(long nanos) {
        return time -> time > nanos;
    }

    @Test
    void anAnswerBeyondLambdasLimitIsAnErrorAndTheNextProcessIsFresh() throws Exception {
        String payload = "x".repeat(2_500_000);
        assertThat(lambda.invoke("transform-data", event("1", payload)).headers())
                .doesNotContainKey("X-Amz-Function-Error");
        Lambda.Answer tooLarge = lambda.invoke("transform-data", event("2", payload));
        assertThat(tooLarge.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
        assertThat(tooLarge.json().path("errorType").asString()).isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(lambda.invoke("transform-data", event("3", payload)).json().path("records"))
                .hasSize(1);
    }

    private InvokeResult invoke(String id) {
        return invoke(id, "x");
    }

    private InvokeResult invoke(String id, String data) {
        byte[] payload = event(id, data).getBytes(StandardCharsets.UTF_8);
        return lambda.functions().invoke(Lambda.ROOT, Lambda.arn("transform-data"), payload, InvokeOptions.defaults());
    }

    private static String event(String id, String data) {
        String base64 = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        return "{\"records\":[{\"recordId\":\"" + id + "\",\"data\":\"" + base64 + "\"}]}";
    }
}
