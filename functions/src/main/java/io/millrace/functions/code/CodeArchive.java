package io.millrace.functions.code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a ZIP archive into a directory. Refuses what could leave the directory (absolute names, {@code ..}, links)
 * and stops as soon as more comes out than the limit allows, whatever the archive says of its sizes.
 */
final class CodeArchive {

    private static final int ENTRY_LIMIT = 100_000;

    private final Map<String, Integer> modes;
    private final byte[] archive;
    private final long limit;
    private long unpacked;
    private int entries;

    /** @param limit bytes of all files together, unpacked */
    CodeArchive(byte[] archive, long limit) throws BadArchive {
        this.archive = archive;
        this.limit = limit;
        this.modes = ZipDirectory.modes(archive);
    }

    static BadArchive unreadable() {
        return new BadArchive("Could not unzip uploaded file. Please check your file, then try to upload again.");
    }

    /** Unpacks into the directory, which must be empty. */
    void unpack(Path directory) throws IOException, BadArchive {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > ENTRY_LIMIT) {
                    throw new BadArchive("The uploaded file has more than " + ENTRY_LIMIT + " entries.");
                }
                unpack(entry, zip, directory);
            }
        } catch (ZipException | IllegalArgumentException broken) {
            throw unreadable();
        }
        if (entries == 0) {
            throw new BadArchive("Uploaded file must be a non-empty zip");
        }
    }

    private void unpack(ZipEntry entry, InputStream zip, Path directory) throws IOException, BadArchive {
        Path target = target(entry.getName(), directory);
        if (entry.isDirectory()) {
            makeDirectory(target, directory);
            return;
        }
        Path parent = target.getParent();
        if (parent != null) {
            makeDirectory(parent, directory);
        }
        try (OutputStream out =
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(zip, out);
        } catch (FileAlreadyExistsException twice) {
            throw new BadArchive("The entry '" + entry.getName() + "' stands twice in the uploaded file.");
        }
        boolean executable = (modes.getOrDefault(entry.getName(), 0) & 0111) != 0;
        if (Files.getFileStore(target).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "r-xr-xr-x" : "r--r--r--"));
        }
    }

    /** A directory that the function's user can read, whoever that is and whatever the server's mask. */
    private static void makeDirectory(Path wanted, Path root) throws IOException {
        Files.createDirectories(wanted);
        if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
            for (Path each = wanted; each != null && each.startsWith(root); each = each.getParent()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static Path target(String name, Path directory) throws BadArchive {
        boolean unsafe = name.isEmpty() || name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0;
        for (String part : name.split("/", -1)) {
            unsafe |= part.equals("..") || part.equals(".");
        }
        try {
            Path target = directory.resolve(name).normalize();
            if (!unsafe && target.startsWith(directory) && !target.equals(directory)) {
                return target;
            }
        } catch (InvalidPathException impossible) {
            // Refused below, as any other bad name.
        }
        throw new BadArchive("The entry '" + name + "' of the uploaded file would leave the function's directory."
                + " Names must be relative, with forward slashes, and without '..'.");
    }

    private void copy(InputStream in, OutputStream out) throws IOException, BadArchive {
        byte[] buffer = new byte[1 << 16];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            unpacked += count;
            if (unpacked > limit) {
                throw new BadArchive("Unzipped size must be smaller than " + limit + " bytes");
            }
            out.write(buffer, 0, count);
        }
    }
}
