package io.millrace.objects.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Clock;
import io.millrace.objects.feed.Change;
import io.millrace.objects.feed.ChangeFeed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every object store does. A store's own test extends this and says how one is made; uploads in parts are in
 * {@link UploadContract}.
 */
abstract class ObjectStoreContract {

    static final String BUCKET = "clicks";

    final List<Change> heard = new ArrayList<>();

    /** Delivers on the teller's thread, so that a test sees every change at once. */
    final ChangeFeed feed = new ChangeFeed(Runnable::run);

    // Set before each test; the memory store stands in until then.
    private ObjectStore store = new MemoryStore(Clock.system(), new Random(1), feed);

    /** A new, empty store that tells {@link #feed}. */
    abstract ObjectStore newStore() throws IOException;

    @BeforeEach
    final void openTheStore() throws IOException {
        store = newStore();
        store.createBucket(BUCKET, "eu-west-1");
        feed.subscribe(heard::add);
    }

    final ObjectStore store() {
        return store;
    }

    // ---- buckets

    @Test
    void aBucketRemembersItsRegionAndTime() {
        Bucket bucket = store.bucket(BUCKET).orElseThrow();
        assertThat(bucket.region()).isEqualTo("eu-west-1");
        assertThat(bucket.created()).isNotNull();
        assertThat(store.buckets()).containsExactly(bucket);
    }

    @Test
    void aNameIsTakenOnceOnly() {
        assertThatThrownBy(() -> store.createBucket(BUCKET, "us-east-1")).isInstanceOf(StoreFault.BucketExists.class);
    }

    @Test
    void aNameThatS3RefusesIsRefused() {
        for (String name :
                List.of("", "ab", "Clicks", "a..b", "-ab", "ab-", "192.168.5.4", "a/b", "..", "x".repeat(64))) {
            assertThatThrownBy(() -> store.createBucket(name, "us-east-1"))
                    .as(name)
                    .isInstanceOf(StoreFault.InvalidBucketName.class);
        }
    }

    @Test
    void aNamesakeIsAnotherIncarnationAndInheritsNothing() throws IOException {
        Bucket first = store.bucket(BUCKET).orElseThrow();
        store.putDocument(BUCKET, "policy", Optional.of("{}"));
        store.deleteBucket(BUCKET);
        assertThat(store.bucket(BUCKET)).isEmpty();
        Bucket second = store.createBucket(BUCKET, "eu-west-1");
        assertThat(second.incarnation()).isNotEqualTo(first.incarnation());
        assertThat(store.document(BUCKET, "policy")).isEmpty();
    }

    @Test
    void aBucketWithObjectsIsNotDeletedUntilTheyAre() throws IOException {
        put("a/b/c", "x");
        assertThatThrownBy(() -> store.deleteBucket(BUCKET)).isInstanceOf(StoreFault.BucketNotEmpty.class);
        store.delete(BUCKET, "a/b/c");
        store.deleteBucket(BUCKET);
        assertThatThrownBy(() -> store.deleteBucket(BUCKET)).isInstanceOf(StoreFault.NoSuchBucket.class);
        assertThatThrownBy(() -> put("a", "x")).isInstanceOf(StoreFault.NoSuchBucket.class);
    }

    @Test
    void aDocumentIsKeptWithItsBucket() throws IOException {
        store.putDocument(BUCKET, "policy", Optional.of("{\"a\":1}"));
        assertThat(store.document(BUCKET, "policy")).contains("{\"a\":1}");
        store.putDocument(BUCKET, "policy", Optional.empty());
        assertThat(store.document(BUCKET, "policy")).isEmpty();
    }

    // ---- objects

