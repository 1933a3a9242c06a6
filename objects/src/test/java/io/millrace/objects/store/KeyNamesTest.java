package io.millrace.objects.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyNamesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", %-", ".,    %2E", "..,   %2E.", "...,  ...", "%-,   %25-", "%25-, %2525-", "x%-,  x%-",
                "%2E,  %252E", "x%2E, x%2E", "x%~,  x%25~", "x%=,  x%25=", "100%, 100%", "a%2Fb, a%2Fb", "a b, a b"
            })
    void aShortSegmentHasTheNameThatIsDocumented(String segment, String name) {
        assertThat(KeyNames.encode(segment)).containsExactly(name);
        assertThat(KeyNames.decode(name)).isEqualTo(segment);
    }

    @Test
    void aLongSegmentIsSplitBetweenCharacters() {
        assertThat(KeyNames.encode("x".repeat(255))).containsExactly("x".repeat(255));
        assertThat(KeyNames.encode("x".repeat(256))).containsExactly("x".repeat(240) + "%~", "x".repeat(16));
        List<String> names = KeyNames.encode("é".repeat(300));
        assertThat(names)
                .allSatisfy(name -> assertThat(name.getBytes(UTF_8).length).isLessThanOrEqualTo(255));
        assertThat(names).allSatisfy(name -> assertThat(name).doesNotContain("\uFFFD"));
    }

    @Test
    void noTwoKeysShareAPlaceAndNoneLeavesTheBucket() {
        Random random = new Random(7);
        Set<String> keys = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            String key = key(random);
            if (keys.add(key)) {
                KeyPath path = KeyPath.of(key);
                for (List<String> names : List.of(path.first(), path.second())) {
                    String place = String.join("/", path.directories()) + "/" + String.join("/", names);
                    assertThat(places.add(place)).as("%s at %s", key, place).isTrue();
                    assertThat(List.of(place.split("/", -1))).doesNotContain("..", ".");
                }
            }
        }
    }

    private static String key(Random random) {
        String alphabet = "/%.25E-~=a";
        StringBuilder key = new StringBuilder();
        int length = 1 + random.nextInt(7);
        for (int i = 0; i < length; i++) {
            key.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return key.toString();
    }
}
