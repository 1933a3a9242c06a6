package io.millrace.delivery.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the outcomes of records in an object's text: outputs, or error lines. */
final class Sightings {

    /** @param answer which of the processor's answers this is */
    record Sighting(long id, long answer) {}

    private static final Pattern OUTPUT = Pattern.compile("<(\\d+):(\\d+)>");
    private static final Pattern ERROR =
            Pattern.compile("\"rawData\":\"([^\"]*)\",\"errorCode\":\"[^\"]*\",\"errorMessage\":\"(?:#(\\d+))?");

    private Sightings() {}

    static List<Sighting> in(String key, String text) {
        List<Sighting> found = new ArrayList<>();
        boolean errors = key.startsWith("errors/");
        Matcher matcher = (errors ? ERROR : OUTPUT).matcher(text);
        while (matcher.find()) {
            String answer = matcher.group(2);
            found.add(new Sighting(
                    errors ? id(matcher.group(1)) : Long.parseLong(matcher.group(1)),
                    answer == null ? 0 : Long.parseLong(answer)));
        }
        return found;
    }

    private static long id(String rawData) {
        String record = new String(Base64.getDecoder().decode(rawData), StandardCharsets.UTF_8);
        return Long.parseLong(record.substring(0, record.indexOf('|')));
    }
}
