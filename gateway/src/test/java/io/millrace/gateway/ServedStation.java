package io.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Clock;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.gateway.call.Integration;
import io.millrace.wire.http.HttpFront;
import io.millrace.wire.http.WireConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The gateway behind the real HTTP server, with a Firehose that keeps what it is given; also started by hand. */
final class ServedStation implements AutoCloseable {

    static final RootKey KEY = new RootKey("AKIAMILLRACETESTROOT", "test/secret+with=signs");

    final Queue<Integration.Call> calls = new ConcurrentLinkedQueue<>();
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final ControlDatabase database;
    private final Gateway gateway;
    private final HttpFront front;

    ServedStation(Path directory, int port) throws IOException {
        this.database = ControlDatabase.open(directory.resolve("control.db"));
        Access access = new Access(database, Clock.system(), Station.ACCOUNT, KEY, event -> {});
        Integration firehose = call -> {
            calls.add(call);
            return CompletableFuture.completedFuture(
                    new Integration.Answer(200, Map.of(), "{\"Encrypted\":false,\"RecordId\":\"r\"}".getBytes(UTF_8)));
        };
        this.gateway = new Gateway(
                database,
                Map.of("firehose", firehose),
                access,
                Clock.system(),
                new Random(),
                Station.ACCOUNT,
                GatewayConfig.defaults());
        this.front = HttpFront.builder(
                        WireConfig.defaults().withPort(port), access.authenticator(), Clock.system(), scheduler)
                .service(access.iam())
                .service(access.sts())
                .service(gateway.apigateway())
                .hotPath(new StageDoor(gateway))
                .start();
    }

    /** {@code ServedStation <directory> <port>}: serves until it is stopped. */
    public static void main(String[] args) throws Exception {
        try (ServedStation station = new ServedStation(Path.of(args[0]), Integer.parseInt(args[1]))) {
            System.out.println("http://127.0.0.1:" + station.port());
            Thread.currentThread().join();
        }
    }

    int port() {
        return front.port();
    }

    @Override
    public void close() {
        front.close();
        gateway.close();
        scheduler.close();
        database.close();
    }
}
