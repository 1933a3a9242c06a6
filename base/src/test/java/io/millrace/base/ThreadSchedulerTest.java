package io.millrace.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ThreadSchedulerTest {

    @Test
    void serialTasksRunInOrderOnOneThreadAndOutliveATaskThatThrows() throws InterruptedException {
        try (ThreadScheduler scheduler = new ThreadScheduler()) {
            Executor serial = scheduler.serial("a-name");
            List<String> seen = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(1);
            for (int i = 0; i < 100; i++) {
                int number = i;
                serial.execute(() -> seen.add(Thread.currentThread().getName() + number));
            }
            serial.execute(() -> {
                throw new IllegalStateException("planned");
            });
            serial.execute(done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).hasSize(100).startsWith("a-name0", "a-name1").endsWith("a-name99");
        }
    }
}
