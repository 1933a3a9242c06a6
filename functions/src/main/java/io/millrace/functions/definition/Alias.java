package io.millrace.functions.definition;

import io.millrace.base.Arn;
import io.millrace.functions.definition.FunctionName.FunctionKey;

/**
 * A name for one version of a function.
 *
 * @param version what it stands for: a number, or {@code $LATEST}
 * @param revisionId new at each change
 */
public record Alias(FunctionKey key, String name, String version, String description, String revisionId) {

    public Arn arn(String account) {
        return key.arn(account, name);
    }
}
