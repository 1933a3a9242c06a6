package io.millrace.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.benchmarks.Bench;
import io.millrace.benchmarks.BenchRun;
import io.millrace.benchmarks.Figure;
import io.millrace.gateway.mapping.Mapping;
import io.millrace.gateway.mapping.Parameters;
import io.millrace.gateway.mapping.RequestContext;
import io.millrace.gateway.mapping.ResponseOverride;
import io.millrace.gateway.template.Budget;
import io.millrace.gateway.template.MappingTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;
import net.minidev.json.parser.JSONParser;

/** Renders the walkthrough's template for its event, beside json-smart reading and printing the event. */
public final class TemplateBench implements Bench {

    private static final String TEMPLATE = """
            {
                "DeliveryStreamName": "clicks",
                "Record": {
                    "Data": "$util.base64Encode($util.escapeJavaScript($input.json('$')).replace('\\', ''))"
                }
            }
            """;

    private static final String EVENT = "{\"element_clicked\":\"entree_1\",\"time_spent\":67,"
            + "\"source_menu\":\"restaurant_name\",\"created_at\":\"2022-09-11 23:00:00\"}";

    private record Load(String name, String event) {}

    private static final List<Load> LOADS = List.of(
            new Load("the walkthrough's event", EVENT),
            new Load("the same with en dashes", EVENT.replace("2022-09-11", "2022\u201309\u201311")),
            new Load("the same with a decimal number", EVENT.replace(":67", ":67.50")));

    @Override
    public String name() {
        return "template";
    }

    @Override
    public String about() {
        return "the walkthrough's mapping template for its event, beside json-smart reading and printing the event.";
    }

    @Override
    public void run(BenchRun run) throws Exception {
        MappingTemplate template = new Mapping().template(TEMPLATE);
        for (Load load : LOADS) {
            Callable<?> plain = () -> plain(load.event());
            Callable<?> mapped = () -> Mapping.render(template, payload(load.event()), Budget.small());
            rate(plain, run.warmUp());
            rate(mapped, run.warmUp());
            double baseline = rate(plain, run.measured());
            double renderings = rate(mapped, run.measured());
            run.add(Figure.of("template, " + load.name(), renderings, "renderings/s")
                    .beside("json-smart " + Figure.number(baseline) + "/s", renderings / baseline)
                    .atLeast(200_000));
        }
    }

    private static Object plain(String event) throws Exception {
        Object parsed =
                new JSONParser(JSONParser.MODE_PERMISSIVE).parse(event, JSONValue.defaultReader.DEFAULT_ORDERED);
        String printed = JSONValue.toJSONString(parsed, JSONStyle.LT_COMPRESS);
        return Base64.getEncoder().encodeToString(printed.getBytes(UTF_8));
    }

    private static Mapping.Payload payload(String event) {
        RequestContext context = new RequestContext(
                "000000000000",
                "abc123defg",
                "poc",
                "POST",
                "res123",
                "/poc",
                "/poc/poc",
                "11111111-2222-4333-8444-555555555555",
                "203.0.113.7",
                "",
                Instant.EPOCH,
                new ResponseOverride());
        return new Mapping.Payload(event, Parameters.NONE, context, Map.of());
    }

    /** On one thread. */
    private static double rate(Callable<?> work, Duration time) throws Exception {
        long started = System.nanoTime();
        long until = started + time.toNanos();
        long count = 0;
        long kept = 0;
        while (System.nanoTime() < until) {
            for (int i = 0; i < 100; i++) {
                kept += work.call().hashCode();
                count++;
            }
        }
        if (kept == 42) {
            throw new IllegalStateException("The results are looked at, so that they are made.");
        }
        return count * 1e9 / (System.nanoTime() - started);
    }
}
