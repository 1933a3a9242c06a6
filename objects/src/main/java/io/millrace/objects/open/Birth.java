package io.millrace.objects.open;

import io.millrace.objects.store.ObjectMetadata;
import java.time.Duration;
import java.time.Instant;

/**
 * What is decided once about an object, at its birth, and journaled.
 *
 * @param group which records belong into it; of the objects of a group the youngest takes the next record
 * @param incarnation the bucket's: a namesake of the bucket inherits nothing
 * @param key the object's final key
 * @param version of the definition that it was born under
 * @param arrival of its first record
 * @param bornAt when it began to wait; its age is measured from here
 * @param sealAtBytes it is sealed once it holds so many
 * @param sealAfter it is sealed once it is so old
 * @param metadata of the sealed object, without Content-Encoding, which the encoding adds
 * @param form of the rows that its bytes are, where the encoding asks for rows; else empty
 */
public record Birth(
        String group,
        String bucket,
        String incarnation,
        String key,
        int version,
        Instant arrival,
        Instant bornAt,
        long sealAtBytes,
        Duration sealAfter,
        Encoding encoding,
        ObjectMetadata metadata,
        String form) {}
