package io.millrace.gateway.template;

import org.apache.velocity.runtime.parser.node.ASTStringLiteral;

/** A string in a template: in single quotes as it stands, in double quotes a little template of its own. */
final class StringLiteral {

    private StringLiteral() {}

    static Expression compile(ASTStringLiteral literal, TemplateCompiler templates) {
        String image = literal.getFirstToken().image;
        char quote = image.charAt(0);
        String inner = image.substring(1, image.length() - 1);
        if (quote == '"') {
            inner = unescape(inner);
        }
        String text = inner.replace("" + quote + quote, "" + quote);
        boolean interpolate = quote == '"' && (image.indexOf('$') >= 0 || image.indexOf('#') >= 0);
        if (!interpolate) {
            return frame -> text;
        }
        Statement body = templates.compile(text);
        return frame -> {
            frame.budget.turn();
            Output output = new Output(frame.budget, 64);
            body.render(frame, output);
            return output.text();
        };
    }

    /** Velocity reads {@code \}{@code u0041} in a string of double quotes. */
    private static String unescape(String text) {
        int at = text.indexOf("\\u");
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            plain.append(text, from, at);
            if (at + 6 > text.length()) {
                throw new TemplateRefused("'" + text.substring(at) + "' is not an escape of four hex digits.");
            }
            try {
                plain.append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
            } catch (NumberFormatException wrong) {
                throw new TemplateRefused("'" + text.substring(at, at + 6) + "' is not an escape of four hex digits.");
            }
            from = at + 6;
            at = text.indexOf("\\u", from);
        }
        return plain.append(text, from, text.length()).toString();
    }
}
