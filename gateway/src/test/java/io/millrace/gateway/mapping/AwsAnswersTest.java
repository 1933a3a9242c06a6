package io.millrace.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.gateway.template.TemplateFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that were recorded at AWS, or that its libraries give when they are probed. */
class AwsAnswersTest {

    private static final String SEED = """
            {
                "DeliveryStreamName": "clicks",
                "Record": {
                    "Data": "$util.base64Encode($util.escapeJavaScript($input.json('$')).replace('\\', ''))"
                }
            }
            """;

    @ParameterizedTest(name = "{0} of <{1}> is <{2}>")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $input.json('$')                  | a=b        | "a=b"
            $input.json('$')                  | ``         | {}
            "$input.path('$')"                | a{b        | "a{b"
            "$input.path('$')"                | a[         | "a["
            "$input.path('$')"                | null{      | "null{"
            "$input.path('$')"                | true{      | "true{"
            "$input.path('$')"                | undefined{ | "undefined{"
            {"name":"$input.path('$')"}       | name=toqoz | {"name":"name=toqoz"}
            $input                            | ``         | {}
            $util                             | ``         | {}
            $input.path('$')                  | {"foo":"bar"} | {foo=bar}
            $input.path('$')                  | [{"foo":"bar"}] | [{"foo":"bar"}]
            $input.path('$')                  | {"foo":[{"nested":"bar"}]} | {foo=[{"nested":"bar"}]}
            $input.path('$')                  | {"bigger":"dict","to":"test","with":"separators"} | {bigger=dict, to=test, with=separators}
            <$input.path('$.none')>           | {"a":null} | <>
            <$input.path('$.a')>              | {"a":null} | <>
            $input.body                       | ``         | {}
            <$input.body.attr>                | ``         | <>
            <$input.keySet>                   | ``         | <>
            <$input.params>                   | ``         | <>
            <$util.urlEncode>                 | ``         | <>
            $util.urlEncode('{"some": "value"}') | ``      | %7B%22some%22%3A+%22value%22%7D
            $input.json('$.n')                | {"n":1.50} | 1.5
            $input.json('$.none')             | {"n":1.50} | ""
            $input.json('$.n')                | {"n":null} | null
            $input.json('$.n')                | {"n":"x"}  | "x"
            $nope.x                           | ``         | $nope.x
            <$!nope>                          | ``         | <>
            """)
    void theAnswerIsTheOneThatAwsGave(String template, String body, String answer) {
        assertThat(Rendering.of(template, body)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {a | Could not process payloadnet.minidev.json.parser.ParseException: Unexpected End Of File position 1: null
            [a | Could not process payloadnet.minidev.json.parser.ParseException: Unexpected End Of File position 1: EOF
            """)
    void aPayloadThatEvenAPermissiveParserRefusesIsTheCallersFault(String body, String message) {
        assertThatThrownBy(() -> Rendering.of("\"$input.path('$')\"", body))
                .isInstanceOf(TemplateFailure.class)
                .hasMessage(message)
                .extracting(failure -> ((TemplateFailure) failure).kind())
                .isEqualTo(TemplateFailure.Kind.PAYLOAD);
    }

    @Test
    void theSeedsTemplateLosesWhatItLosesAtAws() {
        String body = "{\"text\":\"O'Brien \u2013 caf\u00E9 / \\\"x\\\" \\n\",\"n\":1.50}";
        assertThat(Rendering.of("$input.json('$')", body))
                .isEqualTo("{\"text\":\"O'Brien \\u2013 caf\u00E9 / \\\"x\\\" \\n\",\"n\":1.5}");
        assertThat(Rendering.of("$util.escapeJavaScript($input.json('$'))", body))
                .isEqualTo(
                        "{\\\"text\\\":\\\"O\\'Brien \\\\u2013 caf\\u00E9 \\/ \\\\\\\"x\\\\\\\" \\\\n\\\",\\\"n\\\":1.5}");
        assertThat(Rendering.of("$util.escapeJavaScript($input.json('$')).replace('\\', '')", body))
                .isEqualTo("{\"text\":\"O'Brien u2013 cafu00E9 / \"x\" n\",\"n\":1.5}");
    }

    @Test
    void theSeedsEventArrivesWithItsDashesSpelledOut() {
        String event = """
                {
                "element_clicked":"entree_1",
                "time_spent":67,
                "source_menu":"restaurant_name",
                "created_at":"2022\u201309\u201311 23:00:00"
                }
                """;
        String rendered = Rendering.of(SEED, event);
        String data = rendered.replaceAll("(?s).*\"Data\": \"([^\"]*)\".*", "$1");
        assertThat(Rendering.of("$util.base64Decode('" + data + "')", ""))
                .isEqualTo("{\"element_clicked\":\"entree_1\",\"time_spent\":67,"
                        + "\"source_menu\":\"restaurant_name\",\"created_at\":\"2022u201309u201311 23:00:00\"}");
        assertThat(rendered).startsWith("{\n    \"DeliveryStreamName\": \"clicks\",\n    \"Record\": {\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $input.params('id')                          | 7
            $input.params('q')                           | a b
            $input.params('x-tier')                      | gold
            <$input.params('none')>                      | <>
            $input.params().querystring.get('id')        | 8
            $input.params().header.Host                  | localhost
            $context.requestId                           | 11111111-2222-4333-8444-555555555555
            $context.identity.sourceIp                   | 203.0.113.7
            $context.httpMethod $context.stage           | POST poc
            $context.resourcePath $context.apiId         | /poc/{id} abc123defg
            $context.requestTime                         | 11/Sep/2022:23:00:00 +0000
            $context.requestTimeEpoch                    | 1662937200000
            <$context.authorizer.principalId>            | <>
            $stageVariables.tier                         | gold
            ${stageVariables['tier']}                    | gold
            $util.base64Decode($util.base64Encode('hé')) | hé
            $util.urlDecode('a+b%2F')                    | a b/
            $util.parseJson('{"a":[1,2]}').a[1]          | 2
            """)
    void theObjectsOfApiGatewayAnswer(String template, String answer) {
        assertThat(Rendering.of(template, "{}", Rendering.parameters())).isEqualTo(answer);
    }

    @Test
    void awsOwnPassthroughTemplateRenders() {
        String template = """
                #set($allParams = $input.params())
                {
                "body-json" : $input.json('$'),
                "params" : {
                #foreach($type in $allParams.keySet())
                    #set($params = $allParams.get($type))
                "$type" : {
                    #foreach($paramName in $params.keySet())
                    "$paramName" : "$util.escapeJavaScript($params.get($paramName))"
                        #if($foreach.hasNext),#end
                    #end
                }
                    #if($foreach.hasNext),#end
                #end
                }
                }
                """;
        assertThat(Rendering.of(template, "{\"a\":1}", Rendering.parameters()).replaceAll("\\s+", ""))
                .isEqualTo("{\"body-json\":{\"a\":1},\"params\":{\"path\":{\"id\":\"7\"},\"querystring\":{"
                        + "\"id\":\"8\",\"q\":\"ab\"},\"header\":{\"host\":\"localhost\",\"x-tier\":\"gold\"}}}");
    }
}
