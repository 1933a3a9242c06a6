package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trino's answers, as its documentation and its engine give them, to what is admitted; the rest refused by name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelectTest {

    @TempDir
    static Path directory;

    private QueryRoom room;

    @BeforeAll
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.succeed("""
                CREATE EXTERNAL TABLE t (a string, n int, b bigint, d double, r float, m decimal(10,2), o boolean,
                  ts timestamp, dt date, s smallint)
                ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://clicks/t/'""");
        room.put("t/1", """
                {"a":"x","n":1,"b":10,"d":1.5,"r":0.5,"m":1.25,"o":true,"ts":"2026-01-02 03:04:05.678","dt":"2026-01-02","s":7}
                {"a":"y","n":2,"b":20,"d":2.5,"r":1.5,"m":2.25,"o":false,"ts":"2026-02-02 03:04:05","dt":"2026-02-02","s":8}
                {"a":"x","n":null,"b":30,"d":null,"m":null,"o":null,"ts":null}
                """);
        room.succeed("""
                CREATE EXTERNAL TABLE u (a string, price int)
                ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://clicks/u/'""");
        room.put("u/1", "{\"a\":\"x\",\"price\":3}\n{\"a\":\"z\",\"price\":4}\n");
    }

    @AfterAll
    void close() {
        room.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "1/2                                   ~ 0",
                "-7/2                                  ~ -3",
                "-7 % 2                                ~ -1",
                "1/2.0                                 ~ 0.5",
                "10/4.0                                ~ 2.5",
                "2/3.00                                ~ 0.67",
                "-2/3.00                               ~ -0.67",
                "1.5 * 2.25                            ~ 3.375",
                "1.5 + 2                               ~ 3.5",
                "1e0/3                                 ~ 0.3333333333333333",
                "1e0/0                                 ~ Infinity",
                "1e10                                  ~ 1.0E10",
                "5000000000 + 1                        ~ 5000000001",
                "1 = 1.0                               ~ true",
                "'a' || 'b' || NULL                    ~ null",
                "concat('a', NULL)                     ~ null",
                "'A' < 'a'                             ~ true",
                "'é' > 'z'                             ~ true",
                "NULL = NULL                           ~ null",
                "NULL IS DISTINCT FROM NULL            ~ false",
                "1 IN (2, NULL)                        ~ null",
                "1 NOT IN (2, 3)                       ~ true",
                "2 BETWEEN 1 AND 3                     ~ true",
                "2 NOT BETWEEN 1 AND 3                 ~ false",
                "'abc' LIKE 'a%'                       ~ true",
                "'a_c' LIKE 'a!_c' ESCAPE '!'          ~ true",
                "'abc' NOT LIKE '_b_'                  ~ false",
                "CASE WHEN 1 > 2 THEN 'a' END          ~ null",
                "CASE 3 WHEN 1 THEN 'a' ELSE 'b' END   ~ b",
                "if(true, 1, 2.5)                      ~ 1.0",
                "coalesce(NULL, 1, 2)                  ~ 1",
                "nullif(1, 1)                          ~ null",
                "greatest(1, NULL)                     ~ null",
                "least(3, 1, 2)                        ~ 1",
                "abs(-5)                               ~ 5",
                "abs(-1.5)                             ~ 1.5",
                "round(2.5)                            ~ 3",
                "round(-2.5e0)                         ~ -3.0",
                "round(2.345e0, 2)                     ~ 2.35",
                "ceil(1.2e0)                           ~ 2.0",
                "floor(-1.2e0)                         ~ -2.0",
                "mod(7, 3)                             ~ 1",
                "power(2, 10)                          ~ 1024.0",
                "sqrt(9)                               ~ 3.0",
                "lower('ABC') || upper('d')            ~ abcD",
                "length('aé😀')                        ~ 3",
                "substr('hello', 2, 3)                 ~ ell",
                "substring('hello', -3)                ~ llo",
                "substr('hello', 0)                    ~ ``",
                "substr('hello', -9)                   ~ ``",
                "strpos('hello', 'l')                  ~ 3",
                "replace('aXbX', 'X')                  ~ ab",
                "split_part('a,b', ',', 2)             ~ b",
                "split_part('a,b', ',', 3)             ~ null",
                "trim('  a ')                          ~ a",
                "reverse('abc')                        ~ cba",
                "regexp_like('abc', 'b.')              ~ true",
                "cast('12' AS integer) + 1             ~ 13",
                "cast(2.5e0 AS integer)                ~ 3",
                "cast(-2.5 AS bigint)                  ~ -3",
                "cast(1.005 AS decimal(3,2))           ~ 1.01",
                "cast(true AS varchar)                 ~ true",
                "cast(1e7 AS varchar)                  ~ 1.0E7",
                "cast(1.50 AS varchar)                 ~ 1.50",
                "try_cast('x' AS integer)              ~ null",
                "try(1/0)                              ~ null",
                "cast('TRUE' AS boolean)               ~ true",
                "cast('2026-01-02' AS date)            ~ 2026-01-02",
                "cast('2026-01-02 03:04' AS timestamp) ~ 2026-01-02 03:04:00.000",
                "cast(TIMESTAMP '2026-01-02 03:04:05' AS varchar) ~ 2026-01-02 03:04:05.000",
                "DATE '2026-01-31' + INTERVAL '1' MONTH ~ 2026-02-28",
                "DATE '2026-01-31' - INTERVAL '1' DAY  ~ 2026-01-30",
                "TIMESTAMP '2026-01-01 00:00:00' + INTERVAL '90' MINUTE ~ 2026-01-01 01:30:00.000",
                "TIMESTAMP '2026-01-01 00:00:00' - TIMESTAMP '2025-12-31 23:00:00' = INTERVAL '1' HOUR ~ true",
                "date_trunc('hour', TIMESTAMP '2026-01-01 10:59:00') ~ 2026-01-01 10:00:00.000",
                "date_trunc('week', DATE '2026-11-25') ~ 2026-11-23",
                "date_add('day', -1, DATE '2026-01-01') ~ 2025-12-31",
                "date_diff('hour', TIMESTAMP '2026-01-01 10:59:00', TIMESTAMP '2026-01-01 12:00:00') ~ 1",
                "date_diff('day', DATE '2026-01-01', DATE '2026-01-31') ~ 30",
                "date_format(TIMESTAMP '2026-01-02 15:04:05.678', '%Y-%m-%d %H:%i:%s') ~ 2026-01-02 15:04:05",
                "date_format(TIMESTAMP '2026-01-02 15:04:05.678', '%W %M %e %l:%i %p %f %j %y %b %a %k %T %r %v %x %c %%') ~"
                        + " Friday January 2 3:04 PM 678000 002 26 Jan Fri 15 15:04:05 03:04:05 PM 01 2026 1 %",
                "date_parse('2026-01-02 15', '%Y-%m-%d %H') ~ 2026-01-02 15:00:00.000",
                "year(DATE '2026-01-02') + month(DATE '2026-01-02') ~ 2027",
                "extract(dow FROM DATE '2026-11-22')   ~ 7",
                "day_of_year(DATE '2026-02-01')        ~ 32",
                "from_unixtime(1.5)                    ~ 1970-01-01 00:00:01.500 UTC",
                "to_unixtime(TIMESTAMP '1970-01-01 00:00:01') ~ 1.0",
                "last_day_of_month(DATE '2026-02-01')  ~ 2026-02-28",
                "typeof(1/2.0)                         ~ decimal(12,1)",
                "typeof(1 + 1)                         ~ integer",
                "typeof(current_timestamp)             ~ timestamp(3) with time zone",
                "current_timestamp > TIMESTAMP '2026-01-01 00:00:00' ~ true",
                "now() = current_timestamp             ~ true",
                "current_date >= DATE '2026-01-01'     ~ true",
                "regexp_extract('1a 2b', '\\d[a-z]')    ~ 1a",
                "regexp_extract('ab', '\\d')            ~ null",
                "regexp_replace('1a 2b 14m', '\\d+[ab] ') ~ 14m",
                "json_extract_scalar('{\"a\":{\"b\":[1,\"x\"]}}', '$.a.b[1]') ~ x",
                "json_extract_scalar('{\"a b\":1.50}', '$[\"a b\"]') ~ 1.50",
                "json_extract_scalar('[1, 2, 3]', '$[2]') ~ 3",
                "json_extract_scalar('{\"a\":true}', '$.a') ~ true",
                "json_extract_scalar('{\"a\":{}}', '$.a') ~ null",
                "json_extract_scalar('{\"a\":null}', '$.a') ~ null",
                "json_extract_scalar('{\"a\":1}', '$.b') ~ null",
                "json_extract_scalar('{broken', '$.a')  ~ null",
                "json_extract_scalar(NULL, '$.a')       ~ null",
                "json_array_length('[1, [2, 3], {}]')   ~ 3",
                "json_array_length('{}')                ~ null",
                "url_extract_host('https://shop.example:8443/a/b?q=x%20y&z=1#top') ~ shop.example",
                "url_extract_port('https://shop.example:8443/a') ~ 8443",
                "url_extract_port('https://shop.example/a') ~ null",
                "url_extract_path('https://shop.example/a%20b') ~ /a b",
                "url_extract_query('https://shop.example/?q=1&r=2') ~ q=1&r=2",
                "url_extract_fragment('https://shop.example/#top') ~ top",
                "url_extract_protocol('https://shop.example/') ~ https",
                "url_extract_parameter('https://e/?utm_source=news%20letter&b', 'utm_source') ~ news letter",
                "url_extract_parameter('https://e/?a=1&b', 'b') ~ ``",
                "url_extract_parameter('https://e/?a=1', 'c') ~ null",
                "url_extract_host('not a url')          ~ null",
                "url_decode(url_encode('a&b c'))        ~ a&b c",
                "'it''s'                               ~ it's"
            })
    void expressionsMeanWhatTrinoMeans(String expression, String expected) throws Exception {
        assertThat(room.rows("SELECT " + expression)).containsExactly(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SELECT a, count(*) FROM t GROUP BY a ORDER BY a            ~ x|2;y|1",
                "SELECT count(n), count(*), count(DISTINCT a) FROM t        ~ 2|3|2",
                "SELECT sum(n), avg(n), sum(d), avg(m), sum(m), sum(r) FROM t ~ 3|1.5|4.0|1.75|3.50|2.0",
                "SELECT min(ts), max(dt) FROM t                             ~ 2026-01-02 03:04:05.678|2026-02-02",
                "SELECT n FROM t ORDER BY n                                 ~ 1;2;null",
                "SELECT n FROM t ORDER BY n DESC                            ~ 2;1;null",
                "SELECT n FROM t ORDER BY n NULLS FIRST LIMIT 1             ~ null",
                "SELECT n AS k FROM t ORDER BY -k OFFSET 1 LIMIT 1          ~ 1",
                "SELECT b FROM t ORDER BY t.b DESC LIMIT 2                  ~ 30;20",
                "SELECT a AS n, sum(b) AS s FROM t GROUP BY a HAVING sum(b) > 20 ORDER BY s ~ x|40",
                "SELECT DISTINCT a FROM t ORDER BY a                        ~ x;y",
                "SELECT upper(a), count(*) FROM t GROUP BY upper(a) ORDER BY 1 ~ X|2;Y|1",
                "SELECT count(*) FILTER (WHERE a = 'x') FROM t              ~ 2",
                "SELECT count(*) FROM t WHERE n IS NULL OR o                ~ 2",
                "SELECT sum(n) FROM t WHERE false                           ~ null",
                "SELECT t.a, price FROM t JOIN u ON t.a = u.a ORDER BY n    ~ x|3;x|3",
                "SELECT t.a, u.price FROM t LEFT JOIN u ON t.a = u.a AND n = 1 ORDER BY b ~ x|3;y|null;x|null",
                "SELECT count(*) FROM t, u                                  ~ 6",
                "SELECT count(*) FROM t CROSS JOIN u WHERE t.a = u.a        ~ 2",
                "WITH w AS (SELECT a, sum(b) s FROM t GROUP BY a) SELECT max(s) FROM w ~ 40",
                "WITH w(k) AS (SELECT n FROM t) SELECT sum(k) FROM w x      ~ 3",
                "WITH w AS (SELECT 'x' a) SELECT count(*) FROM t WHERE a IN (SELECT a FROM w) ~ 2",
                "WITH w AS (SELECT 7 k) SELECT (SELECT max(k) FROM w)       ~ 7",
                "WITH v AS (SELECT 1 k), w AS (SELECT 2 k) SELECT (SELECT k FROM v) * 10 + (SELECT k FROM w) ~ 12",
                "WITH w AS (SELECT 'y' k) SELECT sum(n) FROM t WHERE EXISTS (SELECT 1 FROM w WHERE k = a) ~ 2",
                "WITH t AS (SELECT 9 n) SELECT count(*) FROM u WHERE 9 = (SELECT n FROM t) ~ 2",
                "SELECT x.c FROM (SELECT a AS c FROM t LIMIT 1) x           ~ x",
                "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) v (n, s) ORDER BY 1 DESC ~ 2|b;1|a",
                "SELECT a FROM t UNION SELECT a FROM u ORDER BY 1           ~ x;y;z",
                "SELECT 1 UNION ALL SELECT 1.5 ORDER BY 1                   ~ 1.0;1.5",
                "SELECT a FROM t INTERSECT SELECT a FROM u                  ~ x",
                "SELECT a FROM u EXCEPT SELECT a FROM t                     ~ z",
                "SELECT a FROM u WHERE a IN (SELECT a FROM t)               ~ x",
                "SELECT a FROM u WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.a = u.a) ~ z",
                "SELECT (SELECT max(price) FROM u)                          ~ 4",
                "SELECT a FROM u WHERE price > (SELECT avg(price) FROM u)   ~ z",
                "SELECT \"a\" FROM awsdatacatalog.default.u ORDER BY \"default\".u.price ~ x;z",
                "SELECT U.A FROM \"U\" AS U WHERE U.PRICE = 3               ~ x",
                "SELECT t.*, 1 FROM u t ORDER BY 2                          ~ x|3|1;z|4|1",
                "SELECT s + 1, r * 2, m * 2, b / 3 FROM t WHERE n = 1       ~ 8|1.0|2.50|3",
                "SELECT max_by(a, b), min_by(a, b), arbitrary(o) FROM t     ~ x|x|true",
                "SELECT bool_and(o), bool_or(o), count_if(o) FROM t         ~ false|true|1",
                "SELECT date_trunc('month', ts), count(*) FROM t GROUP BY 1 ORDER BY 1 LIMIT 1 ~ 2026-01-01 00:00:00.000|1",
                "SELECT a, b, row_number() OVER (ORDER BY b DESC) FROM t ORDER BY b ~ x|10|3;y|20|2;x|30|1",
                "SELECT a, sum(b) OVER (PARTITION BY a ORDER BY b) FROM t ORDER BY 1, 2 ~ x|10;x|40;y|20",
                "SELECT b, lag(b) OVER (ORDER BY b), lead(b, 1, 0) OVER (ORDER BY b) FROM t ORDER BY b"
                        + " ~ 10|null|20;20|10|30;30|20|0",
                "SELECT a, count(*), rank() OVER (ORDER BY count(*) DESC) FROM t GROUP BY a ORDER BY 3 ~ x|2|1;y|1|2",
                "SELECT b, sum(b) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t ORDER BY 1"
                        + " ~ 10|10;20|30;30|50",
                "SELECT b, dense_rank() OVER (ORDER BY a), ntile(2) OVER (ORDER BY b) FROM t ORDER BY b"
                        + " ~ 10|1|1;20|2|1;30|1|2",
                "SELECT sum(sum(b)) OVER () FROM t GROUP BY a ORDER BY 1    ~ 60;60",
                "SELECT count(*) FILTER (WHERE a = 'x') OVER () FROM t LIMIT 1 ~ 2",
                "SELECT b, first_value(b) OVER (ORDER BY b), last_value(b) OVER (ORDER BY b) FROM t ORDER BY b"
                        + " ~ 10|10|10;20|10|20;30|10|30",
                "SELECT max(k) FROM (SELECT lag(n) IGNORE NULLS OVER (ORDER BY b) AS k FROM t) ~ 2",
                "SELECT a, b FROM (SELECT a, b, row_number() OVER (PARTITION BY a ORDER BY b DESC) AS r FROM t)"
                        + " WHERE r = 1 ORDER BY a ~ x|30;y|20",
                "SELECT 'k', count(*) FROM t GROUP BY 1                     ~ k|3"
            })
    void queriesAnswerAsTrinoDoes(String sql, String expected) throws Exception {
        assertThat(String.join(";", room.rows(sql))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SELECT nope FROM t            ~ COLUMN_NOT_FOUND: line 1:8: Column 'nope' cannot be resolved",
                "SELECT 1 FROM nope            ~ TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.default.nope' does not exist",
                "SELECT a FROM t, u            ~ AMBIGUOUS_NAME: line 1:8: Column 'a' is ambiguous",
                "SELECT a = 1 FROM t           ~ TYPE_MISMATCH: line 1:10: Cannot apply operator: varchar = integer",
                "SELECT a + 1 FROM t           ~ TYPE_MISMATCH: line 1:10: Cannot apply operator: varchar + integer",
                "SELECT 1 FROM t WHERE ts > '2026-01-01' ~ Cannot apply operator: timestamp(3) > varchar",
                "SELECT 1 FROM t WHERE n       ~ WHERE clause must evaluate to a boolean: actual type integer",
                "SELECT a, count(*) FROM t     ~ EXPRESSION_NOT_AGGREGATE: line 1:8:",
                "SELECT n FROM t GROUP BY a    ~ must be an aggregate expression or appear in GROUP BY clause",
                "SELECT a FROM t GROUP BY 2    ~ GROUP BY position 2 is not in select list",
                "SELECT a FROM t ORDER BY 2    ~ ORDER BY position 2 is not in select list",
                "SELECT DISTINCT a FROM t ORDER BY n ~ ORDER BY expressions must appear in select list",
                "SELECT sum(a) FROM t          ~ TYPE_MISMATCH: line 1:8: Unexpected parameters (varchar) for function sum",
                "SELECT sum(sum(n)) FROM t     ~ Cannot nest aggregations",
                "SELECT 1 FROM t WHERE sum(n) > 1 ~ WHERE clause cannot contain aggregations",
                "SELECT frobnicate(1)          ~ FUNCTION_NOT_FOUND: line 1:8: Function 'frobnicate' not registered",
                "SELECT read_csv('/etc/passwd') ~ Function 'read_csv' not registered",
                "SELECT row_number()   ~ line 1:8: Window function row_number requires an OVER clause",
                "SELECT a FROM t WHERE row_number() OVER () = 1 ~ WHERE clause cannot contain window functions",
                "SELECT a FROM t GROUP BY a HAVING rank() OVER (ORDER BY a) = 1 ~ HAVING clause cannot contain window functions",
                "SELECT sum(b) OVER w FROM t WINDOW w AS (ORDER BY b) ~ WINDOW",
                "SELECT lower(a) OVER () FROM t ~ is no aggregate and no window function",
                "SELECT sum(b) OVER (ORDER BY b RANGE 1 PRECEDING) FROM t ~ RANGE with a distance",
                "SELECT lag(b, 1, 'x') OVER (ORDER BY b) FROM t ~ Unexpected parameters (bigint, integer, varchar) for function lag",
                "SELECT ARRAY[1]               ~ NOT_SUPPORTED: line 1:8:",
                "SELECT 1 FROM UNNEST(ARRAY[1]) ~ NOT_SUPPORTED",
                "SELECT a FROM t GROUP BY ROLLUP (a) ~ GROUPING SETS, CUBE or ROLLUP is not supported",
                "SELEC 1                       ~ line 1:1: mismatched input 'SELEC'. Expecting:",
                "SELECT 1; SELECT 2            ~ only one statement can run at a time",
                "SELECT 1/0                    ~ DIVISION_BY_ZERO: Division by zero",
                "SELECT n / 0 FROM t           ~ DIVISION_BY_ZERO: Division by zero",
                "SELECT cast('x' AS integer)   ~ INVALID_CAST_ARGUMENT: Cannot cast 'x' to INT",
                "SELECT 2147483647 + 1         ~ NUMERIC_VALUE_OUT_OF_RANGE",
                "SELECT date_format(ts, '%U') FROM t ~ %U not supported in date format string",
                "SELECT INTERVAL '1' DAY       ~ A column of type interval day to second in a result is not supported",
                "INSERT INTO t VALUES (1)      ~ NOT_SUPPORTED: line 1:1: INSERT",
                "SELECT * FROM '/etc/passwd'   ~ mismatched input",
                "SELECT * FROM \"/etc/passwd\" ~ TABLE_NOT_FOUND",
                "SELECT * FROM other.default.t ~ CATALOG_NOT_FOUND"
            })
    void whatIsNotAdmittedIsRefusedWithItsPlace(String sql, String message) {
        assertThatThrownBy(() -> room.rows(sql)).hasMessageContaining(message);
    }

    @Test
    void commentsAndASemicolonMayStandAround() throws Exception {
        assertThat(room.rows("-- a comment\nSELECT /* another */ 1;\n")).containsExactly("1");
    }

    @Test
    void columnsHaveTrinosNamesAndTypes() throws Exception {
        Rows rows = room.query.run(
                QueryRoom.ROOT,
                QueryRoom.REGION,
                "default",
                "SELECT a AS Foo, n, count(*), avg(m), 1.5, ts, current_timestamp, o, r FROM t GROUP BY a,n,ts,o,r",
                RunOptions.DEFAULT);
        assertThat(rows.columns())
                .extracting(column -> column.name() + " " + column.athenaType())
                .containsExactly(
                        "Foo varchar",
                        "n integer",
                        "_col2 bigint",
                        "_col3 decimal",
                        "_col4 decimal",
                        "ts timestamp",
                        "_col6 timestamp with time zone",
                        "o boolean",
                        "r float");
    }

    @Test
    void rowsBeyondTheLimitAreLeftOutAndSaid() throws Exception {
        Rows rows = room.query.run(
                QueryRoom.ROOT,
                QueryRoom.REGION,
                "default",
                "SELECT n FROM t",
                new RunOptions(2, RunOptions.DEFAULT.timeout(), RunOptions.DEFAULT.waitForFresh()));
        assertThat(rows.rows()).hasSize(2);
        assertThat(rows.truncated()).isTrue();
    }
}
