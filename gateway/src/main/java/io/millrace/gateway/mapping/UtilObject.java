package io.millrace.gateway.mapping;

import io.millrace.gateway.template.Budget;
import io.millrace.gateway.template.HostObject;
import io.millrace.gateway.template.TemplateFailure;
import io.millrace.gateway.template.Texts;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** {@code $util}. Stateless, shared between threads. */
final class UtilObject implements HostObject {

    static final UtilObject INSTANCE = new UtilObject();

    private UtilObject() {}

    @Override
    public @Nullable Object property(String name) {
        return null;
    }

    @Override
    public @Nullable Object call(String name, @Nullable Object[] arguments, Budget budget) {
        if (arguments.length != 1 || arguments[0] == null) {
            return null;
        }
        String text = Texts.of(arguments[0], budget);
        budget.characters(text.length());
        try {
            return convert(name, text, budget);
        } catch (IllegalArgumentException wrong) {
            throw new TemplateFailure(
                    TemplateFailure.Kind.TEMPLATE, "$util." + name + " failed: " + wrong.getMessage() + ".");
        }
    }

    private static @Nullable Object convert(String name, String text, Budget budget) {
        String converted;
        switch (name) {
            case "escapeJavaScript" -> {
                room(text, 6, budget);
                converted = JavaScript.escape(text);
            }
            case "base64Encode" -> {
                room(text, 4, budget);
                converted = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            }
            case "base64Decode" -> converted = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            case "urlEncode" -> {
                room(text, 9, budget);
                converted = URLEncoder.encode(text, StandardCharsets.UTF_8);
            }
            case "urlDecode" -> converted = URLDecoder.decode(text, StandardCharsets.UTF_8);
            case "parseJson" -> {
                return JsonText.parse(text, budget);
            }
            default -> {
                return null;
            }
        }
        budget.newText(converted.length());
        return converted;
    }

    /** A long text is refused before it is made longer, where it might not fit. */
    private static void room(String text, int factor, Budget budget) {
        if (text.length() > Budget.MAX_TEXT / factor) {
            budget.newText((long) text.length() * 2);
        }
    }

    @Override
    public String text() {
        return "{}";
    }
}
