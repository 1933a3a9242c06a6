package io.millrace.access.api;

import io.millrace.access.identity.Role;
import io.millrace.access.identity.Roles;
import io.millrace.wire.QueryInput;
import io.millrace.wire.QueryService;
import io.millrace.wire.WireRequest;
import io.millrace.wire.Xml;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations on roles. Shared between threads. */
final class RoleOperations {

    private final Roles roles;
    private final Guard guard;

    RoleOperations(Roles roles, Guard guard) {
        this.roles = roles;
        this.guard = guard;
    }

    void addTo(QueryService.Builder table) {
        table.operation("CreateRole", this::create)
                .operation("GetRole", this::get)
                .operation("ListRoles", this::list)
                .operation("UpdateRole", this::update)
                .operation("UpdateRoleDescription", this::updateDescription)
                .operation("UpdateAssumeRolePolicy", this::updateTrust)
                .operation("DeleteRole", this::delete)
                .operation("TagRole", this::tag)
                .operation("UntagRole", this::untag)
                .operation("ListRoleTags", this::listTags)
                .operation(
                        "ListInstanceProfilesForRole",
                        "Always empty: there are no instance profiles here.",
                        this::listInstanceProfiles);
    }

    private void create(WireRequest request, QueryInput input, Xml result) {
        String name = input.required("RoleName");
        String path = input.string("Path").orElse("/");
        String trust = input.required("AssumeRolePolicyDocument");
        Role.Settings settings = new Role.Settings(
                input.string("Description").orElse(""), maxSession(input).orElse(3600));
        Map<String, String> tags = input.pairs("Tags");
        input.refuseUnread();
        guard.on(request, "CreateRole", guard.account("role" + path + name));
        write(result, "Role", roles.create(path, name, trust, settings, tags), true);
    }

    private void get(WireRequest request, QueryInput input, Xml result) {
        write(result, "Role", roles.get(name(request, input, "GetRole")), true);
    }

    private void list(WireRequest request, QueryInput input, Xml result) {
        guard.on(request, "ListRoles", guard.account("role/*"));
        String prefix = input.string("PathPrefix").orElse("/");
        List<Role> sorted = roles.all().stream()
                .filter(role -> role.path().startsWith(prefix))
                .sorted(Comparator.comparing(Role::name))
                .toList();
        Page<Role> page = Page.of(input, sorted, Role::name);
        input.refuseUnread();
        page.write(result, "Roles", (xml, role) -> write(xml, "member", role, false));
    }

    private void update(WireRequest request, QueryInput input, Xml result) {
        Optional<String> description = input.string("Description");
        Optional<Integer> maxSession = maxSession(input);
        roles.setSettings(name(request, input, "UpdateRole"), description, maxSession);
    }

    private void updateDescription(WireRequest request, QueryInput input, Xml result) {
        Optional<String> description = Optional.of(input.required("Description"));
        String name = name(request, input, "UpdateRoleDescription");
        write(result, "Role", roles.setSettings(name, description, Optional.empty()), true);
    }

    private void updateTrust(WireRequest request, QueryInput input, Xml result) {
        String document = input.required("PolicyDocument");
        roles.setTrust(name(request, input, "UpdateAssumeRolePolicy"), document);
    }

    private void delete(WireRequest request, QueryInput input, Xml result) {
        roles.delete(name(request, input, "DeleteRole"));
    }

    private void tag(WireRequest request, QueryInput input, Xml result) {
        Map<String, String> tags = input.pairs("Tags");
        roles.tag(name(request, input, "TagRole"), tags);
    }

    private void untag(WireRequest request, QueryInput input, Xml result) {
        List<String> keys = input.strings("TagKeys");
        roles.untag(name(request, input, "UntagRole"), keys);
    }

    private void listTags(WireRequest request, QueryInput input, Xml result) {
        IamText.tags(result, roles.get(name(request, input, "ListRoleTags")).tags());
        result.element("IsTruncated", false);
    }

    private void listInstanceProfiles(WireRequest request, QueryInput input, Xml result) {
        input.integer("MaxItems", 1, 1000);
        input.string("Marker");
        roles.get(name(request, input, "ListInstanceProfilesForRole"));
        result.open("InstanceProfiles").close().element("IsTruncated", false);
    }

    private String name(WireRequest request, QueryInput input, String action) {
        String name = input.required("RoleName");
        input.refuseUnread();
        guard.onRole(request, action, name);
        return name;
    }

    private static Optional<Integer> maxSession(QueryInput input) {
        return input.integer("MaxSessionDuration", 3600, 43_200);
    }

    private static void write(Xml xml, String element, Role role, boolean whole) {
        xml.open(element)
                .element("Path", role.path())
                .element("RoleName", role.name())
                .element("RoleId", role.id())
                .element("Arn", role.arn().toString())
                .element("CreateDate", IamText.date(role.created()))
                .element("AssumeRolePolicyDocument", IamText.document(role.trust()));
        if (!role.settings().description().isEmpty()) {
            xml.element("Description", role.settings().description());
        }
        xml.element("MaxSessionDuration", role.settings().maxSessionSeconds());
        if (whole) {
            IamText.tags(xml, role.tags());
            xml.open("RoleLastUsed").close();
        }
        xml.close();
    }
}
