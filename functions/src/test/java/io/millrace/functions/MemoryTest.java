package io.millrace.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.base.config.ConfigReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all functions may have together. Needs python3 on the machine. */
class MemoryTest {

    private static final String QUICK = "def handler(event, context):\n    return 1";
    private static final String SLOW =
            "import time\ndef handler(event, context):\n    print('began')\n" + "    time.sleep(8)\n    return 1";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Lambda lambda;

    @BeforeEach
    void open() throws Exception {
        lambda = Lambda.withRole(
                directory,
                new ConfigReader(Map.of("functions.memory", "128MiB", "functions.queue-wait", "3s"))
                        .read(FunctionsConfig.class));
        assumeTrue(lambda.functions().pythonFor("python3.8").isPresent(), "needs python3");
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void anIdleProcessEndsToMakeRoomForAnotherFunctions() throws Exception {
        lambda.create("a", QUICK);
        lambda.create("b", QUICK);
        for (String name : new String[] {"a", "b", "a"}) {
            assertThat(lambda.invoke(name, "{}").body()).isEqualTo("1");
        }
    }

    @Test
    void whereNoMemoryIsLeftAnInvocationWaitsAndIsThenThrottledByName() throws Exception {
        lambda.create("a", SLOW);
        lambda.create("b", QUICK);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Lambda.Answer> slow = threads.submit(() -> lambda.invoke("a", "{}"));
            lambda.awaitLog("a", "began", 1);
            assertThatThrownBy(() -> lambda.invoke("b", "{}"))
                    .hasMessageContaining("Rate Exceeded")
                    .hasMessageContaining("functions.memory");
            assertThat(slow.get().body()).isEqualTo("1");
        }
        assertThat(lambda.invoke("b", "{}").body()).isEqualTo("1");
    }

    @Test
    void aFunctionThatIsLargerThanAllOfItSaysSoAtOnce() throws Exception {
        lambda.create(Lambda.definition("large").put("MemorySize", 129), Zip.of("app.py", QUICK));
        assertThatThrownBy(() -> lambda.invoke("large", "{}"))
                .hasMessageContaining("MemorySize of 129 MB is more than the 128 MB");
    }
}
