package io.millrace.delivery.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.delivery.partition.PartitionQuery.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionQueryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{customer_id: .customer_id} ~ {'customer_id':'c1'} ~ {customer_id=c1}",
                "{customer_id:.customer_id, device:.type.device, year:.event_timestamp|strftime(\"%Y\")} ~"
                        + " {'customer_id':7,'type':{'device':'tv'},'event_timestamp':1565382027} ~"
                        + " {customer_id=7, device=tv, year=2019}",
                "{d:.at|split(\"T\")|.[0]|split(\"-\")|.[1]} ~ {'at':'2026-11-23T10:00:00Z'} ~ {d=11}",
                "{o: (if (.o // \"\") == \"\" then \"none\" else (.o | ltrimstr(\"/\")) end)} ~ {'o':'/x'} ~ {o=x}",
                "{o: (if (.o // \"\") == \"\" then \"none\" else .o end)} ~ {'o':''} ~ {o=none}",
                "{\"a b\": .a, b: \"\\(.b)-\\(.c.d)\"} ~ {'a':true,'b':1.5,'c':{'d':2.0}} ~ {a b=true, b=1.5-2.0}",
                "{t: .tags[0].name, n: .\"odd name\"} ~ {'tags':[{'name':'x'}],'odd name':3} ~ {n=3, t=x}",
                "{y: (.ms/1000|floor|todate|.[0:4])} ~ {'ms':1700000000123} ~ {y=2023}",
                "{h: (.t|strptime(\"%Y-%m-%dT%H:%M:%SZ\")|mktime|strftime(\"%Y/%m/%d/%H %j %A\"))} ~"
                        + " {'t':'2026-11-23T09:08:07Z'} ~ {h=2026/11/23/09 327 Monday}",
                "{t: (.t|fromdate|gmtime|todate)} ~ {'t':'2026-11-23T09:08:07Z'} ~ {t=2026-11-23T09:08:07Z}",
                "{n: .n, f: .f} ~ {'n':12345678901234567890,'f':0.10} ~ {f=0.1, n=12345678901234567890}",
                "{a} ~ {'a':'x','b':'y'} ~ {a=x}",
                "{a: .b} ~ {'a':1} ~ {a=}",
                "{a: .x as $v | $v.y} ~ {'x':{'y':'z'}} ~ {a=z}",
                "{k: [.l[] | select(.n == 2) | .v][0]} ~ {'l':[{'n':1,'v':'a'},{'n':2,'v':'b'}]} ~ {k=b}",
            })
    void aRecordIsAskedForItsKeys(String query, String record, String expected) throws Exception {
        assertThat(ask(query, record.replace('\'', '"'))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{a: .a} ~ no json ~ Non JSON record provided",
                "{a: .a} ~ '' ~ Non JSON record provided",
                "{a: .a} ~ {'a':1}{'a':2} ~ Non JSON record provided",
                "{a: .a.b} ~ {'a':1} ~ The query cannot be answered for this record",
                "{a: .a} ~ {'a':{}} ~ The query cannot be answered for this record",
                "{a: (.a|tonumber)} ~ {'a':'x'} ~ The query cannot be answered for this record",
                "{a: (.t|strftime(\"%Q\"))} ~ {'t':1} ~ The query cannot be answered for this record",
                "{a: (.t|strftime(\"%Y\"))} ~ {'t':1e300} ~ The query cannot be answered for this record",
                "{a: error} ~ {} ~ The query cannot be answered for this record",
                "{a: empty} ~ {} ~ The query cannot be answered for this record",
            })
    void aRecordWithoutAnAnswerIsAFailureOfItsOwn(String query, String record, String message) throws Exception {
        assertThat(ask(query, record.replace('\'', '"'))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a",
                "{}",
                "{a: .a} | {b: .a}",
                "{a: .a, a: .b}",
                "{a: def f: f; f}",
                "{a: $ENV.HOME}",
                "{a: env.HOME}",
                "{a: [range(1e12)]}",
                "{a: [limit(9;repeat(1))]}",
                "{a: reduce .[] as $x (0; . + $x)}",
                "{a: (.a * .b)}",
                "{a: [.. | strings]}",
                "{a: (.a|test(\"(x+)+y\"))}",
                "{a: (.a|gsub(\"a\";\"b\"))}",
                "{a: input}",
                "{a: [.[] | .[] | .a]}",
                "{a: [.a,.b]}",
                "{(.k): .a}",
                "{a: .a",
                "{a: \"x}",
                "{a: .a = 1}",
                "{a: .a |= 1}",
                "{a: @sh}",
                "{a: \"\\(. as $x | $y)\"}",
            })
    void whatCouldRunAwayOrLookOutsideIsRefused(String query) {
        assertThatThrownBy(() -> PartitionQuery.of(query)).isInstanceOf(PartitionQuery.Malformed.class);
    }

    @Test
    void nothingCanBeDoubledAgainAndAgain() {
        for (String doubling : new String[] {
            "(.+.)",
            "\"\\(.)\\(.)\"",
            "tojson",
            "(split(\"\")|tostring)",
            "([.]|tostring)",
            "(. as $x|$x+$x)",
            "@base64"
        }) {
            String query = "{a: " + "x|".repeat(40).replace("x", doubling) + ".}";
            assertThatThrownBy(() -> PartitionQuery.of(query)).as(query).hasMessageContaining("it is too large");
        }
        assertThatThrownBy(() -> PartitionQuery.of("{a: " + "(".repeat(2000) + ".a" + ")".repeat(2000) + "}"))
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void aHostileRecordEndsSoon() throws Exception {
        PartitionQuery query = PartitionQuery.of("{a: (.a|split(\"\")|tostring), b: [.l[]|select(.x)|.y][0]}");
        String record = "{\"a\":\"" + "\\\\\\\"".repeat(200_000) + "\",\"l\":[" + "{},".repeat(100_000) + "{}]}";
        assertThat(Duration.ofNanos(time(() -> query.ask(bytes(record))))).isLessThan(Duration.ofSeconds(5));
        assertThat(ask("{a: .a}", "[".repeat(100_000))).isEqualTo("Non JSON record provided");
    }

    private static long time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static String ask(String query, String record) throws Exception {
        return switch (PartitionQuery.of(query).ask(bytes(record))) {
            case Answer.Keys(var values) -> new TreeMap<>(values).toString();
            case Answer.None(var failure) -> failure.message();
        };
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
