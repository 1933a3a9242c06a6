package io.millrace.access.identity;

import io.millrace.access.policy.Policy;
import io.millrace.base.Arn;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A role. Immutable.
 *
 * @param id {@code AROA...}: a role made again under the same name is another role
 * @param inline by name
 * @param attached ARNs of managed policies
 */
public record Role(
        String name,
        String id,
        String path,
        Arn arn,
        Policy trust,
        Settings settings,
        Instant created,
        Map<String, String> tags,
        SortedMap<String, Policy> inline,
        SortedSet<String> attached) {

    /** What UpdateRole may change. */
    public record Settings(String description, int maxSessionSeconds) {}

    Role withTrust(Policy other) {
        return new Role(name, id, path, arn, other, settings, created, tags, inline, attached);
    }

    Role withSettings(Settings other) {
        return new Role(name, id, path, arn, trust, other, created, tags, inline, attached);
    }

    Role withTags(Map<String, String> other) {
        return new Role(name, id, path, arn, trust, settings, created, other, inline, attached);
    }

    Role withInline(String policyName, Policy policy) {
        SortedMap<String, Policy> more = new TreeMap<>(inline);
        more.put(policyName, policy);
        return new Role(name, id, path, arn, trust, settings, created, tags, more, attached);
    }

    Role withoutInline(String policyName) {
        SortedMap<String, Policy> fewer = new TreeMap<>(inline);
        fewer.remove(policyName);
        return new Role(name, id, path, arn, trust, settings, created, tags, fewer, attached);
    }

    Role withAttached(String policyArn) {
        SortedSet<String> more = new TreeSet<>(attached);
        more.add(policyArn);
        return new Role(name, id, path, arn, trust, settings, created, tags, inline, more);
    }

    Role withoutAttached(String policyArn) {
        SortedSet<String> fewer = new TreeSet<>(attached);
        fewer.remove(policyArn);
        return new Role(name, id, path, arn, trust, settings, created, tags, inline, fewer);
    }
}
