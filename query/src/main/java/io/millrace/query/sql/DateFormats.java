package io.millrace.query.sql;

import io.trino.sql.tree.Node;

/** MySQL's date formats, as date_format and date_parse take them, in the engine's letters. */
final class DateFormats {

    private DateFormats() {}

    /** @param format the text between the quotes of a literal; the answer is again such a text, without quotes */
    static String strftime(Node node, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                out.append(c);
            } else if (++i == format.length()) {
                throw SqlError.at(node, "INVALID_FUNCTION_ARGUMENT", "Invalid date format: it ends with %");
            } else {
                out.append(letter(node, format.charAt(i)));
            }
        }
        return out.toString();
    }

    private static String letter(Node node, char letter) {
        return switch (letter) {
            case 'a' -> "%a";
            case 'b' -> "%b";
            case 'c' -> "%-m";
            case 'd' -> "%d";
            case 'e' -> "%-d";
            case 'f' -> "%f";
            case 'H' -> "%H";
            case 'h', 'I' -> "%I";
            case 'i' -> "%M";
            case 'j' -> "%j";
            case 'k' -> "%-H";
            case 'l' -> "%-I";
            case 'M' -> "%B";
            case 'm' -> "%m";
            case 'p' -> "%p";
            case 'r' -> "%I:%M:%S %p";
            case 'S', 's' -> "%S";
            case 'T' -> "%H:%M:%S";
            case 'v' -> "%V";
            case 'W' -> "%A";
            case 'x' -> "%G";
            case 'Y' -> "%Y";
            case 'y' -> "%y";
            case '%' -> "%%";
            case 'D', 'U', 'u', 'V', 'w', 'X' ->
                throw SqlError.at(
                        node, "INVALID_FUNCTION_ARGUMENT", "%" + letter + " not supported in date format string");
            // Any other letter stands for itself.
            default -> String.valueOf(letter);
        };
    }
}