    @Test
    void whatWasPutIsRead() throws IOException {
        ObjectMetadata metadata = new ObjectMetadata(
                Map.of("content-type", "text/plain", "content-encoding", "gzip"), Map.of("who", "Zoë"), Map.of());
        ObjectInfo put = store.put(BUCKET, "a/b", metadata, BodySource.of(bytes("hello")), PutCondition.ALWAYS);
        assertThat(put.etag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(put.size()).isEqualTo(5);
        assertThat(store.head(BUCKET, "a/b")).contains(put);
        assertThat(put.metadata()).isEqualTo(metadata);
        assertThat(text("a/b")).isEqualTo("hello");
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        put("empty", "");
        assertThat(text("empty")).isEmpty();
        assertThat(store.head(BUCKET, "empty").orElseThrow().etag()).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    }

    @Test
    void aSecondPutReplacesTheFirstWhole() throws IOException {
        ObjectInfo first = put("k", "a long first body");
        ObjectInfo second = put("k", "short");
        assertThat(text("k")).isEqualTo("short");
        assertThat(second.generation()).isNotEqualTo(first.generation());
    }

    @Test
    void aReaderKeepsItsBytesThroughReplaceAndDelete() throws IOException {
        put("k", "the old bytes");
        try (StoredObject open = store.get(BUCKET, "k").orElseThrow()) {
            put("k", "the new");
            assertThat(read(open, ByteRange.ALL)).isEqualTo("the old bytes");
            store.delete(BUCKET, "k");
            assertThat(read(open, new ByteRange(4, 3))).isEqualTo("old");
            assertThat(open.info().size()).isEqualTo(13);
        }
    }

    @Test
    void aRangeIsCutAtTheObjectsEnd() throws IOException {
        put("k", "0123456789");
        try (StoredObject open = store.get(BUCKET, "k").orElseThrow()) {
            assertThat(read(open, new ByteRange(2, 3))).isEqualTo("234");
            assertThat(read(open, new ByteRange(8, 100))).isEqualTo("89");
            assertThat(read(open, new ByteRange(50, 1))).isEmpty();
        }
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        assertThat(store.head(BUCKET, "none")).isEmpty();
        assertThat(store.get(BUCKET, "none")).isEmpty();
        assertThat(store.delete(BUCKET, "none")).isFalse();
        assertThatThrownBy(() -> store.get("no-such", "k")).isInstanceOf(StoreFault.NoSuchBucket.class);
    }

    @Test
    void aBodyThatFailsLeavesTheOldObject() throws IOException {
        put("k", "old");
        BodySource broken =
                () -> new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new GoneClient());
        assertThatThrownBy(() -> store.put(BUCKET, "k", ObjectMetadata.NONE, broken, PutCondition.ALWAYS))
                .hasMessage("the client went away");
        assertThat(text("k")).isEqualTo("old");
        assertThat(keys(ListRequest.all(""))).containsExactly("k");
    }

    @Test
    void oddKeysAreKeptApart() throws IOException {
        List<String> odd = OddKeys.all();
        for (String key : odd) {
            put(key, "at " + key);
        }
        for (String key : odd) {
            assertThat(text(key)).isEqualTo("at " + key);
        }
        assertThat(keys(ListRequest.all("")))
                .isEqualTo(odd.stream().sorted(Keys.ORDER).toList());
        for (String key : odd) {
            assertThat(store.delete(BUCKET, key)).as(key).isTrue();
            assertThat(store.head(BUCKET, key)).as(key).isEmpty();
        }
        store.deleteBucket(BUCKET);
    }

    @Test
    void impossibleKeysAreRefused() {
        for (String key : List.of("", "x".repeat(1025), "é".repeat(513), "a\0b", "lone \uD800 surrogate")) {
            assertThatThrownBy(() -> put(key, "x")).isInstanceOf(StoreFault.InvalidKey.class);
        }
    }

    @Test
    void aConditionalPutFindsNothingOrFails() throws IOException {
        ObjectInfo first = putIf("k", "1", PutCondition.IF_ABSENT);
        assertThatThrownBy(() -> putIf("k", "2", PutCondition.IF_ABSENT))
                .isInstanceOf(StoreFault.PreconditionFailed.class);
        ObjectInfo second = putIf("k", "3", new PutCondition.IfMatch(first.etag()));
        assertThatThrownBy(() -> putIf("k", "4", new PutCondition.IfMatch(first.etag())))
                .isInstanceOf(StoreFault.PreconditionFailed.class);
        assertThatThrownBy(() -> putIf("none", "5", new PutCondition.IfMatch(second.etag())))
                .isInstanceOf(StoreFault.NoSuchKey.class);
        assertThat(text("k")).isEqualTo("3");
    }

