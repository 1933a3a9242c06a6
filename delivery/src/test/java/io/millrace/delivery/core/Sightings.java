package io.millrace.delivery.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the outcomes of records in an object's text: outputs, or error lines; in a backup, the records themselves, each
 * under its id made negative.
 */
final class Sightings {

    /** @param answer which of the processor's answers this is */
    record Sighting(long id, long answer) {}

    private static final Pattern OUTPUT = Pattern.compile("<(\\d+):(\\d+)>");
    private static final Pattern ERROR =
            Pattern.compile("\"rawData\":\"([^\"]*)\",\"errorCode\":\"[^\"]*\",\"errorMessage\":\"(?:#(\\d+))?");

    private static final Pattern RECORD = Pattern.compile("\\{(\\d+)\\|");

    private Sightings() {}

    static List<Sighting> in(String key, String text) {
        List<Sighting> found = new ArrayList<>();
        if (key.startsWith("backup/")) {
            ids(text).forEach(id -> found.add(new Sighting(-id, 0)));
            return found;
        }
        boolean errors = key.startsWith("errors/");
        Matcher matcher = (errors ? ERROR : OUTPUT).matcher(text);
        while (matcher.find()) {
            long answer = matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
            List<Long> ids = errors ? ids(decoded(matcher.group(1))) : List.of(Long.parseLong(matcher.group(1)));
            ids.forEach(id -> found.add(new Sighting(id, answer)));
        }
        return found;
    }

    private static String decoded(String rawData) {
        return new String(Base64.getDecoder().decode(rawData), StandardCharsets.UTF_8);
    }

    private static List<Long> ids(String records) {
        return RECORD.matcher(records)
                .results()
                .map(record -> Long.parseLong(record.group(1)))
                .toList();
    }
}
