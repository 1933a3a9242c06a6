package io.millrace.objects.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.control.ControlDatabase;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.store.BodySource;
import io.millrace.objects.store.ListRequest;
import io.millrace.objects.store.MemoryStore;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.objects.store.PutCondition;
import io.millrace.wire.AccessDenied;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other stations come with a role's session, and get what that and the bucket's policy allow. */
final class ObjectsDoorTest {

    private static final String BUCKET = "clicks";
    private static final Caller SESSION = new Caller(
            Arn.of("sts", "", "000000000000", "assumed-role/Delivery/s"),
            Optional.of(Arn.of("iam", "", "000000000000", "role/Delivery")),
            Optional.empty());
    private static final String ALLOW =
            """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:role/Delivery"},
               "Action":["s3:PutObject","s3:GetObject"],"Resource":"arn:aws:s3:::clicks/in/*"},
              {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:role/Delivery"},
               "Action":"s3:ListBucket","Resource":"arn:aws:s3:::clicks",
               "Condition":{"StringLike":{"s3:prefix":"in/*"}}}]}""";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    private final MemoryStore store =
            new MemoryStore(Clock.system(), new Random(1), new ChangeFeed(Runnable::run));

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private ControlDatabase database;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private ObjectsDoor door;

    @BeforeEach
    void open() throws IOException {
        database = ControlDatabase.open(directory.resolve("control.db"));
        RootKey key = new RootKey("AKIAROOTROOT", "secretsecret");
        door = new ObjectsDoor(store, new Access(database, Clock.system(), "000000000000", key, event -> {}));
        store.createBucket(BUCKET, "us-east-1");
        store.put(BUCKET, "in/x", ObjectMetadata.NONE, body(), PutCondition.ALWAYS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoHasNoPolicyGetsNothing() {
        assertThatThrownBy(() -> door.get(SESSION, BUCKET, "in/x"))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining("s3:GetObject on resource: arn:aws:s3:::clicks/in/x");
        assertThatThrownBy(() -> door.put(SESSION, BUCKET, "in/y", ObjectMetadata.NONE, body()))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> door.list(SESSION, BUCKET, ListRequest.all("in/")))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> door.get(SESSION, "no-such-bucket", "x")).isInstanceOf(AccessDenied.class);
    }

    @Test
    void theBucketsPolicyOpensWhatItNamesAndNoMore() throws IOException {
        store.putDocument(BUCKET, "policy", Optional.of(ALLOW));
        door.put(SESSION, BUCKET, "in/y", ObjectMetadata.NONE, body());
        assertThat(door.head(SESSION, BUCKET, "in/y")).isPresent();
        assertThat(door.list(SESSION, BUCKET, ListRequest.all("in/2026/")).objects())
                .isEmpty();
        assertThatThrownBy(() -> door.list(SESSION, BUCKET, ListRequest.all("")))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> door.head(SESSION, BUCKET, "out/y")).isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> door.delete(SESSION, BUCKET, "in/y")).isInstanceOf(AccessDenied.class);
    }

    @Test
    void aDenialHoldsForTheRootToo() throws IOException {
        Caller root = Caller.root("000000000000");
        assertThat(door.head(root, BUCKET, "in/x")).isPresent();
        String deny = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\","
                + "\"Action\":\"s3:Get*\",\"Resource\":\"arn:aws:s3:::clicks/*\"}}";
        store.putDocument(BUCKET, "policy", Optional.of(deny));
        assertThatThrownBy(() -> door.get(root, BUCKET, "in/x")).isInstanceOf(AccessDenied.class);
    }

    private static BodySource body() {
        return BodySource.of("x".getBytes(UTF_8));
    }
}
