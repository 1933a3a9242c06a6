package io.millrace.access;

import io.millrace.access.api.IamService;
import io.millrace.access.api.StsService;
import io.millrace.access.audit.AuditSink;
import io.millrace.access.identity.Identities;
import io.millrace.access.identity.Sessions;
import io.millrace.access.policy.Policy;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.control.ControlDatabase;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.Authenticator;
import io.millrace.wire.WireService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The front door: who may do what. Shared between threads; decisions never wait. */
public final class Access {

    private final Identities identities;
    private final RootKey root;
    private final Caller rootCaller;
    private final WireService iam;
    private final WireService sts;

    public Access(ControlDatabase database, Clock clock, String account, RootKey root, AuditSink audit) {
        this.identities = Identities.open(database, clock, account, audit);
        this.root = root;
        this.rootCaller = Caller.root(account);
        this.iam = IamService.of(identities);
        this.sts = StsService.of(identities);
    }

    /** Loads what a start needs, on any thread. */
    public static void load() {
        Identities.load();
    }

    /** Decides by the caller's own policies; throws {@link AccessDenied}. */
    public void authorize(Caller caller, String action, Arn resource) {
        authorize(caller, action, resource, Optional.empty(), Map.of());
    }

    /**
     * Decides by the caller's policies and the resource's; throws {@link AccessDenied}.
     *
     * @param context further condition keys of the request, e.g. {@code s3:prefix}
     */
    public void authorize(
            Caller caller, String action, Arn resource, Optional<Policy> resourcePolicy, Map<String, String> context) {
        identities.authorizer().authorize(caller, action, resource.toString(), resourcePolicy, context);
    }

    /** Decides whether the caller may hand the role to the service ({@code iam:PassRole}); throws AccessDenied. */
    public void passRole(Caller caller, Arn role, String servicePrincipal) {
        authorize(caller, "iam:PassRole", role, Optional.empty(), Map.of("iam:PassedToService", servicePrincipal));
    }

    /**
     * The session of a role for a service that acts on a resource's behalf; throws {@link AccessDenied} where the role's
     * trust policy does not allow it, or where there is no such role.
     */
    public Caller assumeRole(
            String servicePrincipal,
            String roleArn,
            String sessionName,
            Optional<Arn> source,
            Optional<String> externalId) {
        return identities.authorizer().assumeAsService(servicePrincipal, roleArn, sessionName, source, externalId);
    }

    /** Credentials that sign as the session, for a function's process. */
    public TemporaryCredentials credentials(Caller session, Duration lifetime) {
        Sessions.Issued issued = identities.sessions().issue(session, lifetime);
        return new TemporaryCredentials(
                issued.accessKeyId(), issued.secretKey(), issued.sessionToken(), issued.expires());
    }

    public Authenticator authenticator() {
        Authenticator.Credential rootCredential =
                new Authenticator.Credential(root.secretKey(), Optional.empty(), rootCaller);
        return accessKeyId -> accessKeyId.equals(root.accessKeyId())
                ? Optional.of(rootCredential)
                : identities.sessions().find(accessKeyId).map(Access::credential);
    }

    public WireService iam() {
        return iam;
    }

    public WireService sts() {
        return sts;
    }

    private static Authenticator.Credential credential(Sessions.Issued issued) {
        return new Authenticator.Credential(issued.secretKey(), Optional.of(issued.sessionToken()), issued.caller());
    }
}