    @Test
    void aCopyTakesBytesAndMetadataOrOthers() throws IOException {
        store.put(BUCKET, "a", ObjectMetadata.ofType("text/x"), BodySource.of(bytes("body")), PutCondition.ALWAYS);
        store.createBucket("elsewhere", "us-east-1");
        ObjectRef from = new ObjectRef(BUCKET, "a");
        store.copy(from, new ObjectRef("elsewhere", "b"), Optional.empty(), PutCondition.ALWAYS);
        ObjectInfo info = store.head("elsewhere", "b").orElseThrow();
        assertThat(info.metadata().contentType()).contains("text/x");
        store.copy(from, from, Optional.of(ObjectMetadata.ofType("text/y")), PutCondition.ALWAYS);
        assertThat(store.head(BUCKET, "a").orElseThrow().metadata().contentType())
                .contains("text/y");
        assertThat(text("a")).isEqualTo("body");
        assertThatThrownBy(() -> store.copy(new ObjectRef(BUCKET, "none"), from, Optional.empty(), PutCondition.ALWAYS))
                .isInstanceOf(StoreFault.NoSuchKey.class);
    }

    // ---- listing

    @Test
    void keysAreListedInTheOrderOfTheirBytes() throws IOException {
        List<String> sorted = List.of("!", "a", "a!b", "a-b", "a/b", "a0", "b", "é", "\uFFFD", "\uD83D\uDE00");
        for (String key : sorted.reversed()) {
            put(key, "");
        }
        assertThat(keys(ListRequest.all(""))).isEqualTo(sorted);
        assertThat(keys(ListRequest.all("a"))).containsExactly("a", "a!b", "a-b", "a/b", "a0");
        assertThat(keys(new ListRequest("", "", "a-b", 3))).containsExactly("a/b", "a0", "b");
    }

    @Test
    void aDelimiterRollsKeysUp() throws IOException {
        for (String key : List.of("a/1", "a/2", "a/b/3", "a-", "c", "d/")) {
            put(key, "");
        }
        Listing top = store.list(BUCKET, new ListRequest("", "/", "", 100));
        assertThat(top.commonPrefixes()).containsExactly("a/", "d/");
        assertThat(top.objects()).extracting(ObjectInfo::key).containsExactly("a-", "c");
        Listing below = store.list(BUCKET, new ListRequest("a/", "/", "", 100));
        assertThat(below.commonPrefixes()).containsExactly("a/b/");
        assertThat(below.objects()).extracting(ObjectInfo::key).containsExactly("a/1", "a/2");
        assertThat(store.list(BUCKET, new ListRequest("d/", "/", "", 100)).objects())
                .extracting(ObjectInfo::key)
                .containsExactly("d/");
        assertThat(store.list(BUCKET, new ListRequest("", "-", "", 100)).commonPrefixes())
                .containsExactly("a-");
    }

    @Test
    void pagesAddUpToTheWhole() throws IOException {
        for (String key : List.of("a/1", "a/2", "a/b/3", "a-", "b", "b/1", "b/2", "c", "d/e", "e")) {
            put(key, "");
        }
        for (String delimiter : List.of("", "/")) {
            List<String> whole = names(store.list(BUCKET, new ListRequest("", delimiter, "", 100)));
            for (int size = 1; size <= 4; size++) {
                assertThat(paged("", delimiter, size)).isEqualTo(whole);
            }
        }
        assertThat(store.list(BUCKET, new ListRequest("", "", "", 0)).truncated())
                .isFalse();
    }

    // ---- sealing

