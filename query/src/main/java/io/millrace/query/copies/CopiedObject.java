package io.millrace.query.copies;

import java.util.List;

/**
 * One object in a copy. Immutable.
 *
 * @param number what stands in the copy's last column for its rows
 * @param size of the object, as stored
 * @param partition the values of the partition columns when it was copied
 * @param rows in the file, without the lines kept
 */
public record CopiedObject(
        int number,
        String bucket,
        String key,
        String generation,
        long size,
        List<String> partition,
        long rows,
        List<KeptLine> kept) {

    /** The same object in another file. */
    CopiedObject numbered(int another) {
        return new CopiedObject(another, bucket, key, generation, size, partition, rows, kept);
    }

    String place() {
        return bucket + "/" + key;
    }
}
