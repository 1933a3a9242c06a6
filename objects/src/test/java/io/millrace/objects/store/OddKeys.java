package io.millrace.objects.store;

import java.util.List;

/** Keys that a naive mapping to paths mixes up or lets out of the bucket. */
final class OddKeys {

    private OddKeys() {}

    static List<String> all() {
        return List.of(
                "a",
                "a/",
                "a/b",
                "a//b",
                "a//",
                "a/b/c",
                "/",
                "//",
                "/a",
                ".",
                "..",
                "../x",
                "a/../b",
                "a/./b",
                "...",
                "%",
                "%%",
                "%-",
                "%25",
                "%2525-",
                "%25-",
                "%2E",
                "%2E.",
                "a%=",
                "a%25=",
                "a%=/x",
                "a%~",
                "a%~/x",
                "a%2Fb",
                "100%.csv",
                "a b+c&d=e?f#g",
                "\\",
                "a\\b",
                "~",
                "-rf",
                "*",
                "\"'",
                "tab\there",
                "line\nbreak",
                "é",
                "e\u0301",
                "\uFFFD",
                "\uD83D\uDE00/\uD83D\uDE00",
                "x".repeat(255),
                "x".repeat(256),
                "x".repeat(254) + "/y",
                "x".repeat(255) + "/y",
                "x".repeat(256) + "/y",
                "x".repeat(1024),
                "é".repeat(512),
                "y".repeat(240) + "%~",
                "y".repeat(600),
                "y".repeat(600) + "/z",
                "CON",
                "nul.txt");
    }
}
