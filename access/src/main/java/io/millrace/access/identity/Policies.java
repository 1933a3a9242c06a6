package io.millrace.access.identity;

import io.millrace.access.policy.Policy;
import io.millrace.base.Clock;
import io.millrace.wire.WireException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Managed policies: IAM's rules for making, reading and removing them. Shared between threads. */
public final class Policies {

    private static final int LONGEST = 6144;
    private static final int MOST_VERSIONS = 5;

    private final IdentityStore store;
    private final Clock clock;
    private final String account;

    Policies(IdentityStore store, Clock clock, String account) {
        this.store = store;
        this.clock = clock;
        this.account = account;
    }

    public ManagedPolicy create(
            String path, String name, String description, String document, Map<String, String> tags) {
        EntityNames.checkName("policyName", name, 128);
        EntityNames.checkPath(path);
        Policy policy = EntityNames.policy(document, Policy.Kind.IDENTITY, LONGEST);
        synchronized (store) {
            if (store.policies().stream()
                    .anyMatch(other -> !other.ofAws() && other.name().equalsIgnoreCase(name))) {
                throw new WireException(
                        IamError.ENTITY_ALREADY_EXISTS,
                        "A policy called " + name + " already exists. Duplicate names are not allowed.");
            }
            ManagedPolicy created = new ManagedPolicy(
                    name,
                    EntityNames.id("ANPA", 21),
                    path,
                    "arn:aws:iam::" + account + ":policy" + path + name,
                    description,
                    clock.instant(),
                    "v1",
                    List.of(new ManagedPolicy.Version("v1", policy, clock.instant())),
                    Map.copyOf(tags));
            store.put(created);
            return created;
        }
    }

    public ManagedPolicy get(String arn) {
        if (!arn.matches("arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/.+")) {
            throw new WireException(IamError.INVALID_INPUT, "ARN " + arn + " is not valid.");
        }
        return store.policy(arn).orElseThrow(() -> missing(arn));
    }

    public Collection<ManagedPolicy> all() {
        return store.policies();
    }

    public long attachments(String arn) {
        return store.roles().stream()
                .filter(role -> role.attached().contains(arn))
                .count();
    }

    public ManagedPolicy.Version createVersion(String arn, String document, boolean asDefault) {
        Policy policy = EntityNames.policy(document, Policy.Kind.IDENTITY, LONGEST);
        synchronized (store) {
            ManagedPolicy before = own(arn);
            if (before.versions().size() >= MOST_VERSIONS) {
                throw new WireException(
                        IamError.LIMIT_EXCEEDED,
                        "A managed policy can have up to " + MOST_VERSIONS
                                + " versions. Before you create a new version, you must delete an existing version.");
            }
            int next = before.versions().getLast().number() + 1;
            ManagedPolicy.Version version = new ManagedPolicy.Version("v" + next, policy, clock.instant());
            store.put(before.withVersion(version, asDefault));
            return version;
        }
    }

    public void setDefaultVersion(String arn, String versionId) {
        synchronized (store) {
            ManagedPolicy policy = own(arn);
            store.put(policy.withDefault(version(policy, versionId).id()));
        }
    }

    public void deleteVersion(String arn, String versionId) {
        synchronized (store) {
            ManagedPolicy policy = own(arn);
            if (version(policy, versionId).id().equals(policy.defaultVersion())) {
                throw new WireException(IamError.DELETE_CONFLICT, "Cannot delete the default version of a policy.");
            }
            store.put(policy.withoutVersion(versionId));
        }
    }

    public void delete(String arn) {
        synchronized (store) {
            ManagedPolicy policy = own(arn);
            if (attachments(policy.arn()) > 0) {
                throw new WireException(
                        IamError.DELETE_CONFLICT, "Cannot delete a policy attached to entities. Detach it first.");
            }
            if (policy.versions().size() > 1) {
                throw new WireException(
                        IamError.DELETE_CONFLICT,
                        "This policy has more than one version. Before you delete a policy, you must delete the"
                                + " policy's versions. The default version is deleted with the policy.");
            }
            store.remove(policy);
        }
    }

    public static ManagedPolicy.Version version(ManagedPolicy policy, String versionId) {
        return policy.version(versionId)
                .orElseThrow(() -> new WireException(
                        IamError.NO_SUCH_ENTITY,
                        "Policy " + policy.arn() + " version " + versionId + " does not exist or is not attachable."));
    }

    private ManagedPolicy own(String arn) {
        ManagedPolicy policy = get(arn);
        if (policy.ofAws()) {
            throw new WireException(
                    IamError.ACCESS_DENIED, "The policy " + arn + " is AWS's own and cannot be changed.");
        }
        return policy;
    }

    private static WireException missing(String arn) {
        return new WireException(
                IamError.NO_SUCH_ENTITY,
                arn.contains("::aws:")
                        ? "Policy " + arn + " does not exist or is not attachable. Of AWS's own policies only those of"
                                + " docs/compatibility.md are kept here; create one of your own with its document."
                        : "Policy " + arn + " was not found.");
    }
}
