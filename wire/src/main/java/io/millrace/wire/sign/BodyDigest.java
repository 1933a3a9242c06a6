package io.millrace.wire.sign;

import io.millrace.wire.CommonError;
import io.millrace.wire.WireException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** A hash or a checksum that grows with a body. Used by one thread. */
interface BodyDigest {

    void update(byte[] bytes, int offset, int length);

    /** The digest of all that came; called once. */
    byte[] finish();

    /** @param header e.g. {@code x-amz-checksum-crc32} or {@code content-md5} */
    static BodyDigest of(String header) {
        return switch (header) {
            case "content-md5" -> hash("MD5");
            case "x-amz-checksum-sha1" -> hash("SHA-1");
            case "x-amz-checksum-sha256" -> hash("SHA-256");
            case "x-amz-checksum-crc32" -> checksum(new CRC32(), 4);
            case "x-amz-checksum-crc32c" -> checksum(new CRC32C(), 4);
            case "x-amz-checksum-crc64nvme" -> checksum(new Crc64Nvme(), 8);
            default ->
                throw new WireException(
                        CommonError.VALIDATION,
                        "The checksum " + header + " is not supported here. Use crc32, crc32c, crc64nvme, sha1 or"
                                + " sha256.");
        };
    }

    static BodyDigest hash(String algorithm) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new BodyDigest() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                digest.update(bytes, offset, length);
            }

            @Override
            public byte[] finish() {
                return digest.digest();
            }
        };
    }

    private static BodyDigest checksum(Checksum checksum, int bytes) {
        return new BodyDigest() {
            @Override
            public void update(byte[] from, int offset, int length) {
                checksum.update(from, offset, length);
            }

            @Override
            public byte[] finish() {
                byte[] all = ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
                return Arrays.copyOfRange(all, 8 - bytes, 8);
            }
        };
    }
}
