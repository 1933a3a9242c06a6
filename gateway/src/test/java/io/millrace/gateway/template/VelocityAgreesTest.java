package io.millrace.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.RuntimeInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.helpers.NOPLogger;

/** What our evaluator prints is what Velocity 2.4.1 prints, white space and escapes included. */
class VelocityAgreesTest {

    private static final RuntimeInstance VELOCITY = velocity();

    private static RuntimeInstance velocity() {
        RuntimeInstance runtime = new RuntimeInstance();
        runtime.setProperty(RuntimeConstants.SPACE_GOBBLING, "bc");
        runtime.setProperty(RuntimeConstants.RUNTIME_LOG_INSTANCE, NOPLogger.NOP_LOGGER);
        runtime.init();
        return runtime;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "$a",
                "${a}",
                "$!a",
                "$!{a}",
                "$none",
                "${none}",
                "$!none",
                "$!{none}x",
                "\\$s",
                "\\\\$s",
                "\\\\\\$s",
                "\\$none",
                "\\\\$none",
                "$s.length()",
                "$s.none()",
                "$s.none",
                "${s.length()}abc",
                "$m.k",
                "$m.get('k')",
                "$m['k']",
                "$l[0]",
                "$l[-1]",
                "$l.get(1)",
                "$l.size()",
                "$m.none",
                "$m.none.more",
                "$5.00",
                "a$",
                "$ a",
                "$$a",
                "#set($x = 1)$x",
                "  #set($x = 1)  \n$x",
                "a #set($x = 1) b",
                "a\n  #set($x = 1)\nb",
                "#set($x = 'q')\n#set($y = $x)\n$y",
                "#if($t)yes#end",
                "#if($f)yes#else no#end",
                "#if($f)a#elseif($t)b#{else}c#end",
                "#if($none)a#{else}b#end",
                "x\n#if($t)\n  yes\n#end\ny",
                "x\n  #if($f)\n  a\n  #else\n  b\n  #end\ny",
                "#if($e)a#{else}b#end",
                "#if($z)a#{else}b#end",
                "#foreach($i in $l)$i,#end",
                "#foreach($i in [1..3])$foreach.count/$i#if($foreach.hasNext), #end#end",
                "[\n#foreach($i in $l)\n  $i\n#end\n]",
                "#foreach($i in $m)$i#end",
                "#foreach($k in $m.keySet())$k=$m.get($k);#end",
                "#foreach($i in $l)#if($i == 2)#break#end$i#end!",
                "#foreach($i in [])x#{else}none#end",
                "#foreach($i in $none)x#end",
                "#foreach($i in $l)$i#stop#end after",
                "$i#foreach($i in $l)$i#end$i",
                "#foreach($i in $l)#foreach($j in $l)$i$j $foreach.parent.index #end#end",
                "$foreach.index",
                "#set($x = \"a${s}b\")$x",
                "#set($x = 'a${s}b')$x",
                "#set($x = \"$none\")$x",
                "#set($x = \"#if($t)1#end\")$x",
                "#set($x = \"a\"\"b\")$x",
                "#set($x = 'it''s')$x",
                "#set($x = '\\')$x",
                "#set($x = \"\\n\")$x",
                "#set($x = $none)<$x>",
                "#set($x = 1 + 2)$x",
                "#set($x = 7 / 2)$x",
                "#set($x = 7 % 4)$x",
                "#set($x = 1 / 0)<$x>",
                "#set($x = 'a' + 1)$x",
                "#set($x = 'a' + $none)$x",
                "#set($x = 2147483647 + 1)$x",
                "#set($x = 9223372036854775807 + 1)$x",
                "#set($x = 1.5 * 2)$x",
                "#set($x = -3)$x",
                "#set($x = '5' * 2)$x",
                "#set($x = $l + 1)<$x>",
                "#if(1 < 2)a#end",
                "#if('b' > 'a')x#{else}y#end",
                "#if($none == $other)x#{else}y#end",
                "#if($s == 'text')x#end",
                "#if($z == 0)x#end",
                "#if('5' == 5)x#{else}y#end",
                "#if($l == [1, 2, 3])x#{else}y#end",
                "#if($t && !$f)x#end",
                "#if($f || $none)x#{else}y#end",
                "#if(1 == 1.0)x#{else}y#end",
                "#if($s != 'text')x#{else}y#end",
                "#if($none < 1)x#{else}y#end",
                "#if(not $f)x#end",
                "## comment\nafter",
                "a ## comment\nafter",
                "a#* block *#b",
                "#[[ raw $a #if ]]#",
                "#unknown",
                "#unknown(1)",
                "#hash-tag",
                "a # b",
                "#",
                "##",
                "\\#if",
                "\\#set($x = 1)",
                "\\\\#set($x = 1)$x",
                "$l",
                "$m",
                "$s.substring(1)",
                "$s.toUpperCase()",
                "$s.replace('t','T')",
                "#set($m.n = 5)$m.n",
                "#set($m['q'] = 5)$m",
                "#set($l[0] = 9)$l",
                "$l.add(4)$l",
                "$m.put('z', 1)|$m",
                "#set($x = {'a': 1, 'b': [1, 2]})$x.b[1] $x",
                "#set($x = [])$x.size()",
                "#set($x = [1..3])$x $x.size()",
                "#set($x = [3..1])$x",
                "${none|'other'}",
                "${s|'other'}",
                "$s$s",
                "${s}${s}",
                "$s.",
                "$s-x",
                "$!s.none()",
                "$d",
                "$b",
                "#set( $x = true )$x",
                "#if ( $t )\n a \n#end\n",
                "{\"a\": \"$s\"}",
                "$s.equals('text')",
                "$l.isEmpty()",
                "$m.entrySet()",
                "$l.contains(2)",
                "$s.matches('t.*')",
                "$s.replaceAll('[et]','_')",
                "$s.split('e')[1]",
                "$s.indexOf('x')",
                "#set($x = -$z)$x",
                "#set($x = $d - 1)$x",
                "#set($x = 3 - -2)$x",
                "#set($x = (1 + 2) * 3)$x",
                "$\\!s",
                "$!",
                "$!{",
                "$\\\\!s",
                "#if($s.length() > 3)long#end"
            })
    void ofATemplate(String template) {
        assertThat(ours(template)).isEqualTo(velocity(template));
    }

    @Test
    void ofTemplatesPutTogetherByChance() {
        String[] pieces = {
            "$s",
            "$none",
            "$!none",
            "${a}",
            "\n",
            " ",
            "  ",
            "\t",
            "x",
            "#set($v = 1)",
            "#set($v = $v + 1)",
            "#if($t)",
            "#if($f)",
            "#else",
            "#elseif($t)",
            "#end",
            "#end",
            "#end",
            "#foreach($i in $l)",
            "$i",
            "$v",
            "$foreach.index",
            "$",
            "#",
            "##c\n",
            "#*c*#",
            "\"",
            "#break",
            ",",
            "$m.k",
            "$l[1]"
        };
        Random random = new Random(3);
        int agreed = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder template = new StringBuilder();
            int count = 1 + random.nextInt(9);
            for (int j = 0; j < count; j++) {
                template.append(pieces[random.nextInt(pieces.length)]);
            }
            String text = template.toString();
            if (!parses(text)) {
                continue;
            }
            agreed++;
            assertThat(ours(text)).as("of <%s>", text).isEqualTo(velocity(text));
        }
        assertThat(agreed).isGreaterThan(20_000);
    }

    private static boolean parses(String template) {
        try {
            velocity(template);
        } catch (RuntimeException refused) {
            return false;
        }
        return true;
    }

    private static String ours(String template) {
        return MappingTemplate.compile(prelude(template), List.of()).render(List.of(), Budget.full(Long.MAX_VALUE));
    }

    private static String velocity(String template) {
        StringWriter written = new StringWriter();
        VELOCITY.evaluate(new VelocityContext(), written, "template", prelude(template));
        return written.toString();
    }

    /** The same variables for both, set by the template itself. */
    private static String prelude(String template) {
        return "#set($s = 'text')#set($a = 'A')#set($t = true)#set($f = false)#set($z = 0)#set($e = '')#set($d = 1.5)"
                + "#set($b = true)#set($l = [1, 2, 3])#set($m = {'k': 'v', 'n': 1})|" + template;
    }

    /** What the test stands on: the kinds of value that a template can make are Java's own. */
    @Test
    void ofThePrintedFormOfCollections() {
        List<Object> list = new ArrayList<>(List.of(1, "a"));
        Map<Object, Object> map = new LinkedHashMap<>(Map.of("k", list));
        assertThat(Texts.of(map, Budget.small())).isEqualTo(map.toString());
    }
}
