package io.millrace.delivery.core;

import io.millrace.objects.open.Encoding;
import io.millrace.objects.open.Place;
import io.millrace.objects.store.ObjectMetadata;

/**
 * One kind of objects that a stream writes: where, how named, when sealed, how encoded.
 *
 * @param prefix of every key
 * @param fileExtension the end of every key, e.g. {@code .gz}; may be empty
 * @param metadata of the sealed objects, without Content-Encoding
 * @param permission asked at each object's birth
 */
public record Output(
        String bucket,
        KeyTemplate prefix,
        String fileExtension,
        BufferingHints hints,
        Encoding encoding,
        ObjectMetadata metadata,
        PutPermission permission) {

    /** Where its keys can lie. */
    Place place() {
        return new Place(bucket, prefix.literalPrefix());
    }

    /** The same place under another prefix, as it is: for the error output beside it. */
    public Output plainUnder(KeyTemplate otherPrefix) {
        return new Output(bucket, otherPrefix, "", hints, Encoding.PLAIN, metadata, permission);
    }
}
