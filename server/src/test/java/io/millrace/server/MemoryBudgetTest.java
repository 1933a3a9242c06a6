package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.ByteSize;
import org.junit.jupiter.api.Test;

final class MemoryBudgetTest {

    @Test
    void itAddsUpWhatThePartsMayUse() {
        MemoryBudget budget = budget(4096);
        assertThat(budget.sentence()).startsWith("Memory: at most 3008 MiB together: heap 1024, queries 512");
        assertThat(budget.warning()).isEmpty();
    }

    @Test
    void itSaysWhatToLowerWhereTheMachineHasLess() {
        assertThat(budget(2048).warning())
                .hasValueSatisfying(warning ->
                        assertThat(warning).contains("2048 MiB of this machine").contains("functions.memory"));
    }

    private static MemoryBudget budget(long machine) {
        return new MemoryBudget(
                ByteSize.ofMiB(1024),
                ByteSize.ofMiB(512),
                ByteSize.ofMiB(192),
                ByteSize.ofMiB(256),
                ByteSize.ofMiB(1024),
                ByteSize.ofMiB(machine));
    }
}
