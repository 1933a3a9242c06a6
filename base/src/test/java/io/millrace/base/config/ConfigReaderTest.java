package io.millrace.base.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.ByteSize;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {

    record Sample(
            @Setting(key = "log.size", fallback = "64MiB", doc = "Size.")
            ByteSize size,

            @Setting(key = "log.wait", fallback = "2s", doc = "Wait.")
            Duration pause,

            @Setting(key = "log.key", fallback = "", doc = "Key.", secret = true)
            String key) {}

    @Test
    void fallbacksFillWhatIsNotSetAndSecretsStayHidden() {
        ConfigReader reader = new ConfigReader(Map.of("log.wait", "250ms", "log.key", "hunter2"));
        Sample sample = reader.read(Sample.class);
        assertThat(sample).isEqualTo(new Sample(ByteSize.ofMiB(64), Duration.ofMillis(250), "hunter2"));
        assertThat(reader.check()).containsEntry("log.key", "(hidden)").containsEntry("log.size", "64MiB");
    }

    @Test
    void allProblemsAreReportedTogether() {
        ConfigReader reader = new ConfigReader(Map.of("log.wait", "soon", "log.size", "big", "lgo.size", "1B"));
        reader.read(Sample.class);
        assertThatThrownBy(reader::check)
                .hasMessageContaining("'log.wait' cannot be 'soon'")
                .hasMessageContaining("'log.size' cannot be 'big'")
                .hasMessageContaining("'lgo.size' is not a setting");
    }
}
