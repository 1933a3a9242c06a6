package io.millrace.insight.state;

/** The kinds of resources, with the word that their ARNs have. */
public enum Kind {
    DATA_SOURCE("datasource"),
    DATA_SET("dataset"),
    ANALYSIS("analysis"),
    DASHBOARD("dashboard");

    private final String arnWord;

    Kind(String arnWord) {
        this.arnWord = arnWord;
    }

    public String arnWord() {
        return arnWord;
    }
}
