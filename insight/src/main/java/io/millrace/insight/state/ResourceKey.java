package io.millrace.insight.state;

import io.millrace.base.Arn;
import java.util.Optional;

/** What a resource is found by. */
public record ResourceKey(String region, Kind kind, String id) {

    public Arn arn(String account) {
        return Arn.of("quicksight", region, account, kind.arnWord() + "/" + id);
    }

    /** The resource of this kind that an ARN names, or empty where it names something else. */
    public static Optional<ResourceKey> parse(String arn, Kind kind) {
        String start = kind.arnWord() + "/";
        return Arn.parse(arn)
                .filter(parsed -> parsed.service().equals("quicksight")
                        && parsed.resource().startsWith(start))
                .map(parsed ->
                        new ResourceKey(parsed.region(), kind, parsed.resource().substring(start.length())));
    }
}
