package io.millrace.objects.door;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Clock;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.LocalDisk;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.store.DiskStore;
import io.millrace.wire.http.HttpFront;
import io.millrace.wire.http.WireConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A real server that speaks S3, IAM and STS over a store in a directory: for tests, and by hand through main. */
final class S3Server implements AutoCloseable {

    static final RootKey KEY = new RootKey("AKIATESTTESTTESTTEST", "a-secret-of-tests");

    private final ControlDatabase database;
    private final Access access;
    private final DiskStore store;
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final HttpFront front;

    S3Server(Path data, int port) throws IOException {
        this.database = ControlDatabase.open(data.resolve("control.db"));
        this.access = new Access(database, Clock.system(), "000000000000", KEY, event -> {});
        this.store = DiskStore.open(
                new DiskStore.Parts(new LocalDisk(), Clock.system(), new SecureRandom(), new ChangeFeed(scheduler)),
                data);
        this.front = HttpFront.builder(
                        WireConfig.defaults().withPort(port), access.authenticator(), Clock.system(), scheduler)
                .service(new S3Service(new ObjectsDoor(store, access)))
                .service(access.iam())
                .service(access.sts())
                .start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + front.port());
    }

    DiskStore store() {
        return store;
    }

    @Override
    public void close() {
        front.close();
        scheduler.close();
        database.close();
    }

    /** Arguments: a data directory and a port. Serves until the process is stopped. */
    public static void main(String[] arguments) throws Exception {
        try (S3Server server = new S3Server(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
            System.out.println("S3 answers at " + server.address());
            Thread.currentThread().join();
        }
    }
}
