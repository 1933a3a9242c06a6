package io.millrace.access.identity;

import io.millrace.access.audit.AuditEvent;
import io.millrace.access.audit.AuditSink;
import io.millrace.access.policy.Answer;
import io.millrace.access.policy.Asker;
import io.millrace.access.policy.Policy;
import io.millrace.access.policy.Question;
import io.millrace.access.policy.RequestContext;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.wire.AccessDenied;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The decision, in AWS's order for one account: an explicit Deny anywhere; else an Allow of the resource's policy; else
 * an Allow of the identity's. Shared between threads; never waits.
 */
public final class Authorizer {

    private final Roles roles;
    private final Policies policies;
    private final Clock clock;
    private final String account;
    private final AuditSink audit;

    Authorizer(Roles roles, Policies policies, Clock clock, String account, AuditSink audit) {
        this.roles = roles;
        this.policies = policies;
        this.clock = clock;
        this.account = account;
        this.audit = audit;
    }

    /** Returns where the caller may; else throws {@link AccessDenied} with AWS's sentence. */
    public void authorize(
            Caller caller, String action, String resource, Optional<Policy> resourcePolicy, Map<String, String> more) {
        if (caller.isRoot() && resourcePolicy.isEmpty()) {
            return;
        }
        Question question = new Question(Asker.of(caller), action, resource, context(caller, more));
        Answer byResource =
                resourcePolicy.map(policy -> policy.answer(question)).orElse(Answer.SILENT);
        if (byResource == Answer.DENIED) {
            throw denied(caller, action, resource, "with an explicit deny in a resource-based policy");
        }
        if (caller.isRoot()) {
            return;
        }
        Answer byIdentity = identityAnswer(caller, question);
        if (byIdentity == Answer.DENIED) {
            throw denied(caller, action, resource, "with an explicit deny in an identity-based policy");
        }
        if (byResource != Answer.ALLOWED && byIdentity != Answer.ALLOWED) {
            throw denied(caller, action, resource, "because no identity-based policy allows the " + action + " action");
        }
    }

    /** The session of a role that trusts the service. */
    public Caller assumeAsService(
            String service, String roleArn, String sessionName, Optional<Arn> source, Optional<String> externalId) {
        Asker asker = Asker.service(service);
        Optional<Role> role = roles.byArn(roleArn);
        RequestContext context = RequestContext.lazily(() -> serviceKeys(service, source, externalId));
        Question question = new Question(asker, "sts:AssumeRole", roleArn, context);
        if (role.isEmpty() || role.get().trust().answer(question) != Answer.ALLOWED) {
            throw denied(service, "sts:AssumeRole", roleArn, whyNotAssumed(role, service));
        }
        return session(role.get(), sessionName, source);
    }

    /** The session of a role that trusts the caller: by name, or by account where the caller's own policies pass it on. */
    public Role assumeAsCaller(Caller caller, String roleArn, Optional<String> externalId) {
        Map<String, String> keys = new HashMap<>();
        externalId.ifPresent(id -> keys.put("sts:ExternalId", id));
        Question question = new Question(Asker.of(caller), "sts:AssumeRole", roleArn, context(caller, keys));
        Optional<Role> role = roles.byArn(roleArn);
        Answer byTrust = role.map(found -> found.trust().answer(question)).orElse(Answer.SILENT);
        Answer byIdentity = caller.isRoot() ? Answer.ALLOWED : identityAnswer(caller, question);
        boolean allowed = byIdentity != Answer.DENIED
                && (byTrust == Answer.ALLOWED
                        || (byTrust == Answer.ALLOWED_TO_ACCOUNT && byIdentity == Answer.ALLOWED));
        if (!allowed) {
            throw denied(caller, "sts:AssumeRole", roleArn, "");
        }
        return role.orElseThrow();
    }

    public Caller session(Role role, String sessionName, Optional<Arn> source) {
        Arn principal = Arn.of("sts", "", account, "assumed-role/" + role.name() + "/" + sessionName);
        return new Caller(principal, Optional.of(role.arn()), source);
    }

    private Answer identityAnswer(Caller caller, Question question) {
        Optional<Role> role = caller.role().map(Arn::toString).flatMap(roles::byArn);
        if (role.isEmpty()) {
            return Answer.SILENT;
        }
        Answer strongest = Answer.SILENT;
        for (Policy policy : role.get().inline().values()) {
            strongest = stronger(strongest, policy.answer(question));
        }
        for (String arn : role.get().attached()) {
            Policy policy = policies.get(arn).inForce().policy();
            strongest = stronger(strongest, policy.answer(question));
        }
        return strongest;
    }

    private static Answer stronger(Answer one, Answer other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Map<String, String> serviceKeys(String service, Optional<Arn> source, Optional<String> externalId) {
        Map<String, String> keys = new HashMap<>(sourceKeys(source));
        externalId.ifPresent(id -> keys.put("sts:ExternalId", id));
        keys.put("aws:PrincipalIsAWSService", "true");
        keys.put("aws:PrincipalServiceName", service);
        keys.putAll(timeKeys());
        return keys;
    }

    private RequestContext context(Caller caller, Map<String, String> more) {
        return RequestContext.lazily(() -> callerKeys(caller, more));
    }

    private Map<String, String> callerKeys(Caller caller, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(timeKeys());
        keys.putAll(sourceKeys(caller.sourceArn()));
        keys.put("aws:PrincipalArn", caller.role().orElse(caller.principal()).toString());
        keys.put("aws:PrincipalAccount", caller.account());
        keys.put("aws:PrincipalType", principalType(caller));
        keys.put("aws:PrincipalIsAWSService", "false");
        caller.role().map(Arn::toString).flatMap(roles::byArn).ifPresent(role -> {
            String session = caller.principal().resource();
            keys.put("aws:userid", role.id() + ":" + session.substring(session.lastIndexOf('/') + 1));
            role.tags().forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, value));
        });
        keys.putAll(more);
        return keys;
    }

    private static String principalType(Caller caller) {
        if (caller.isRoot()) {
            return "Account";
        }
        return caller.role().isPresent() ? "AssumedRole" : "User";
    }

    private Map<String, String> timeKeys() {
        Instant now = clock.instant();
        return Map.of("aws:CurrentTime", now.toString(), "aws:EpochTime", String.valueOf(now.getEpochSecond()));
    }

    private Map<String, String> sourceKeys(Optional<Arn> source) {
        if (source.isEmpty()) {
            return Map.of();
        }
        Arn arn = source.get();
        String owner = arn.account().isEmpty() ? account : arn.account();
        return Map.of("aws:SourceArn", arn.toString(), "aws:SourceAccount", owner);
    }

    private static String whyNotAssumed(Optional<Role> role, String service) {
        return role.isEmpty()
                ? "because there is no such role"
                : "because the role's trust policy does not allow it to the service " + service;
    }

    private AccessDenied denied(Caller caller, String action, String resource, String why) {
        return denied("User: " + caller.principal(), action, resource, why);
    }

    private AccessDenied denied(String who, String action, String resource, String why) {
        String principal = who.startsWith("User: ") ? who.substring("User: ".length()) : who;
        audit.record(new AuditEvent(clock.instant(), principal, action, resource, "denied", Optional.empty()));
        return new AccessDenied(who + " is not authorized to perform: " + action + " on resource: " + resource
                + (why.isEmpty() ? "" : " " + why));
    }
}
