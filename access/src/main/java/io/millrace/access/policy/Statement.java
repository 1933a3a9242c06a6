package io.millrace.access.policy;

import java.util.List;
import java.util.Optional;

/** One statement, compiled. Immutable. */
record Statement(
        String sid,
        boolean allows,
        Optional<PrincipalSet> principals,
        PatternSet actions,
        Optional<PatternSet> resources,
        List<Condition> conditions) {

    Answer answer(Question question) {
        Answer given = given(question.asker());
        return given == Answer.SILENT || !applies(question) ? Answer.SILENT : given;
    }

    /** What it would say to the asker; an identity policy has no principal: it is held by its identity. */
    private Answer given(Asker asker) {
        if (allows) {
            return principals.map(set -> set.grant(asker)).orElse(Answer.ALLOWED);
        }
        return principals.map(set -> set.denies(asker)).orElse(true) ? Answer.DENIED : Answer.SILENT;
    }

    private boolean applies(Question question) {
        return actions.applies(question.action(), question.context())
                && resources
                        .map(set -> set.applies(question.resource(), question.context()))
                        .orElse(true)
                && conditions.stream().allMatch(condition -> condition.holds(question.context()));
    }
}
