package io.millrace.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "?, '', false",
        "a*c, abbbc, true",
        "a*c, abbb, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "*/logs/*, b/logs/x/logs/y, true",
        "s3:Get*, S3:GetObject, false",
        "a**b, ab, true",
        "*.json, a.json.json, true",
    })
    void starsTakeAnyRunAndQuestionMarksOneCharacter(String pattern, String value, boolean matches) {
        assertThat(Glob.of(pattern).matches(value)).isEqualTo(matches);
    }

    @Test
    void actionsAreMatchedWithoutCase() {
        assertThat(Glob.ignoringCase("S3:get*").matches("s3:GetObject")).isTrue();
    }

    @Test
    void aHostilePatternDoesNotTakeForever() {
        Glob glob = Glob.of("*a".repeat(2000) + "b");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(glob.matches("a".repeat(20_000))).isFalse());
    }
}
