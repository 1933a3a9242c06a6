package io.millrace.functions.code;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import io.millrace.base.disk.FileStatus;
import io.millrace.functions.files.FileTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Deployment packages by the SHA-256 of their bytes, in two directories: {@code packages/<hex>.zip}, forced and never
 * changed, and {@code unpacked/<hex>/}, a cache that is emptied at each start. Shared between threads.
 */
public final class CodeStore {

    /** A package that is kept. */
    public record StoredCode(String sha256Hex, long size) {

        /** As Lambda shows it. */
        public String sha256Base64() {
            return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256Hex));
        }
    }

    private final Disk disk;
    private final Path packages;
    private final Path unpacked;
    private final long unpackedLimit;
    private final Map<String, Path> ready = new HashMap<>();

    private CodeStore(Disk disk, Path directory, long unpackedLimit) {
        this.disk = disk;
        this.packages = directory.resolve("packages");
        this.unpacked = directory.resolve("unpacked");
        this.unpackedLimit = unpackedLimit;
    }

    /** Opens the directory and forgets packages that nothing refers to, as after a crash within a create. */
    public static CodeStore open(Disk disk, Path directory, long unpackedLimit, Set<String> referred)
            throws IOException {
        CodeStore store = new CodeStore(disk, directory, unpackedLimit);
        disk.createDirectories(store.packages);
        FileTree.remove(store.unpacked);
        disk.createDirectories(store.unpacked);
        for (FileStatus file : disk.list(store.packages)) {
            if (!referred.contains(file.name().replace(".zip", ""))) {
                disk.delete(store.packages.resolve(file.name()));
            }
        }
        return store;
    }

    /** Checks and keeps a package; it is on disk when this returns. */
    public synchronized StoredCode keep(byte[] archive) throws IOException, BadArchive {
        String hex = HexFormat.of().formatHex(sha256(archive));
        Path file = file(hex);
        if (disk.status(file).isEmpty()) {
            directory(hex, archive);
            Path writing = packages.resolve(hex + ".writing-" + UUID.randomUUID());
            try (DiskFile out = disk.create(writing)) {
                out.append(ByteBuffer.wrap(archive));
                out.force();
            }
            disk.rename(writing, file);
            disk.forceDirectory(packages);
        }
        return new StoredCode(hex, archive.length);
    }

    /** Where the package lies unpacked; unpacks it where it does not yet. */
    public synchronized Path directory(String hex) throws IOException, BadArchive {
        Path known = ready.get(hex);
        return known != null ? known : directory(hex, Files.readAllBytes(file(hex)));
    }

    private Path directory(String hex, byte[] archive) throws IOException, BadArchive {
        CodeArchive code = new CodeArchive(archive, unpackedLimit);
        Path target = unpacked.resolve(hex);
        FileTree.remove(target);
        Files.createDirectories(target);
        try {
            code.unpack(target.toRealPath());
        } catch (IOException | BadArchive failure) {
            FileTree.remove(target);
            throw failure;
        }
        ready.put(hex, target.toRealPath());
        return target.toRealPath();
    }

    /** The package's bytes as they were sent. */
    public Optional<Path> archive(String hex) {
        Path file = file(hex);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** Removes a package that nothing refers to any longer. */
    public synchronized void forget(String hex) throws IOException {
        disk.delete(file(hex));
        ready.remove(hex);
        FileTree.remove(unpacked.resolve(hex));
    }

    private Path file(String hex) {
        return packages.resolve(hex + ".zip");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
