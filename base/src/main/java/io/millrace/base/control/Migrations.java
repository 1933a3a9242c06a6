package io.millrace.base.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables to this version with the stations' scripts. Flyway is asked only when the scripts are not those of
 * the last time, whose checksum SQLite keeps as {@code user_version}: asking it takes a fifth of a start.
 */
final class Migrations {

    private static final String SCRIPTS = "db/migration";

    private Migrations() {}

    static void run(DataSource source) {
        try {
            int scripts = checksum();
            if (applied(source) != scripts) {
                Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:" + SCRIPTS)
                        .outOfOrder(true)
                        .load()
                        .migrate();
                remember(source, scripts);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (SQLException failure) {
            throw new IllegalStateException("The control database's version cannot be read or written.", failure);
        }
    }

    private static int applied(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("PRAGMA user_version")) {
            return version.getInt(1);
        }
    }

    private static void remember(DataSource source, int scripts) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = " + scripts);
        }
    }

    /** Of every script's name and bytes; never 0, which is the version of a new database. */
    private static int checksum() throws IOException {
        Map<String, Long> scripts = new TreeMap<>();
        for (URL place : Collections.list(Migrations.class.getClassLoader().getResources(SCRIPTS))) {
            URLConnection connection = place.openConnection();
            if (connection instanceof JarURLConnection jar) {
                addAll(jar, scripts);
            } else {
                addAll(Path.of(URI.create(place.toString())), scripts);
            }
        }
        CRC32 all = new CRC32();
        scripts.forEach((name, checksum) -> all.update((name + checksum).getBytes(StandardCharsets.UTF_8)));
        return (int) all.getValue() | 1;
    }

    private static void addAll(JarURLConnection place, Map<String, Long> scripts) throws IOException {
        place.setUseCaches(false);
        try (JarFile jar = place.getJarFile()) {
            jar.stream()
                    .filter(entry -> entry.getName().startsWith(SCRIPTS) && !entry.isDirectory())
                    .forEach(entry -> scripts.put(entry.getName().substring(SCRIPTS.length() + 1), entry.getCrc()));
        }
    }

    private static void addAll(Path directory, Map<String, Long> scripts) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                CRC32 checksum = new CRC32();
                try (InputStream in = Files.newInputStream(file)) {
                    checksum.update(in.readAllBytes());
                }
                scripts.put(file.toFile().getName(), checksum.getValue());
            }
        }
    }
}
