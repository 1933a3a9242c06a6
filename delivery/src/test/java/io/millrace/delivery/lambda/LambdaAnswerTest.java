package io.millrace.delivery.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.delivery.core.Outcome;
import io.millrace.delivery.core.PartitionKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaAnswerTest {

    private static final String OK = "{'recordId':'1','result':'Ok','data':'YQ=='}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'records':[{'recordId':'1','result':'Ok','data':'YQ=='}]}                       | Ok a",
                "{'records':[{'data':'YQ==','result':'Ok','recordId':'1'}]}                       | Ok a",
                "{'records':[{'recordId':'1','result':'Ok','data':''}]}                           | Ok ",
                "{'x':[1],'records':[{'recordId':'1','result':'Ok','data':'YQ==','y':{}}],'z':2}  | Ok a",
                "{'records':[{'recordId':'1','result':'Dropped','data':'YQ=='}]}                  | Dropped",
                "{'records':[{'recordId':'1','result':'Dropped'}]}                                | Dropped",
                "{'records':[{'recordId':'1','result':'ProcessingFailed','data':'YQ=='}]} |"
                        + " Lambda.ProcessingFailedStatus",
                "{'records':[{'recordId':'1','result':'Ok'}]}                     | Lambda.InvalidReturnFormat",
                "{'records':[{'recordId':'1','result':'Ok','data':null}]}         | Lambda.InvalidReturnFormat",
                "{'records':[{'recordId':'1','result':'Ok','data':{'a':1}}]}      | Lambda.InvalidReturnFormat",
                "{'records':[{'recordId':'1','result':'ok','data':'YQ=='}]}       | Lambda.InvalidReturnFormat",
                "{'records':[{'recordId':'1','data':'YQ=='}]}                     | Lambda.InvalidReturnFormat",
                "{'records':[{'recordId':'1','result':'Ok','data':'%%'}]}         | Lambda.InvalidReturnFormat",
                "{'records':[{'recordId':'1','result':'Ok','data':'YQ=='},{'recordId':'1','result':'Dropped'}]}"
                        + " | Lambda.DuplicatedRecordId",
                "{'records':[]}                          | Lambda.MissingRecordId",
                "{'records':{}}                          | Lambda.MissingRecordId",
                "{}                                      | Lambda.MissingRecordId",
                "[]                                      | Lambda.MissingRecordId",
                "null                                    | Lambda.MissingRecordId",
                "{'records':[{'recordId':                | Lambda.MissingRecordId",
                "{'records':[1,'a',[{}],null,{}]}        | Lambda.MissingRecordId",
                "{'records':[{'recordId':'2','result':'Ok','data':'YQ=='}]}       | Lambda.MissingRecordId",
            })
    void eachRecordGetsTheOutcomeThatFirehoseGivesIt(String answer, String expected) {
        Outcome outcome = read(answer).outcomes(1, Instant.EPOCH, "f").getFirst();
        String shown = switch (outcome) {
            case Outcome.Ok ok -> "Ok " + StandardCharsets.UTF_8.decode(ok.data());
            case Outcome.Dropped() -> "Dropped";
            case Outcome.Several several -> "Several";
            case Outcome.Failed failed -> failed.code();
        };
        assertThat(shown.strip()).isEqualTo(expected.strip());
    }

    @Test
    void recordsThatNobodyAskedForAreIgnoredAndCounted() {
        String other = "{'recordId':'0','result':'Ok','data':'" + "YWFh".repeat(1000) + "'}";
        LambdaAnswer answer = read("{'records':[" + other + "," + OK + "," + other + "]}");
        assertThat(answer.outcomes(1, Instant.EPOCH, "f").getFirst()).isInstanceOf(Outcome.Ok.class);
        assertThat(answer.excessBytes()).isBetween(8000L, 8200L);
        assertThat(read("{'records':[" + OK + "]}").excessBytes()).isZero();
    }

    @Test
    void partitionKeysComeFromTheMetadata() {
        LambdaAnswer answer = read("{'records':[{'recordId':'1','result':'Ok','data':'YQ==','metadata':{'a':[1],"
                + "'partitionKeys':{'year':2026,'who':'me','deep':{},'none':null}}}]}");
        assertThat(answer.outcomes(1, Instant.EPOCH, "f").getFirst())
                .isInstanceOfSatisfying(
                        Outcome.Ok.class,
                        ok -> assertThat(ok.partitionKeys()).isEqualTo(Map.of(key("year"), "2026", key("who"), "me")));
    }

    private static PartitionKey key(String name) {
        return new PartitionKey(PartitionKey.Source.LAMBDA, name);
    }

    private static LambdaAnswer read(String text) {
        byte[] payload = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return LambdaAnswer.read(payload, List.of("1"));
    }
}
