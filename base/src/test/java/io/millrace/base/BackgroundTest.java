package io.millrace.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BackgroundTest {

    @Test
    void itIsMadeOnceHoweverItBegins() {
        AtomicInteger made = new AtomicInteger();
        Background<Integer> value = new Background<>("test", made::incrementAndGet);
        assertThat(value.ifBegun()).isEmpty();
        value.begin();
        assertThat(value.get()).isEqualTo(1);
        value.begin();
        assertThat(value.get()).isEqualTo(1);
        assertThat(value.ifBegun()).hasValue(1);
        assertThat(made).hasValue(1);
    }

    @Test
    void whatItsMakingThrewIsThrownToEachWhoAsks() {
        Background<Integer> value = new Background<>("test", () -> {
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(value::get).isInstanceOf(IllegalStateException.class).hasMessage("no");
        assertThatThrownBy(value::get).isInstanceOf(IllegalStateException.class).hasMessage("no");
    }
}
