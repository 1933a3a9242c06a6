package io.millrace.objects.store;

import java.nio.file.Path;

/**
 * Where the store's files lie in the data directory:
 *
 * <pre>
 *   buckets/&lt;bucket&gt;/&lt;key&gt;                    the objects, and nothing else
 *   objects/records/&lt;bucket&gt;.json            region, time, incarnation, policy
 *   objects/staging/&lt;n&gt;                      bytes on their way; emptied at start
 *   objects/sealed/&lt;staging id&gt;              whole and forced, not yet published
 *   objects/uploads/&lt;incarnation&gt;/&lt;id&gt;/      upload.json and part-&lt;number&gt;
 * </pre>
 */
record DiskLayout(Path data) {

    Path buckets() {
        return data.resolve("buckets");
    }

    Path bucket(String name) {
        return buckets().resolve(name);
    }

    Path records() {
        return data.resolve("objects").resolve("records");
    }

    Path staging() {
        return data.resolve("objects").resolve("staging");
    }

    Path sealed() {
        return data.resolve("objects").resolve("sealed");
    }

    Path uploads() {
        return data.resolve("objects").resolve("uploads");
    }
}
