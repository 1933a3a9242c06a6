package io.millrace.objects.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Clock;
import io.millrace.base.disk.LocalDisk;
import io.millrace.objects.feed.ChangeFeed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bucket is the truth: what other tools see in it, and what they put there. */
final class FilesByHandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path data;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private DiskStore store;

    @BeforeEach
    void open() throws IOException {
        store = reopen();
        store.createBucket("clicks", "us-east-1");
    }

    private DiskStore reopen() throws IOException {
        ChangeFeed feed = new ChangeFeed(Runnable::run);
        return DiskStore.open(new DiskStore.Parts(new LocalDisk(), Clock.system(), new Random(), feed), data);
    }

    @Test
    void anObjectIsAPlainFileUnderItsKey() throws IOException {
        put("2026/11/23/18/stream-1", "{}\n");
        assertThat(file("2026/11/23/18/stream-1")).content().isEqualTo("{}\n");
        try (var files = Files.walk(data.resolve("buckets"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void aFileThatWasDroppedInIsListedAndServed() throws IOException {
        write("in/by hand %41.json", "hello");
        assertThat(keys("")).containsExactly("in/by hand %41.json");
        ObjectInfo info = store.head("clicks", "in/by hand %41.json").orElseThrow();
        assertThat(info.etag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(text("in/by hand %41.json")).isEqualTo("hello");
        assertThat(store.list("clicks", ListRequest.all("")).objects()).containsExactly(info);
    }

    @Test
    void aFileThatGrowsOrChangesIsAnotherGeneration() throws IOException {
        write("log", "one");
        settle("");
        ObjectInfo first = store.head("clicks", "log").orElseThrow();
        assertThat(store.list("clicks", ListRequest.all("")).objects()).containsExactly(first);
        write("log", "one two");
        settle("");
        ObjectInfo second = store.head("clicks", "log").orElseThrow();
        assertThat(second.generation()).isNotEqualTo(first.generation());
        assertThat(second.size()).isEqualTo(7);
        assertThat(store.list("clicks", ListRequest.all("")).objects()).containsExactly(second);
    }

    @Test
    void anObjectThatWasEditedByHandKeepsItsTypeAndGetsAnotherETag() throws IOException {
        put("page", "before");
        write("page", "after it");
        ObjectInfo info = store.head("clicks", "page").orElseThrow();
        assertThat(info.etag()).isEqualTo(ETags.of("after it".getBytes(UTF_8)));
        assertThat(info.metadata().contentType()).contains("text/plain");
    }

    @Test
    void aFileThatIsRemovedByHandIsGone() throws IOException {
        put("a/b", "x");
        put("a/c", "y");
        settle("a");
        assertThat(keys("")).containsExactly("a/b", "a/c");
        Files.delete(file("a/b"));
        assertThat(keys("")).containsExactly("a/c");
        assertThat(store.get("clicks", "a/b")).isEmpty();
        Files.delete(file("a/c"));
        Files.delete(file("a"));
        put("a/d", "z");
        assertThat(keys("")).containsExactly("a/d");
    }

    @Test
    void linksAndWhatLiesBehindThemAreNeverServed() throws IOException {
        Path secret = Files.writeString(data.resolve("secret"), "secret");
        Files.createDirectories(data.resolve("elsewhere"));
        Files.writeString(data.resolve("elsewhere/x"), "secret");
        Files.createSymbolicLink(file("link"), secret);
        Files.createSymbolicLink(file("dir"), data.resolve("elsewhere"));
        assertThat(keys("")).isEmpty();
        assertThat(keys("dir/")).isEmpty();
        assertThat(store.get("clicks", "link")).isEmpty();
        assertThat(store.get("clicks", "dir/x")).isEmpty();
        assertThatThrownBy(() -> put("dir/y", "leaves the bucket")).hasMessageContaining("symbolic link");
        assertThat(data.resolve("elsewhere/y")).doesNotExist();
        put("link", "the link is replaced, not followed");
        assertThat(Files.readString(secret)).isEqualTo("secret");
        store.delete("clicks", "link");
        store.deleteBucket("clicks");
        assertThat(data.resolve("elsewhere/x")).exists();
    }

    @Test
    void namesInOurFormsThatWeWouldNotHaveWrittenAreLeftAlone() throws IOException {
        write("x%~/y", "not a long name");
        write("dir%=/y", "not beside a directory");
        write("%2E./z", "ours: the key ../z");
        assertThat(keys("")).containsExactly("../z");
        assertThat(text("../z")).isEqualTo("ours: the key ../z");
    }

    @Test
    void everythingSurvivesARestart() throws IOException {
        put("a", "1");
        put("a/b", "2");
        stage();
        Upload upload = store.createUpload("clicks", "big", ObjectMetadata.NONE);
        Bucket bucket = store.bucket("clicks").orElseThrow();
        store = reopen();
        assertThat(store.buckets()).containsExactly(bucket);
        assertThat(keys("")).containsExactly("a", "a/b");
        assertThat(text("a")).isEqualTo("1");
        assertThat(store.staged()).containsExactly("s");
        assertThat(store.listUploads("clicks")).containsExactly(upload);
    }

    @Test
    void aDirectoryOfAnEarlierBucketIsTakenOver() throws IOException {
        put("kept", "by hand");
        Files.delete(data.resolve("objects/records/clicks.json"));
        store = reopen();
        assertThat(store.buckets()).isEmpty();
        store.createBucket("clicks", "us-east-1");
        assertThat(text("kept")).isEqualTo("by hand");
    }

    private void stage() throws IOException {
        try (Staging staging = store.stage("s")) {
            staging.out().write(1);
            staging.force(ObjectMetadata.NONE);
        }
    }

    /** Makes the directory's time old, so that a listing of it is kept. */
    private void settle(String directory) throws IOException {
        Files.setLastModifiedTime(file(directory), FileTime.from(Instant.now().minusSeconds(60)));
    }

    private Path file(String key) {
        return data.resolve("buckets/clicks").resolve(key);
    }

    private void write(String path, String text) throws IOException {
        Path file = file(path);
        Files.createDirectories(PathParents.parent(file));
        Files.writeString(file, text);
    }

    private void put(String key, String text) throws IOException {
        ObjectMetadata metadata = ObjectMetadata.ofType("text/plain");
        store.put("clicks", key, metadata, BodySource.of(text.getBytes(UTF_8)), PutCondition.ALWAYS);
    }

    private String text(String key) throws IOException {
        try (StoredObject open = store.get("clicks", key).orElseThrow();
                InputStream in = open.stream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private List<String> keys(String prefix) throws IOException {
        return store.list("clicks", ListRequest.all(prefix)).objects().stream()
                .map(ObjectInfo::key)
                .toList();
    }
}
