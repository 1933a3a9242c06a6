package io.millrace.base.control;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The SQLite file that holds the control state. Shared between threads: one connection, one transaction at a time, so
 * a transaction must be short and must not call out. A committed transaction is on disk.
 */
public final class ControlDatabase implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;
    private final Jdbi jdbi;

    private ControlDatabase(Connection connection) {
        this.connection = connection;
        this.jdbi = Jdbi.create(connection);
    }

    /** Loads what {@link #open} needs, on any thread. */
    public static void load() {
        try (Connection nowhere = source("jdbc:sqlite::memory:").getConnection()) {
            Jdbi.create(nowhere).useHandle(handle -> handle.execute("SELECT 1"));
        } catch (SQLException failure) {
            throw new IllegalStateException("SQLite does not load.", failure);
        }
    }

    /** Opens the file, makes it where it is missing, and brings its tables to this version. */
    public static ControlDatabase open(Path file) {
        SQLiteDataSource source = source("jdbc:sqlite:" + file);
        Migrations.run(source);
        try {
            return new ControlDatabase(source.getConnection());
        } catch (SQLException failure) {
            throw new IllegalStateException("The control database " + file + " cannot be opened.", failure);
        }
    }

    private static SQLiteDataSource source(String url) {
        NativeSqlite.takeFromPackage();
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    /** Runs the work in a transaction and returns its result; a failure rolls it back. */
    public <T, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
        lock.lock();
        try (Handle handle = jdbi.open()) {
            return handle.inTransaction(work);
        } finally {
            lock.unlock();
        }
    }

    /** Runs the work in a transaction; a failure rolls it back. */
    public <X extends Exception> void useTransaction(HandleConsumer<X> work) throws X {
        inTransaction(work.asCallback());
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("The control database does not close.", failure);
        } finally {
            lock.unlock();
        }
    }
}
