package io.millrace.gateway.mapping;

import io.millrace.gateway.template.Budget;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders a template for one payload, as a request would. */
final class Rendering {

    private static final Mapping MAPPING = new Mapping();

    private Rendering() {}

    static String of(String template, String body) {
        return of(template, body, Parameters.NONE);
    }

    static String of(String template, String body, Parameters parameters) {
        Mapping.Payload payload = new Mapping.Payload(body, parameters, context(), Map.of("tier", "gold"));
        return Mapping.render(MAPPING.template(template), payload, Budget.full(Long.MAX_VALUE));
    }

    static RequestContext context() {
        return new RequestContext(
                "000000000000",
                "abc123defg",
                "poc",
                "POST",
                "res123",
                "/poc/{id}",
                "/poc/poc/7",
                "11111111-2222-4333-8444-555555555555",
                "203.0.113.7",
                "curl/8",
                Instant.parse("2022-09-11T23:00:00Z"),
                new ResponseOverride());
    }

    static Parameters parameters() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("host", List.of("localhost"));
        headers.put("x-tier", List.of("silver", "gold"));
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("id", List.of("8"));
        query.put("q", List.of("a b"));
        return new Parameters(Map.of("id", "7"), query, headers);
    }
}
