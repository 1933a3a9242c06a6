package io.millrace.access.policy;

import java.util.List;

/** A parsed policy document. Immutable; made once and asked often. */
public final class Policy {

    /** Where a policy stands decides what it must and may not hold. */
    public enum Kind {
        /** Attached to an identity: no principal, resources required. */
        IDENTITY,
        /** Attached to a resource: principals and resources required. */
        RESOURCE,
        /** A role's trust policy: principals required, no resources, only {@code sts:} actions. */
        TRUST
    }

    private final String text;
    private final List<Statement> statements;

    Policy(String text, List<Statement> statements) {
        this.text = text;
        this.statements = List.copyOf(statements);
    }

    /** Parses a resource policy. */
    public static Policy parse(String json) {
        return parse(json, Kind.RESOURCE);
    }

    /** Parses a document; a {@link MalformedPolicy} says where it breaks the grammar or the kind's rules. */
    public static Policy parse(String json, Kind kind) {
        return new PolicyParser(kind).parse(json);
    }

    /** The document as it was given. */
    public String text() {
        return text;
    }

    /** The strongest thing that any statement says. */
    public Answer answer(Question question) {
        Answer strongest = Answer.SILENT;
        for (Statement statement : statements) {
            Answer answer = statement.answer(question);
            if (answer.compareTo(strongest) > 0) {
                strongest = answer;
            }
        }
        return strongest;
    }
}
