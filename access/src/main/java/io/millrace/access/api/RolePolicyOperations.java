package io.millrace.access.api;

import io.millrace.access.identity.Policies;
import io.millrace.access.identity.Roles;
import io.millrace.wire.QueryInput;
import io.millrace.wire.QueryService;
import io.millrace.wire.WireRequest;
import io.millrace.wire.Xml;
import java.util.List;
import java.util.function.Function;

/** Operations on the policies of a role, attached and inline. Shared between threads. */
final class RolePolicyOperations {

    private final Roles roles;
    private final Policies policies;
    private final Guard guard;

    RolePolicyOperations(Roles roles, Policies policies, Guard guard) {
        this.roles = roles;
        this.policies = policies;
        this.guard = guard;
    }

    void addTo(QueryService.Builder table) {
        table.operation("AttachRolePolicy", this::attach)
                .operation("DetachRolePolicy", this::detach)
                .operation("ListAttachedRolePolicies", this::listAttached)
                .operation("PutRolePolicy", this::put)
                .operation("GetRolePolicy", this::get)
                .operation("ListRolePolicies", this::list)
                .operation("DeleteRolePolicy", this::delete);
    }

    private void attach(WireRequest request, QueryInput input, Xml result) {
        String arn = input.required("PolicyArn");
        roles.attach(name(request, input, "AttachRolePolicy"), arn);
    }

    private void detach(WireRequest request, QueryInput input, Xml result) {
        String arn = input.required("PolicyArn");
        roles.detach(name(request, input, "DetachRolePolicy"), arn);
    }

    private void listAttached(WireRequest request, QueryInput input, Xml result) {
        String prefix = input.string("PathPrefix").orElse("/");
        String name = input.required("RoleName");
        guard.onRole(request, "ListAttachedRolePolicies", name);
        List<String> arns = roles.get(name).attached().stream()
                .filter(arn -> policies.get(arn).path().startsWith(prefix))
                .toList();
        Page<String> page = Page.of(input, arns, Function.identity());
        input.refuseUnread();
        page.write(
                result,
                "AttachedPolicies",
                (xml, arn) -> xml.open("member")
                        .element("PolicyName", policies.get(arn).name())
                        .element("PolicyArn", arn)
                        .close());
    }

    private void put(WireRequest request, QueryInput input, Xml result) {
        String policy = input.required("PolicyName");
        String document = input.required("PolicyDocument");
        roles.putInline(name(request, input, "PutRolePolicy"), policy, document);
    }

    private void get(WireRequest request, QueryInput input, Xml result) {
        String policy = input.required("PolicyName");
        String name = name(request, input, "GetRolePolicy");
        result.element("RoleName", roles.get(name).name())
                .element("PolicyName", policy)
                .element("PolicyDocument", IamText.document(roles.inline(name, policy)));
    }

    private void list(WireRequest request, QueryInput input, Xml result) {
        String name = input.required("RoleName");
        guard.onRole(request, "ListRolePolicies", name);
        List<String> names = List.copyOf(roles.get(name).inline().keySet());
        Page<String> page = Page.of(input, names, Function.identity());
        input.refuseUnread();
        page.write(result, "PolicyNames", (xml, policy) -> xml.element("member", policy));
    }

    private void delete(WireRequest request, QueryInput input, Xml result) {
        String policy = input.required("PolicyName");
        roles.deleteInline(name(request, input, "DeleteRolePolicy"), policy);
    }

    private String name(WireRequest request, QueryInput input, String action) {
        String name = input.required("RoleName");
        input.refuseUnread();
        guard.onRole(request, action, name);
        return name;
    }
}
