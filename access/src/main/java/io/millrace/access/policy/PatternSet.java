package io.millrace.access.policy;

import java.util.ArrayList;
import java.util.List;

/** An Action, NotAction, Resource or NotResource element. Immutable. */
final class PatternSet {

    private final boolean negated;
    private final List<Glob> fixed = new ArrayList<>();
    private final List<String> withVariables = new ArrayList<>();

    private PatternSet(boolean negated) {
        this.negated = negated;
    }

    static PatternSet actions(boolean negated, List<String> patterns) {
        PatternSet set = new PatternSet(negated);
        patterns.forEach(pattern -> set.fixed.add(Glob.ignoringCase(pattern)));
        return set;
    }

    static PatternSet resources(boolean negated, List<String> patterns, boolean variables) {
        PatternSet set = new PatternSet(negated);
        for (String pattern : patterns) {
            if (variables && Variables.in(pattern)) {
                set.withVariables.add(pattern);
            } else {
                set.fixed.add(Glob.of(pattern));
            }
        }
        return set;
    }

    boolean applies(String value, RequestContext context) {
        return matches(value, context) != negated;
    }

    private boolean matches(String value, RequestContext context) {
        for (Glob glob : fixed) {
            if (glob.matches(value)) {
                return true;
            }
        }
        for (String pattern : withVariables) {
            if (Variables.resolve(pattern, context)
                    .filter(text -> Glob.of(text).matches(value))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
