package io.millrace.gateway.mapping;

import io.millrace.gateway.template.Budget;
import io.millrace.gateway.template.TemplateFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import org.jspecify.annotations.Nullable;

/** Reads and prints JSON as AWS's API Gateway does: json-smart, permissive. */
final class JsonText {

    private JsonText() {}

    /** The document; AWS's answer for what even a permissive parser refuses, its missing space included. */
    static @Nullable Object parse(String text, Budget budget) {
        budget.characters(text.length());
        try {
            return new JSONParser(JSONParser.MODE_PERMISSIVE).parse(text, JSONValue.defaultReader.DEFAULT_ORDERED);
        } catch (ParseException wrong) {
            throw new TemplateFailure(TemplateFailure.Kind.PAYLOAD, "Could not process payload" + wrong);
        }
    }

    /** The value as JSON, within the budget. */
    static String print(@Nullable Object value, Budget budget) {
        StringBuilder text = new StringBuilder(128);
        try {
            JSONValue.writeJSONString(value, new Counted(text, budget), JSONStyle.LT_COMPRESS);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** Charges before it grows. */
    private record Counted(StringBuilder text, Budget budget) implements Appendable {

        @Override
        public Appendable append(CharSequence more) {
            return append(more, 0, more.length());
        }

        @Override
        public Appendable append(CharSequence more, int start, int end) {
            grow(end - start);
            text.append(more, start, end);
            return this;
        }

        @Override
        public Appendable append(char more) {
            grow(1);
            text.append(more);
            return this;
        }

        private void grow(int by) {
            if ((long) text.length() + by > Budget.MAX_TEXT) {
                budget.newText((long) text.length() + by);
            }
            budget.characters(by);
        }
    }
}