    @Test
    void whatIsStagedIsSeenOnlyOncePublished() throws IOException {
        stage("seal-1", "sealed bytes");
        assertThat(store.isStaged("seal-1")).isTrue();
        assertThat(store.staged()).containsExactly("seal-1");
        assertThat(keys(ListRequest.all(""))).isEmpty();
        ObjectInfo info = store.publish("seal-1", store.bucket(BUCKET).orElseThrow(), "2026/11/23/18/s-1");
        assertThat(info.metadata().contentType()).contains("application/octet-stream");
        assertThat(store.head(BUCKET, "2026/11/23/18/s-1")).contains(info);
        assertThat(text("2026/11/23/18/s-1")).isEqualTo("sealed bytes");
        assertThat(store.isStaged("seal-1")).isFalse();
        assertThat(store.staged()).isEmpty();
        assertThatThrownBy(() -> store.publish("seal-1", store.bucket(BUCKET).orElseThrow(), "k"))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void stagingThatWasNotForcedIsNotStaged() throws IOException {
        try (Staging staging = store.stage("half")) {
            staging.out().write(bytes("half"));
        }
        assertThat(store.isStaged("half")).isFalse();
        stage("half", "whole");
        stage("half", "whole again");
        store.publish("half", store.bucket(BUCKET).orElseThrow(), "k");
        assertThat(text("k")).isEqualTo("whole again");
    }

    @Test
    void whatIsDiscardedIsGone() throws IOException {
        stage("s", "x");
        store.discardStaged("s");
        store.discardStaged("s");
        assertThat(store.isStaged("s")).isFalse();
    }

    @Test
    void nothingIsPublishedIntoANamesake() throws IOException {
        Bucket gone = store.bucket(BUCKET).orElseThrow();
        stage("s", "x");
        store.deleteBucket(BUCKET);
        assertThatThrownBy(() -> store.publish("s", gone, "k")).isInstanceOf(StoreFault.NoSuchBucket.class);
        store.createBucket(BUCKET, "eu-west-1");
        assertThatThrownBy(() -> store.publish("s", gone, "k")).isInstanceOf(StoreFault.NoSuchBucket.class);
        assertThat(store.isStaged("s")).isTrue();
    }

    // ---- the feed

    @Test
    void everyVisibleChangeIsTold() throws IOException {
        ObjectInfo put = put("a", "xyz");
        stage("s", "x");
        ObjectInfo published = store.publish("s", store.bucket(BUCKET).orElseThrow(), "b");
        store.delete(BUCKET, "a");
        store.delete(BUCKET, "a");
        assertThat(heard)
                .containsExactly(
                        new Change.Put(BUCKET, "a", 3, put.generation()),
                        new Change.Put(BUCKET, "b", 1, published.generation()),
                        new Change.Delete(BUCKET, "a"));
    }

    // ---- words of these tests

    final ObjectInfo put(String key, String text) throws IOException {
        return putIf(key, text, PutCondition.ALWAYS);
    }

    final ObjectInfo putIf(String key, String text, PutCondition condition) throws IOException {
        return store.put(BUCKET, key, ObjectMetadata.NONE, BodySource.of(bytes(text)), condition);
    }

    final void stage(String id, String text) throws IOException {
        try (Staging staging = store.stage(id)) {
            staging.out().write(bytes(text));
            staging.force(ObjectMetadata.ofType("application/octet-stream"));
        }
    }

    final String text(String key) throws IOException {
        try (StoredObject open = store.get(BUCKET, key).orElseThrow()) {
            return read(open, ByteRange.ALL);
        }
    }

    final List<String> keys(ListRequest request) throws IOException {
        return store.list(BUCKET, request).objects().stream()
                .map(ObjectInfo::key)
                .toList();
    }

    final List<String> paged(String prefix, String delimiter, int size) throws IOException {
        List<String> all = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            Listing page = store.list(BUCKET, new ListRequest(prefix, delimiter, next.get(), size));
            all.addAll(names(page));
            next = page.next();
        }
        return all.stream().sorted(Keys.ORDER).toList();
    }

    private static List<String> names(Listing page) {
        List<String> names = new ArrayList<>(page.commonPrefixes());
        page.objects().forEach(info -> names.add(info.key()));
        return names.stream().sorted(Keys.ORDER).toList();
    }

    static String read(StoredObject open, ByteRange range) throws IOException {
        try (InputStream in = open.stream(range)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** A connection that breaks. */
    private static final class GoneClient extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the client went away");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
