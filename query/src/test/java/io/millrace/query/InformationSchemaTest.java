package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Arn;
import io.millrace.base.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog, read as tables. */
class InformationSchemaTest {

    @TempDir
    Path directory;

    private QueryRoom room;

    @BeforeEach
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.succeed("CREATE DATABASE shop");
        room.succeed("CREATE EXTERNAL TABLE shop.sales (what varchar(9) COMMENT 'it''s a name', price decimal(9,2),"
                + " at timestamp) PARTITIONED BY (day date) ROW FORMAT SERDE"
                + " 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://clicks/sales/'");
        room.succeed("CREATE VIEW shop.days AS SELECT day FROM shop.sales");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void databasesTablesAndViewsAreListed() throws Exception {
        assertThat(room.rows("SELECT * FROM information_schema.schemata ORDER BY 2"))
                .containsExactly("awsdatacatalog|default", "awsdatacatalog|shop");
        assertThat(room.rows("SELECT table_schema, table_name, table_type FROM information_schema.tables"
                        + " WHERE table_schema = 'shop' ORDER BY 2"))
                .containsExactly("shop|days|VIEW", "shop|sales|BASE TABLE");
        assertThat(room.rows("SELECT v.view_definition FROM awsdatacatalog.information_schema.views v"))
                .singleElement()
                .asString()
                .containsIgnoringCase("FROM\n  shop.sales");
    }

    @Test
    void columnsAreListedInTheirOrderWithTheirTypes() throws Exception {
        assertThat(room.rows("SELECT column_name, ordinal_position, data_type, is_nullable, comment, extra_info,"
                        + " column_default FROM information_schema.columns WHERE table_name = 'sales' ORDER BY 2"))
                .containsExactly(
                        "what|1|varchar(9)|YES|it's a name|null|null",
                        "price|2|decimal(9,2)|YES|null|null|null",
                        "at|3|timestamp(3)|YES|null|null|null",
                        "day|4|date|YES|null|partition key|null");
    }

    @Test
    void anEmptyCatalogHasNoTables() throws Exception {
        room.succeed("DROP DATABASE shop CASCADE");
        assertThat(room.rows("SELECT * FROM information_schema.tables")).isEmpty();
        assertThat(room.rows("SELECT count(*), max(ordinal_position) FROM information_schema.columns"))
                .containsExactly("0|null");
    }

    @Test
    void whoMayNotListTheCatalogGetsNothing() {
        Caller stranger = new Caller(
                Arn.of("sts", "", QueryRoom.ACCOUNT, "assumed-role/Nobody/session"),
                Optional.of(Arn.of("iam", "", QueryRoom.ACCOUNT, "role/Nobody")),
                Optional.empty());
        assertThatThrownBy(() -> room.query.run(
                        stranger,
                        QueryRoom.REGION,
                        "default",
                        "SELECT * FROM information_schema.tables",
                        RunOptions.DEFAULT))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("is not authorized to perform: glue:GetDatabases");
    }

    @Test
    void otherTablesOfItAreRefusedByName() {
        assertThatThrownBy(() -> room.rows("SELECT * FROM information_schema.roles"))
                .hasMessageContaining("line 1:15: Table 'awsdatacatalog.information_schema.roles' does not exist")
                .hasMessageContaining("schemata, tables, columns and views");
    }
}
