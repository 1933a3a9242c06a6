package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Arn;
import io.millrace.base.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks through SQL: nothing but tables of the catalog can be reached, and those only by who may. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosedTest {

    @TempDir
    static Path directory;

    private QueryRoom room;

    @BeforeAll
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.succeed(QueryRoom.SEED);
        room.put("2026/11/23/17/a", "{\"element_clicked\":\"a\"}\n");
        Files.writeString(directory.resolve("secret.csv"), "secret\n");
    }

    @AfterAll
    void close() {
        room.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('SECRET')",
                "SELECT * FROM TABLE(read_text('SECRET'))",
                "SELECT read_text('SECRET')",
                "SELECT * FROM \"SECRET\"",
                "SELECT * FROM 'SECRET'",
                "SELECT * FROM \"read_csv('SECRET')\"",
                "SELECT * FROM millrace_scan(1)",
                "SELECT * FROM \"millrace_scan(1)\"",
                "SELECT millrace_double_text(1e0)",
                "SELECT millrace_json_scalar('{}', '$')",
                "SELECT * FROM scan_1",
                "SELECT * FROM read_parquet('SECRET')",
                "SELECT * FROM parquet_scan('SECRET')",
                "SELECT * FROM TABLE(read_parquet('SECRET'))",
                "CREATE TABLE x AS SELECT * FROM read_parquet('SECRET')",
                "DETACH temp",
                "CHECKPOINT",
                "SELECT * FROM 'https://127.0.0.1/x.parquet'",
                "SELECT * FROM \"file:///SECRET\"",
                "EXPLAIN ANALYZE SELECT 1",
                "COPY (SELECT 1) TO 'SECRET'",
                "ATTACH 'SECRET'",
                "PRAGMA database_list",
                "SET enable_external_access = true",
                "INSTALL httpfs",
                "LOAD 'SECRET'",
                "EXPORT DATABASE 'SECRET'",
                "CALL pragma_version()",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM sqlite_master",
                "SELECT * FROM pg_catalog.pg_class",
                "SELECT current_setting('temp_directory')",
                "SELECT getenv('HOME')",
                "SELECT error('x')",
                "SELECT 1 AS \"c0\" FROM my_ingested_data; COPY (SELECT 1) TO 'SECRET'",
                "SELECT 'a' FROM my_ingested_data AS \"t0; COPY\" WHERE \"x\"\"y\" = 1"
            })
    void theEngineIsOutOfReach(String sql) throws Exception {
        Path secret = directory.resolve("secret.csv");
        assertThatThrownBy(() -> room.rows(sql.replace("SECRET", secret.toString())))
                .isInstanceOf(QueryFailure.class);
        assertThat(Files.readString(secret)).isEqualTo("secret\n");
    }

    @Test
    void quotesInTextsAndNamesStayTexts() throws Exception {
        assertThat(room.rows("SELECT 'x'' OR 1=1; --' AS \"a\"\"; DROP TABLE t\" FROM my_ingested_data"))
                .containsExactly("x' OR 1=1; --");
        assertThat(room.rows("SELECT element_clicked FROM my_ingested_data WHERE element_clicked = ''' OR ''1''=''1'"))
                .isEmpty();
        assertThat(room.rows("SELECT 1 FROM my_ingested_data \"t0\" JOIN my_ingested_data \"t0 \"\" x\" ON true"))
                .containsExactly("1");
        assertThat(room.rows("SELECT date_format(TIMESTAMP '2026-01-01 00:00:00', '%Y'' || ''x')"))
                .containsExactly("2026' || 'x");
        assertThatThrownBy(() -> room.rows("SELECT '\0'")).isInstanceOf(QueryFailure.class);
    }

    @Test
    void whoMayNotReadGetsNothing() {
        Caller stranger = new Caller(
                Arn.of("sts", "", QueryRoom.ACCOUNT, "assumed-role/Nobody/session"),
                Optional.of(Arn.of("iam", "", QueryRoom.ACCOUNT, "role/Nobody")),
                Optional.empty());
        assertThatThrownBy(() -> room.query.run(
                        stranger, QueryRoom.REGION, "default", "SELECT * FROM my_ingested_data", RunOptions.DEFAULT))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("is not authorized to perform: glue:GetTable");
    }

    @Test
    void theBucketsPolicyDecidesOnEachObject() throws Exception {
        room.put("2026/11/23/18/b", "{\"element_clicked\":\"b\"}\n");
        room.store.putDocument(QueryRoom.BUCKET, "policy", Optional.of("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject",
            "Resource":"arn:aws:s3:::clicks/2026/11/23/18/*"}]}\
            """));
        try {
            assertThat(room.rows("SELECT element_clicked FROM my_ingested_data WHERE datehour = '2026/11/23/17'"))
                    .containsExactly("a");
            assertThatThrownBy(() -> room.rows("SELECT element_clicked FROM my_ingested_data"))
                    .hasMessageContaining("is not authorized to perform: s3:GetObject on resource:")
                    .hasMessageContaining("2026/11/23/18/b");
        } finally {
            room.store.putDocument(QueryRoom.BUCKET, "policy", Optional.empty());
            room.store.delete(QueryRoom.BUCKET, "2026/11/23/18/b");
        }
    }

    @Test
    void aTableOfAMissingBucketSaysSo() {
        room.succeed("CREATE EXTERNAL TABLE gone (a int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'"
                + " LOCATION 's3://no-such-bucket/'");
        assertThatThrownBy(() -> room.rows("SELECT * FROM gone"))
                .hasMessage("HIVE_METASTORE_ERROR: The bucket no-such-bucket does not exist.");
    }
}
