package io.millrace.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes an XML document, escaped. Used by one thread. */
public final class Xml {

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    public Xml open(String name) {
        text.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    /** @param namespace its {@code xmlns} */
    public Xml open(String name, String namespace) {
        text.append('<').append(name).append(" xmlns=\"");
        escape(namespace);
        text.append("\">");
        open.push(name);
        return this;
    }

    public Xml close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    public Xml element(String name, String value) {
        open(name);
        escape(value);
        return close();
    }

    public Xml element(String name, long value) {
        return element(name, Long.toString(value));
    }

    public Xml element(String name, boolean value) {
        return element(name, Boolean.toString(value));
    }

    /** The document; every element must be closed. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("<" + open.peek() + "> is not closed");
        }
        return text.toString();
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                // A parser would change or refuse these; AWS writes them so too.
                case '\r' -> text.append("&#xD;");
                default -> {
                    if (c < ' ' && c != '\n' && c != '\t') {
                        text.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        text.append(c);
                    }
                }
            }
        }
    }
}
