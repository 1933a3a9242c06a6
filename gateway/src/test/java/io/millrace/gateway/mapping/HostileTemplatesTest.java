package io.millrace.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.gateway.template.Budget;
import io.millrace.gateway.template.TemplateFailure;
import io.millrace.gateway.template.TemplateRefused;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates, payloads and paths that mean it ill: each must end soon, small, and inside its room. */
@Timeout(20)
class HostileTemplatesTest {

    private static final Mapping MAPPING = new Mapping();

    /** Methods and properties that lead out of the room do not exist: the template prints itself, or nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$s.getClass()",
                "$s.class",
                "$s.class.forName('java.lang.Runtime')",
                "$s.getClass().getClassLoader()",
                "$s.bytes",
                "$s.getBytes()",
                "$s.chars()",
                "$s.repeat(1000000000)",
                "$s.describeConstable()",
                "$s.formatted(1)",
                "$s.wait()",
                "$s.notifyAll()",
                "$m.getClass()",
                "$m.class.name",
                "$m.clone()",
                "$m.forEach($s)",
                "$l.getClass()",
                "$l.stream()",
                "$l.iterator()",
                "$l.toArray()",
                "$n.getClass()",
                "$n.class",
                "$b.class",
                "$foreach.class",
                "$foreach.stop()",
                "$e.class",
                "$e.getClass()"
            })
    void cannotReflect(String attack) {
        String template = "#set($s = 'x')#set($m = {'a': 1})#set($l = [1])#set($n = 1)#set($b = true)"
                + "#foreach($e in $m.entrySet())<" + attack + ">#end";
        assertThat(render(template, "{}")).isIn("<" + attack + ">", "<>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$input.class",
                "$input.getClass()",
                "$util.class",
                "$util.getClass().forName('x')",
                "$context.class",
                "$context.getClass()",
                "$context.identity.class",
                "$stageVariables.class",
                "$stageVariables.getClass()",
                "$input.params().class",
                "$input.path('$').class",
                "$input.path('$').getClass()",
                "$util.parseJson('[]').class"
            })
    void cannotReflectOnApiGatewaysObjects(String attack) {
        assertThat(render("<" + attack + ">", "{}")).isEqualTo("<>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#macro(m)#m()#end#m()", "#define($d)$d#end$d", "#evaluate('$s')", "#parse('/etc/passwd')",
                "#include('/etc/passwd')", "#@m()x#end", "#set($x = \"#evaluate('a')\")",
                        "#foreach($i in [1])#parse('x')#end"
            })
    void cannotUseDirectivesThatReadOrRecur(String template) {
        assertThatThrownBy(() -> MAPPING.template(template)).isInstanceOf(TemplateRefused.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        string doubled             | #set($x = 'aaaaaaaaaaaaaaaa')#foreach($i in [1..60])#set($x = "$x$x")#end$x
        string doubled by plus     | #set($x = 'aaaaaaaaaaaaaaaa')#foreach($i in [1..60])#set($x = $x + $x)#end$x
        string doubled by concat   | #set($x = 'aaaaaaaaaaaaaaaa')#foreach($i in [1..60])#set($x = $x.concat($x))#end$x
        string grown by replace    | #set($x = 'aaaaaaaaaaaaaaaa')#foreach($i in [1..60])#set($x = $x.replace('a', 'aaaa'))#end$x
        string grown by nothing    | #set($x = 'aaaaaaaaaaaaaaaa')#foreach($i in [1..60])#set($x = $x.replace('', 'aaaa'))#end$x
        string grown by regex      | #set($x = 'aaaaaaaaaaaaaaaa')#foreach($i in [1..60])#set($x = $x.replaceAll('(.+)', '$1$1'))#end$x
        string grown by groups     | #set($x = 'aaaaaaaaaaaaaaaa')#foreach($i in [1..60])#set($x = $x.replaceAll('.', '$0$0$0$0$0$0$0$0'))#end$x
        string grown by escaping   | #set($x = '\\\\\\\\')#foreach($i in [1..60])#set($x = $util.escapeJavaScript($x))#end$x
        string grown by base64     | #set($x = 'aaaaaaaaaaaaaaaa')#foreach($i in [1..999])#set($x = $util.base64Encode($x))#end$x
        list of itself twice       | #set($l = [1])#foreach($i in [1..60])#set($l = [$l, $l])#end$l
        list of itself compared    | #set($l = [1])#set($m = [1])#foreach($i in [1..60])#set($l = [$l, $l])#set($m = [$m, $m])#end#if($l == $m)x#end
        list within itself         | #set($l = [1])#set($x = $l.add($l))$l
        map within itself          | #set($m = {'a': 1})#set($x = $m.put('m', $m))$m
        map as its own key         | #set($m = {'a': 1})#set($x = $m.put($m, 1))$m
        list doubled               | #set($l = [1, 2, 3])#foreach($i in [1..60])#set($x = $l.addAll($l))#end$l.size()
        payload list doubled       | #set($l = $input.path('$.l'))#foreach($i in [1..60])#set($x = $l.addAll($l))#end$l.size()
        payload list of itself     | #set($l = $input.path('$.l'))#set($x = $l.add($l))$l
        loops within loops         | #foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])x#end#end#end
        empty loops within loops   | #foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#end#end#end
        number squared             | #set($x = 999999999999)#foreach($i in [1..60])#set($x = $x * $x)#end$x
        number of a great exponent | #set($x = '1e999999999' + 1)#set($y = '1e999999999' * 1)$y
        wide decimal added         | #set($y = 0 - '1e400')#set($z = $y + '1e-400')$z
        regex that backtracks      | #set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.matches('(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b')
        regex that nests           | #set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.replaceAll('(a|aa)+$', 'x')
        regex over alternatives    | #set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.split('(a|a?)+b')
        range printed              | #set($r = [1..2000000000])$r
        range too wide             | #set($r = [-2000000000..2000000000])$r
        index past the end         | #set($l = [1])$l[5]
        substring past the end     | #set($s = 'a')$s.substring(5)
        bad regex                  | #set($s = 'a')$s.matches('(')
        bad replacement            | #set($s = 'a')$s.replaceAll('a', '$9')
        bad base64                 | $util.base64Decode('!')
        bad JSON                   | $util.parseJson('{a')
        status out of range        | #set($context.responseOverride.status = 99)
        """)
    void diesEarly(String name, String template) {
        long started = System.nanoTime();
        assertThatThrownBy(() -> render(template, "{\"l\":[1,2,3]}"))
                .as(name)
                .isInstanceOfAny(TemplateFailure.class, TemplateRefused.class);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "$..*..*..*",
                "$[0,0][0,0][0,0][0,0][0,0][0,0][0,0][0,0][0,0][0,0][0,0][0,0][0,0][0,0][0,0][0,0]",
                "$[?(@.a =~ /(a+)+b/)]",
                "$.l[?(@ in $..x)]",
                "$.l[?(",
                "$$$[",
                "l..l..l"
            })
    void refusesPathsThatRunForEver(String path) {
        assertThatThrownBy(() -> render("$input.json(\"$input.params('p')\")", "{\"l\":[1]}", path))
                .isInstanceOf(TemplateFailure.class);
    }

    @Test
    void aDeepPayloadIsRefusedAndDoesNotOverflow() {
        String deep = "[".repeat(200_000) + "]".repeat(200_000);
        assertThatThrownBy(() -> render("$input.json('$')", deep)).isInstanceOf(TemplateFailure.class);
        assertThatThrownBy(() -> render("$input.path('$')", "{\"a\":".repeat(100_000)))
                .isInstanceOf(TemplateFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{'a':", "!", "-"})
    void aDeepTemplateIsRefusedAndDoesNotOverflow(String nest) {
        String template = "#set($x = " + nest.repeat(MAX_NEST / nest.length()) + "1)";
        assertThatThrownBy(() -> MAPPING.template(template)).isInstanceOf(TemplateRefused.class);
    }

    private static final int MAX_NEST = 200_000;

    @Test
    void aLongTemplateIsRefused() {
        assertThatThrownBy(() -> MAPPING.template("x".repeat(310_000))).isInstanceOf(TemplateRefused.class);
    }

    @Test
    void aLoopEndsAfterAThousandTurns() {
        assertThat(render("#foreach($i in [1..5000])#if($i > 998)$i,#end#end", "{}"))
                .isEqualTo("999,1000,");
    }

    @Test
    void whatOneRenderingSetIsGoneForTheNext() {
        assertThat(render("#set($leak = 'secret')$leak", "{}")).isEqualTo("secret");
        assertThat(render("$leak", "{}")).isEqualTo("$leak");
    }

    @Test
    void theObjectsOfApiGatewayCannotBeReplaced() {
        assertThatThrownBy(() -> MAPPING.template("#set($input = 'mine')$input"))
                .isInstanceOf(TemplateRefused.class);
        assertThatThrownBy(() -> MAPPING.template("#foreach($util in [1])$util#end"))
                .isInstanceOf(TemplateRefused.class);
    }

    @Test
    void aThreadThatMustNotBeHeldIsGivenBackSoon() {
        String template = "#set($x = \"$input.body\")#set($y = \"$x$x$x$x$x$x$x$x\")#set($z = \"$y$y$y$y$y$y$y$y\")$z";
        assertThatThrownBy(() ->
                        Mapping.render(MAPPING.template(template), payload("x".repeat(60_000), ""), Budget.small()))
                .isInstanceOf(TemplateFailure.class)
                .extracting(failure -> ((TemplateFailure) failure).kind())
                .isEqualTo(TemplateFailure.Kind.LIMIT);
    }

    private static String render(String template, String body) {
        return render(template, body, "");
    }

    private static String render(String template, String body, String parameter) {
        return Mapping.render(
                MAPPING.template(template),
                payload(body, parameter),
                Budget.full(System.nanoTime() + Duration.ofSeconds(5).toNanos()));
    }

    private static Mapping.Payload payload(String body, String parameter) {
        Parameters parameters = new Parameters(Map.of("p", parameter), Map.of(), Map.of());
        return new Mapping.Payload(body, parameters, Rendering.context(), Map.of());
    }
}
