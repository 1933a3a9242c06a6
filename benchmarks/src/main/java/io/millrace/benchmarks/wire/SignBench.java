package io.millrace.benchmarks.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.ThreadScheduler;
import io.millrace.benchmarks.Bench;
import io.millrace.benchmarks.BenchRun;
import io.millrace.benchmarks.Figure;
import io.millrace.wire.Authenticator;
import io.millrace.wire.Input;
import io.millrace.wire.JsonService;
import io.millrace.wire.http.HttpFront;
import io.millrace.wire.http.WireConfig;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A signed PutRecord whose operation answers at once, beside a bare non-blocking Jetty that answers the same bytes. */
public final class SignBench implements Bench {

    private static final byte[] ANSWER =
            "{\"Encrypted\":false,\"RecordId\":\"0123456789012345678901234567890123456789\"}".getBytes(UTF_8);
    private static final int CALLS = 512;
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "sign";
    }

    @Override
    public String about() {
        return "processor time of the server for a signed PutRecord of the walkthrough's event whose operation answers at"
                + " once, without the callers' own time, beside a bare non-blocking Jetty.";
    }

    @Override
    public void run(BenchRun run) throws Exception {
        Server bare = bare();
        int barePort = ((ServerConnector) bare.getConnectors()[0]).getLocalPort();
        try (ThreadScheduler scheduler = new ThreadScheduler();
                HttpFront front = front(scheduler)) {
            String host = "127.0.0.1:" + front.port();
            List<byte[]> calls = SignedCalls.make(host, CALLS);
            for (int connections : List.of(64, 256)) {
                Optional<CallLoop.Measured> plain = Optional.empty();
                Optional<CallLoop.Measured> signed = Optional.empty();
                for (int round = 0; round < ROUNDS; round++) {
                    // What else runs on the machine only ever adds: the least of each counts.
                    plain = least(plain, CallLoop.run(barePort, connections, calls, run.warmUp()));
                    signed = least(signed, CallLoop.run(front.port(), connections, calls, run.warmUp()));
                }
                add(run, connections, plain.orElseThrow(), signed.orElseThrow());
            }
        } finally {
            bare.stop();
        }
    }

    private static Optional<CallLoop.Measured> least(Optional<CallLoop.Measured> known, CallLoop.Measured next) {
        return known.filter(one -> one.serverMicros() <= next.serverMicros()).or(() -> Optional.of(next));
    }

    private static void add(BenchRun run, int connections, CallLoop.Measured plain, CallLoop.Measured signed) {
        run.add(Figure.of("signed call, " + connections + " connections", signed.serverMicros(), "us of CPU")
                .beside(
                        "bare Jetty " + Figure.number(plain.serverMicros()) + " us",
                        plain.serverMicros() / signed.serverMicros())
                .below(30));
        run.add(Figure.of("the same, callers included", signed.rate(), "calls/s")
                .beside("bare Jetty " + Figure.number(plain.rate()) + "/s", signed.rate() / plain.rate())
                .ratioAtLeast(0.4));
    }

    private static HttpFront front(ThreadScheduler scheduler) throws Exception {
        Authenticator.Credential credential =
                new Authenticator.Credential(SignedCalls.SECRET, Optional.empty(), Caller.root("000000000000"));
        Authenticator authenticator = key -> key.equals(SignedCalls.KEY) ? Optional.of(credential) : Optional.empty();
        JsonService firehose = JsonService.named("firehose", "Firehose_20150804")
                .laterOperation("PutRecord", (caller, region, body) -> {
                    Input input = JsonService.input(body);
                    input.requiredString("DeliveryStreamName");
                    input.requiredObject("Record").blob("Data");
                    input.refuseUnread();
                    return CompletableFuture.completedStage(ANSWER);
                })
                .build();
        return HttpFront.builder(WireConfig.defaults().withPort(0), authenticator, Clock.system(), scheduler)
                .service(firehose)
                .start();
    }

    private static Server bare() throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 2);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Content.Source.consumeAll(
                        request,
                        Callback.from(
                                () -> {
                                    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
                                    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, ANSWER.length);
                                    response.write(true, ByteBuffer.wrap(ANSWER), callback);
                                },
                                callback::failed));
                return true;
            }
        });
        server.start();
        return server;
    }
}
