package io.millrace.access;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The account root's access key: from the environment, or made once and kept in {@code root-key.properties} in the data
 * directory, mode 600.
 */
public record RootKey(String accessKeyId, String secretKey) {

    private static final String FILE = "root-key.properties";
    private static final String ID = "MILLRACE_ACCESS_KEY_ID";
    private static final String SECRET = "MILLRACE_SECRET_ACCESS_KEY";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public RootKey {
        if (!accessKeyId.matches("\\w{4,128}") || accessKeyId.startsWith("ASIA") || secretKey.length() < 8) {
            throw new IllegalArgumentException(
                    "The root key is not usable. Set " + ID + " to 4 to 128 letters and digits that do not begin with"
                            + " ASIA, and " + SECRET + " to at least 8 characters.");
        }
    }

    /** The key of the environment where both of its variables are set, else the kept one, else a new one. */
    public static RootKey of(Map<String, String> environment, Path dataDirectory) throws IOException {
        String id = environment.getOrDefault(ID, "");
        String secret = environment.getOrDefault(SECRET, "");
        if (id.isEmpty() != secret.isEmpty()) {
            throw new IllegalArgumentException("Set both " + ID + " and " + SECRET + ", or neither.");
        }
        if (!id.isEmpty()) {
            return new RootKey(id, secret);
        }
        Path file = dataDirectory.resolve(FILE);
        return Files.exists(file) ? read(file) : make(file);
    }

    private static RootKey read(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        String id = properties.getProperty("accessKeyId");
        String secret = properties.getProperty("secretAccessKey");
        if (id == null || secret == null) {
            throw new IllegalArgumentException(
                    file + " holds no root key. Remove it to have a new one made, or restore it.");
        }
        return new RootKey(id, secret);
    }

    /** Written beside and renamed, so that a crash leaves a whole key or none. */
    private static RootKey make(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        StringBuilder id = new StringBuilder("AKIA");
        while (id.length() < 20) {
            id.append(BASE32.charAt(random.nextInt(BASE32.length())));
        }
        byte[] secret = new byte[30];
        random.nextBytes(secret);
        RootKey key = new RootKey(id.toString(), Base64.getEncoder().encodeToString(secret));
        Path beside = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(beside);
        String text = "accessKeyId=" + key.accessKeyId() + "\nsecretAccessKey=" + key.secretKey() + "\n";
        try (FileChannel channel = FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }

    @Override
    public String toString() {
        return "RootKey[" + accessKeyId + "]";
    }
}
