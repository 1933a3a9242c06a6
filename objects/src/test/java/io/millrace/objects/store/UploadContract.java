package io.millrace.objects.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.objects.feed.ChangeFeed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every object store does with uploads in parts. */
abstract class UploadContract {

    static final String BUCKET = "clicks";
    private static final int FIVE_MIB = 5 * 1024 * 1024;

    final ChangeFeed feed = new ChangeFeed(Runnable::run);

    /** A new, empty store. */
    abstract ObjectStore newStore() throws IOException;

    private ObjectStore store() throws IOException {
        ObjectStore store = newStore();
        store.createBucket(BUCKET, "eu-west-1");
        return store;
    }

    @Test
    void partsBecomeOneObjectInTheirOrder() throws IOException {
        ObjectStore store = store();
        Upload upload = store.createUpload(BUCKET, "big/one", ObjectMetadata.ofType("text/big"));
        Part second = part(store, upload, 7, new byte[] {'e', 'n', 'd'});
        Part first = part(store, upload, 2, filled(FIVE_MIB, 'x'));
        assertThat(store.listParts(upload)).containsExactly(first, second);
        assertThat(store.head(BUCKET, "big/one")).isEmpty();
        ObjectInfo info = complete(store, upload, first, second);
        assertThat(info.size()).isEqualTo(FIVE_MIB + 3);
        assertThat(info.etag()).endsWith("-2");
        assertThat(store.head(BUCKET, "big/one")).contains(info);
        assertThat(info.metadata().contentType()).contains("text/big");
        try (StoredObject open = store.get(BUCKET, "big/one").orElseThrow();
                InputStream in = open.stream(new ByteRange(FIVE_MIB - 1, 10))) {
            assertThat(in.readAllBytes()).containsExactly('x', 'e', 'n', 'd');
        }
        assertThat(store.listUploads(BUCKET)).isEmpty();
        assertThatThrownBy(() -> store.listParts(upload)).isInstanceOf(StoreFault.NoSuchUpload.class);
    }

    @Test
    void aPartThatIsSentAgainReplacesTheFirst() throws IOException {
        ObjectStore store = store();
        Upload upload = store.createUpload(BUCKET, "k", ObjectMetadata.NONE);
        Part old = part(store, upload, 1, new byte[] {'o'});
        Part replaced = part(store, upload, 1, new byte[] {'n'});
        assertThatThrownBy(() -> complete(store, upload, old)).isInstanceOf(StoreFault.InvalidPart.class);
        complete(store, upload, replaced);
        try (StoredObject open = store.get(BUCKET, "k").orElseThrow();
                InputStream in = open.stream()) {
            assertThat(in.readAllBytes()).containsExactly('n');
        }
    }

    @Test
    void wrongCompletionsAreRefusedAndTheUploadStays() throws IOException {
        ObjectStore store = store();
        Upload upload = store.createUpload(BUCKET, "k", ObjectMetadata.NONE);
        Part small = part(store, upload, 1, new byte[] {'s'});
        Part last = part(store, upload, 2, new byte[] {'l'});
        assertThatThrownBy(() -> complete(store, upload, small, last)).isInstanceOf(StoreFault.PartTooSmall.class);
        assertThatThrownBy(() -> complete(store, upload, last, small)).isInstanceOf(StoreFault.InvalidPartOrder.class);
        assertThatThrownBy(() -> complete(store, upload)).isInstanceOf(StoreFault.InvalidPart.class);
        store.put(BUCKET, "k", ObjectMetadata.NONE, BodySource.of(new byte[0]), PutCondition.ALWAYS);
        assertThatThrownBy(() ->
                        store.completeUpload(upload, List.of(new PartRef(1, small.etag())), PutCondition.IF_ABSENT))
                .isInstanceOf(StoreFault.PreconditionFailed.class);
        assertThat(store.listUploads(BUCKET)).containsExactly(upload);
    }

    @Test
    void anAbortedUploadIsGone() throws IOException {
        ObjectStore store = store();
        Upload upload = store.createUpload(BUCKET, "k", ObjectMetadata.NONE);
        part(store, upload, 1, new byte[] {'x'});
        assertThat(store.upload(BUCKET, "k", upload.id())).isEqualTo(upload);
        assertThatThrownBy(() -> store.upload(BUCKET, "other", upload.id()))
                .isInstanceOf(StoreFault.NoSuchUpload.class);
        store.abortUpload(upload);
        assertThatThrownBy(() -> store.abortUpload(upload)).isInstanceOf(StoreFault.NoSuchUpload.class);
        assertThatThrownBy(() -> part(store, upload, 1, new byte[] {'x'})).isInstanceOf(StoreFault.NoSuchUpload.class);
    }

    @Test
    void aBucketGoesWithItsUploads() throws IOException {
        ObjectStore store = store();
        Upload upload = store.createUpload(BUCKET, "k", ObjectMetadata.NONE);
        part(store, upload, 1, new byte[] {'x'});
        store.deleteBucket(BUCKET);
        store.createBucket(BUCKET, "eu-west-1");
        assertThat(store.listUploads(BUCKET)).isEmpty();
        assertThatThrownBy(() -> complete(store, upload)).isInstanceOf(StoreFault.NoSuchUpload.class);
    }

    private static Part part(ObjectStore store, Upload upload, int number, byte[] bytes) throws IOException {
        return store.uploadPart(upload, number, BodySource.of(bytes));
    }

    private static ObjectInfo complete(ObjectStore store, Upload upload, Part... parts) throws IOException {
        List<PartRef> refs = Arrays.stream(parts)
                .map(part -> new PartRef(part.number(), part.etag()))
                .toList();
        return store.completeUpload(upload, refs, PutCondition.ALWAYS);
    }

    private static byte[] filled(int size, char with) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }
}
