package io.millrace.benchmarks.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.base.Caller;
import io.millrace.base.Json;
import io.millrace.benchmarks.Bench;
import io.millrace.benchmarks.BenchRun;
import io.millrace.benchmarks.Figure;
import io.millrace.functions.InvokeOptions;
import io.millrace.functions.InvokeResult;
import io.millrace.functions.runtime.Interpreters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The walkthrough's transformation in Python, through the pool, beside a bare loop in the same Python. */
public final class PythonBench implements Bench {

    static final String RUNTIME = "python3.8";

    /** As in the walkthrough, but that it keeps nothing. */
    static final String HANDLER = """
            import base64

            def handler(event, context):
                output = []
                for record in event['records']:
                    payload = base64.b64decode(record['data']).decode('utf-8')
                    row = base64.b64encode((payload + '\\n').encode('utf-8')).decode('ascii')
                    output.append({'recordId': record['recordId'], 'result': 'Ok', 'data': row})
                return {'records': output}
            """;

    private static final String LOOP = HANDLER + """

            import json, sys, time
            event = sys.stdin.buffer.read()
            for seconds in (float(sys.argv[1]), float(sys.argv[2])):
                calls, began = 0, time.perf_counter()
                while time.perf_counter() - began < seconds:
                    json.dumps(handler(json.loads(event), None)).encode()
                    calls += 1
                rate = calls / (time.perf_counter() - began)
            print(rate)
            """;

    private static final String EVENT = "{\"element_clicked\":\"entree_1\",\"time_spent\":67,"
            + "\"source_menu\":\"restaurant_name\",\"created_at\":\"2022-09-11 23:00:00\"}";

    @Override
    public String name() {
        return "functions";
    }

    @Override
    public String about() {
        return "the walkthrough's transformation in Python, one process, through the pool and the Runtime API, beside a"
                + " bare loop in the same Python that does the same JSON and base64 work.";
    }

    @Override
    public void run(BenchRun run) throws Exception {
        try (FunctionRoom room = new FunctionRoom(run.directory())) {
            room.create("transform", RUNTIME, HANDLER);
            for (int records : List.of(10, 500, 5000)) {
                byte[] event = event(records);
                double plain = bare(run, event) * records;
                pooled(room, event, run.warmUp());
                double pooled = pooled(room, event, run.measured()) * records;
                run.add(Figure.of("Python, " + records + " records an invocation", pooled, "records/s")
                        .beside("bare loop " + Figure.number(plain) + "/s", pooled / plain)
                        .ratioAtLeast(records < 100 ? 0 : 0.75));
            }
        }
    }

    private static double pooled(FunctionRoom room, byte[] event, Duration time) {
        long began = System.nanoTime();
        long calls = 0;
        while (System.nanoTime() - began < time.toNanos()) {
            InvokeResult result = room.functions()
                    .invoke(Caller.root(FunctionRoom.ACCOUNT), room.arn("transform"), event, InvokeOptions.defaults());
            if (result.functionError().isPresent()) {
                throw new IllegalStateException(new String(result.payload(), UTF_8));
            }
            calls++;
        }
        return calls * 1e9 / (System.nanoTime() - began);
    }

    private static double bare(BenchRun run, byte[] event) throws IOException {
        Interpreters.Interpreter python =
                Interpreters.ofMachine().forRuntime(RUNTIME).orElseThrow();
        Path input = run.directory().resolve("event.json");
        Files.write(input, event);
        Process loop = new ProcessBuilder(
                        python.executable(),
                        "-c",
                        LOOP,
                        Double.toString(run.warmUp().toMillis() / 1000.0),
                        Double.toString(run.measured().toMillis() / 1000.0))
                .redirectInput(input.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return Double.parseDouble(new String(loop.getInputStream().readAllBytes(), UTF_8).strip());
    }

    private static byte[] event(int records) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.put("invocationId", "11111111-2222-4333-8444-555555555555")
                .put("deliveryStreamArn", "arn:aws:firehose:us-east-1:000000000000:deliverystream/clicks")
                .put("region", "us-east-1");
        ArrayNode all = event.putArray("records");
        for (int i = 0; i < records; i++) {
            all.addObject()
                    .put("recordId", "49546986683135544286507457936321625675700192471156785154" + (1_000_000 + i))
                    .put("approximateArrivalTimestamp", 1_669_000_000_000L + i)
                    .put("data", Base64.getEncoder().encodeToString(EVENT.getBytes(UTF_8)));
        }
        return Json.MAPPER.writeValueAsBytes(event);
    }
}
