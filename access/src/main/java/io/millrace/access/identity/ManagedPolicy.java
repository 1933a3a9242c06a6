package io.millrace.access.identity;

import io.millrace.access.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A managed policy, the account's own or AWS's. Immutable.
 *
 * @param id {@code ANPA...}
 * @param versions oldest first; never empty
 */
public record ManagedPolicy(
        String name,
        String id,
        String path,
        String arn,
        String description,
        Instant created,
        String defaultVersion,
        List<Version> versions,
        Map<String, String> tags) {

    /** One version, e.g. {@code v1}. */
    public record Version(String id, Policy policy, Instant created) {

        public int number() {
            return Integer.parseInt(id.substring(1));
        }
    }

    public Optional<Version> version(String versionId) {
        return versions.stream()
                .filter(version -> version.id().equals(versionId))
                .findFirst();
    }

    /** The document that counts. */
    public Version inForce() {
        return version(defaultVersion).orElseThrow(() -> new IllegalStateException(arn + " has no default version"));
    }

    public Instant updated() {
        return versions.getLast().created();
    }

    /** AWS's own policies belong to nobody's account and cannot be changed. */
    public boolean ofAws() {
        return arn.startsWith("arn:aws:iam::aws:");
    }

    ManagedPolicy withVersion(Version version, boolean asDefault) {
        List<Version> more = new ArrayList<>(versions);
        more.add(version);
        return with(asDefault ? version.id() : defaultVersion, more);
    }

    ManagedPolicy withoutVersion(String versionId) {
        return with(
                defaultVersion,
                versions.stream()
                        .filter(version -> !version.id().equals(versionId))
                        .toList());
    }

    ManagedPolicy withDefault(String versionId) {
        return with(versionId, versions);
    }

    private ManagedPolicy with(String newDefault, List<Version> newVersions) {
        return new ManagedPolicy(name, id, path, arn, description, created, newDefault, List.copyOf(newVersions), tags);
    }
}
