package io.millrace.base.control;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteDataSource;
import org.sqlite.util.OSInfo;

/** SQLite's native library as the package keeps it: unpacked beside the jar, in {@code sqlite/<system>/<processor>}. */
final class NativeSqlite {

    /** SQLite's own setting. */
    private static final String DIRECTORY = "org.sqlite.lib.path";

    private NativeSqlite() {}

    /**
     * Points SQLite there, before it loads. Otherwise it unpacks the library into the temporary directory, where each
     * killed process would leave it.
     */
    static void takeFromPackage() {
        if (System.getProperty(DIRECTORY) != null) {
            return;
        }
        Path unpacked = jar().resolveSibling("sqlite").resolve(OSInfo.getNativeLibFolderPathForCurrentOS());
        if (Files.isDirectory(unpacked)) {
            System.setProperty(DIRECTORY, unpacked.toString());
        }
    }

    private static Path jar() {
        try {
            return Path.of(SQLiteDataSource.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException failure) {
            throw new IllegalStateException("SQLite's jar has no path.", failure);
        }
    }
}
