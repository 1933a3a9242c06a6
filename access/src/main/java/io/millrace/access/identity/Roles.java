package io.millrace.access.identity;

import io.millrace.access.policy.Policy;
import io.millrace.base.Arn;
import io.millrace.base.Clock;
import io.millrace.wire.WireException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Roles: IAM's rules for making, changing and removing them. Shared between threads. */
public final class Roles {

    private static final int LONGEST_TRUST = 4096;
    private static final int LONGEST_INLINE = 10_240;
    private static final int MOST_ATTACHED = 20;
    private static final int MOST_TAGS = 50;

    private final IdentityStore store;
    private final Policies policies;
    private final Clock clock;
    private final String account;

    Roles(IdentityStore store, Policies policies, Clock clock, String account) {
        this.store = store;
        this.policies = policies;
        this.clock = clock;
        this.account = account;
    }

    public Role create(String path, String name, String trust, Role.Settings settings, Map<String, String> tags) {
        EntityNames.checkName("roleName", name, 64);
        EntityNames.checkPath(path);
        checkSettings(settings);
        checkTags(tags);
        Policy policy = EntityNames.policy(trust, Policy.Kind.TRUST, LONGEST_TRUST);
        synchronized (store) {
            if (store.role(name).isPresent()) {
                throw new WireException(IamError.ENTITY_ALREADY_EXISTS, "Role with name " + name + " already exists.");
            }
            Role role = new Role(
                    name,
                    EntityNames.id("AROA", 21),
                    path,
                    Arn.of("iam", "", account, "role" + path + name),
                    policy,
                    settings,
                    clock.instant(),
                    Map.copyOf(tags),
                    new TreeMap<>(),
                    new TreeSet<>());
            store.put(role);
            return role;
        }
    }

    public Role get(String name) {
        return store.role(name)
                .orElseThrow(() ->
                        new WireException(IamError.NO_SUCH_ENTITY, "The role with name " + name + " cannot be found."));
    }

    /** The role of an ARN, path included. */
    public Optional<Role> byArn(String arn) {
        return store.roleByArn(arn);
    }

    public Collection<Role> all() {
        return store.roles();
    }

    public void delete(String name) {
        synchronized (store) {
            Role role = get(name);
            if (!role.attached().isEmpty()) {
                throw new WireException(
                        IamError.DELETE_CONFLICT, "Cannot delete entity, must detach all policies first.");
            }
            if (!role.inline().isEmpty()) {
                throw new WireException(IamError.DELETE_CONFLICT, "Cannot delete entity, must delete policies first.");
            }
            store.remove(role);
        }
    }

    public void setTrust(String name, String document) {
        Policy policy = EntityNames.policy(document, Policy.Kind.TRUST, LONGEST_TRUST);
        synchronized (store) {
            store.put(get(name).withTrust(policy));
        }
    }

    public Role setSettings(String name, Optional<String> description, Optional<Integer> maxSession) {
        synchronized (store) {
            Role role = get(name);
            Role.Settings settings = new Role.Settings(
                    description.orElse(role.settings().description()),
                    maxSession.orElse(role.settings().maxSessionSeconds()));
            checkSettings(settings);
            Role changed = role.withSettings(settings);
            store.put(changed);
            return changed;
        }
    }

    public void tag(String name, Map<String, String> more) {
        synchronized (store) {
            Role role = get(name);
            Map<String, String> tags = new LinkedHashMap<>(role.tags());
            tags.putAll(more);
            checkTags(tags);
            store.put(role.withTags(Map.copyOf(tags)));
        }
    }

    public void untag(String name, List<String> keys) {
        synchronized (store) {
            Role role = get(name);
            Map<String, String> tags = new LinkedHashMap<>(role.tags());
            tags.keySet().removeAll(keys);
            store.put(role.withTags(Map.copyOf(tags)));
        }
    }

    public void attach(String name, String policyArn) {
        synchronized (store) {
            Role role = get(name);
            String arn = policies.get(policyArn).arn();
            if (role.attached().size() >= MOST_ATTACHED && !role.attached().contains(arn)) {
                throw new WireException(
                        IamError.LIMIT_EXCEEDED, "Cannot exceed quota for PoliciesPerRole: " + MOST_ATTACHED);
            }
            store.put(role.withAttached(arn));
        }
    }

    public void detach(String name, String policyArn) {
        synchronized (store) {
            Role role = get(name);
            if (!role.attached().contains(policyArn)) {
                throw new WireException(IamError.NO_SUCH_ENTITY, "Policy " + policyArn + " was not found.");
            }
            store.put(role.withoutAttached(policyArn));
        }
    }

    public void putInline(String name, String policyName, String document) {
        EntityNames.checkName("policyName", policyName, 128);
        Policy policy = EntityNames.policy(document, Policy.Kind.IDENTITY, LONGEST_INLINE);
        synchronized (store) {
            store.put(get(name).withInline(policyName, policy));
        }
    }

    public Policy inline(String name, String policyName) {
        return Optional.ofNullable(get(name).inline().get(policyName)).orElseThrow(() -> noInline(policyName));
    }

    public void deleteInline(String name, String policyName) {
        synchronized (store) {
            Role role = get(name);
            if (!role.inline().containsKey(policyName)) {
                throw noInline(policyName);
            }
            store.put(role.withoutInline(policyName));
        }
    }

    private static WireException noInline(String policyName) {
        return new WireException(
                IamError.NO_SUCH_ENTITY, "The role policy with name " + policyName + " cannot be found.");
    }

    private static void checkSettings(Role.Settings settings) {
        int seconds = settings.maxSessionSeconds();
        if (seconds < 3600 || seconds > 43_200) {
            throw new WireException(
                    IamError.VALIDATION_ERROR,
                    "1 validation error detected: Value '" + seconds + "' at 'maxSessionDuration' failed to satisfy"
                            + " constraint: Member must have value between 3600 and 43200");
        }
        if (settings.description().length() > 1000) {
            throw new WireException(IamError.VALIDATION_ERROR, "The description must have at most 1000 characters.");
        }
    }

    private static void checkTags(Map<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw new WireException(IamError.LIMIT_EXCEEDED, "Cannot exceed quota for TagsPerRole: " + MOST_TAGS);
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 128 || value.length() > 256) {
                throw new WireException(
                        IamError.INVALID_INPUT,
                        "A tag's key has 1 to 128 characters and its value at most 256: '" + key + "'.");
            }
        });
    }
}
