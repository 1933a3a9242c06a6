package io.millrace.catalog;

import static io.millrace.catalog.CatalogException.Reason.INVALID;
import static io.millrace.catalog.CatalogException.Reason.PARTITION_EXISTS;
import static io.millrace.catalog.CatalogException.Reason.PARTITION_MISSING;

import io.millrace.base.control.ControlDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The registered partitions of tables. Shared between threads. Each call is one transaction. */
public final class Partitions {

    private final ControlDatabase control;
    private final Supplier<Instant> now;

    Partitions(ControlDatabase control, Supplier<Instant> now) {
        this.control = control;
        this.now = now;
    }

    /** A table's name. */
    public record Of(String region, String database, String table) {
        public Of {
            database = Names.lower(database);
            table = Names.lower(table);
        }
    }

    /** A stretch of partitions, and where the next begins; empty at the end. */
    public record Page(List<Partition> partitions, Optional<String> next) {}

    /** All partitions of a table, by their values. */
    public List<Partition> all(Of of) {
        return control.inTransaction(handle -> rows(handle, of, "", Integer.MAX_VALUE));
    }

    /**
     * Some partitions of a table, by their values.
     *
     * @param after what a page before said; empty for the first
     */
    public Page page(Of of, String after, int limit) {
        return control.inTransaction(handle -> {
            List<Partition> partitions = rows(handle, of, after, limit);
            boolean more = partitions.size() == limit;
            return new Page(partitions, more ? Optional.of(place(partitions.getLast())) : Optional.empty());
        });
    }

    /** Where a page that ends with the partition ends. */
    public static String place(Partition partition) {
        return TableJson.key(partition.values());
    }

    public Optional<Partition> find(Of of, List<String> values) {
        return control.inTransaction(handle -> find(handle, of, values));
    }

    /** Registers the partition; one with these values must not stand yet. */
    public void create(Of of, Partition partition) {
        control.useTransaction(handle -> {
            check(handle, of, partition);
            if (find(handle, of, partition.values()).isPresent()) {
                throw new CatalogException(PARTITION_EXISTS, "Partition already exists.");
            }
            write(handle, of, partition.createdAt(now.get()));
        });
    }

    /** Registers those of the partitions that do not stand yet, all or none; returns which were new. */
    public List<Partition> createMissing(Of of, List<Partition> partitions) {
        return control.inTransaction(handle -> {
            List<Partition> created = new ArrayList<>();
            for (Partition partition : partitions) {
                check(handle, of, partition);
                if (find(handle, of, partition.values()).isEmpty()) {
                    write(handle, of, partition.createdAt(now.get()));
                    created.add(partition);
                }
            }
            return created;
        });
    }

    /** Replaces a partition; other values rename it. */
    public void update(Of of, List<String> values, Partition partition) {
        control.useTransaction(handle -> {
            check(handle, of, partition);
            Partition before = find(handle, of, values).orElseThrow(Partitions::missing);
            if (!values.equals(partition.values())) {
                if (find(handle, of, partition.values()).isPresent()) {
                    throw new CatalogException(PARTITION_EXISTS, "Partition already exists.");
                }
                delete(handle, of, values);
            }
            write(handle, of, partition.createdAt(before.created()));
        });
    }

    /** Forgets a partition; its objects stay. */
    public void drop(Of of, List<String> values) {
        control.useTransaction(handle -> {
            requireTable(handle, of);
            if (!delete(handle, of, values)) {
                throw missing();
            }
        });
    }

    private static Table requireTable(Handle handle, Of of) {
        return new TableRows(handle, of.region(), of.database()).require(of.table());
    }

    private static void check(Handle handle, Of of, Partition partition) {
        int keys = requireTable(handle, of).partitionKeys().size();
        if (keys != partition.values().size() || keys == 0) {
            throw new CatalogException(
                    INVALID,
                    "The number of partition keys do not match the number of partition values: " + keys + " and "
                            + partition.values().size() + ".");
        }
        if (partition.values().stream().anyMatch(String::isEmpty)) {
            throw new CatalogException(INVALID, "A partition value must not be empty.");
        }
    }

    private static List<Partition> rows(Handle handle, Of of, String after, int limit) {
        return bound(handle.createQuery("""
                        SELECT partition_key, document FROM catalog_partition
                        WHERE region = :region AND database = :database AND name = :name AND partition_key > :after
                        ORDER BY partition_key LIMIT :limit"""), of)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> TableJson.readPartition(row.getString(1), row.getString(2)))
                .list();
    }

    private static Optional<Partition> find(Handle handle, Of of, List<String> values) {
        String key = TableJson.key(values);
        return bound(handle.createQuery("""
                        SELECT document FROM catalog_partition
                        WHERE region = :region AND database = :database AND name = :name AND partition_key = :key"""), of)
                .bind("key", key)
                .map((row, context) -> TableJson.readPartition(key, row.getString(1)))
                .findOne();
    }

    private static void write(Handle handle, Of of, Partition partition) {
        bound(handle.createUpdate("""
                        INSERT INTO catalog_partition (region, database, name, partition_key, document)
                        VALUES (:region, :database, :name, :key, :doc)
                        ON CONFLICT (region, database, name, partition_key)
                        DO UPDATE SET document = excluded.document"""), of)
                .bind("key", TableJson.key(partition.values()))
                .bind("doc", TableJson.write(partition))
                .execute();
    }

    private static boolean delete(Handle handle, Of of, List<String> values) {
        return bound(handle.createUpdate("""
                        DELETE FROM catalog_partition
                        WHERE region = :region AND database = :database AND name = :name AND partition_key = :key"""), of)
                        .bind("key", TableJson.key(values))
                        .execute()
                > 0;
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Of of) {
        return statement
                .bind("region", of.region())
                .bind("database", of.database())
                .bind("name", of.table());
    }

    private static CatalogException missing() {
        return new CatalogException(PARTITION_MISSING, "Cannot find partition.");
    }
}
