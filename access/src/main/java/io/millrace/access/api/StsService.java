package io.millrace.access.api;

import io.millrace.access.identity.Identities;
import io.millrace.access.identity.Role;
import io.millrace.access.identity.Sessions;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.wire.CommonError;
import io.millrace.wire.QueryInput;
import io.millrace.wire.QueryService;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireService;
import io.millrace.wire.Xml;
import java.time.Duration;
import java.util.Optional;

/** STS's table of operations. Shared between threads. */
public final class StsService {

    private static final int CHAINED_SECONDS = 3600;

    private final Identities identities;

    private StsService(Identities identities) {
        this.identities = identities;
    }

    public static WireService of(Identities identities) {
        StsService service = new StsService(identities);
        return QueryService.named("sts", "https://sts.amazonaws.com/doc/2011-06-15/")
                .operation("GetCallerIdentity", service::getCallerIdentity)
                .operation(
                        "AssumeRole",
                        "The root key may assume a role that trusts its account, as there are no users.",
                        service::assumeRole)
                .refused(
                        "there are no users or identity providers; use AssumeRole.",
                        "GetSessionToken",
                        "GetFederationToken",
                        "AssumeRoleWithWebIdentity",
                        "AssumeRoleWithSAML")
                .build();
    }

    private void getCallerIdentity(WireRequest request, QueryInput input, Xml result) {
        input.refuseUnread();
        Caller caller = request.caller();
        result.element("Arn", caller.principal().toString())
                .element("UserId", userId(caller))
                .element("Account", caller.account());
    }

    private String userId(Caller caller) {
        Optional<Role> role = caller.role().map(Arn::toString).flatMap(identities.roles()::byArn);
        String session = caller.principal().resource();
        return role.map(found -> found.id() + ":" + session.substring(session.lastIndexOf('/') + 1))
                .orElse(caller.account());
    }

    private void assumeRole(WireRequest request, QueryInput input, Xml result) {
        String roleArn = input.required("RoleArn");
        String sessionName = input.required("RoleSessionName");
        Optional<Integer> seconds = input.integer("DurationSeconds", 900, 43_200);
        Optional<String> externalId = input.string("ExternalId");
        input.refuseUnread();
        if (!sessionName.matches("[\\w+=,.@-]{2,64}")) {
            throw new WireException(
                    CommonError.VALIDATION,
                    "1 validation error detected: Value '" + sessionName
                            + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
                            + " expression pattern: [\\w+=,.@-]* (2 to 64 characters)");
        }
        Role role = identities.authorizer().assumeAsCaller(request.caller(), roleArn, externalId);
        Duration lifetime = Duration.ofSeconds(checked(seconds.orElse(3600), role, request.caller()));
        Caller session = identities.authorizer().session(role, sessionName, Optional.empty());
        write(result, role, identities.sessions().issue(session, lifetime));
    }

    private static int checked(int seconds, Role role, Caller caller) {
        if (caller.role().isPresent() && seconds > CHAINED_SECONDS) {
            throw new WireException(
                    CommonError.VALIDATION,
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                            + " chaining.");
        }
        if (seconds > role.settings().maxSessionSeconds()) {
            throw new WireException(
                    CommonError.VALIDATION,
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return seconds;
    }

    private static void write(Xml xml, Role role, Sessions.Issued issued) {
        String principal = issued.caller().principal().toString();
        String sessionName = principal.substring(principal.lastIndexOf('/') + 1);
        xml.open("Credentials")
                .element("AccessKeyId", issued.accessKeyId())
                .element("SecretAccessKey", issued.secretKey())
                .element("SessionToken", issued.sessionToken())
                .element("Expiration", IamText.date(issued.expires()))
                .close();
        xml.open("AssumedRoleUser")
                .element("AssumedRoleId", role.id() + ":" + sessionName)
                .element("Arn", principal)
                .close();
    }
}
